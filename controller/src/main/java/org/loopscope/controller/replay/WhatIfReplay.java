package org.loopscope.controller.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.config.ImagingConfig;
import org.loopscope.controller.config.KeyDifference;
import org.loopscope.controller.config.KeyDifferences;
import org.loopscope.controller.log.SessionEvent.ModelGiven;
import org.loopscope.controller.modelfile.StartingModel;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.ImagingSetup;
import org.loopscope.controller.rig.LearnerFactory;
import org.loopscope.controller.session.SessionParts;
import org.loopscope.controller.whatif.CellPairs;
import org.loopscope.controller.whatif.TriedExperiment;
import org.loopscope.controller.whatif.WhatIfReport;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.encoder.NamedWeights;
import org.loopscope.inference.learning.Learner;
import org.loopscope.stimulus.StimulusBank;

/**
 * Tries an experiment on what another one recorded: what it would have made of the frames, and chosen, given the same
 * history. The pictures are those of the recorded session's bank, since those were shown.
 */
public final class WhatIfReplay {
    /** What a what-if takes from the recording, whatever its own file says. */
    private static final List<String> NOT_TRIED =
            List.of("source", "stimuli", "subject", "nwb", "rig", "log", "mqtt", "start", "imaging.new_cells");

    private final SessionFolder session;
    private final SessionScan scan;
    private final ExperimentConfig recorded;
    private final ExperimentConfig tried;
    private final List<KeyDifference> keys;
    private final PrintWriter console;

    private WhatIfReplay(
            SessionFolder session,
            SessionScan scan,
            ExperimentConfig recorded,
            ExperimentConfig own,
            PrintWriter console) {
        this.session = session;
        this.scan = scan;
        this.recorded = recorded;
        this.tried = own.onRecordingOf(recorded);
        this.keys = KeyDifferences.between(recorded, own);
        this.console = console;
    }

    /**
     * Runs it to the end of the recording.
     *
     * @throws ConfigurationException when the experiment is wrong, or cannot be tried on this recording
     * @throws ReplayDiffers when the session is not as it was recorded
     * @throws org.loopscope.controller.log.journal.JournalCorrupt when a byte of the journal was changed
     */
    public static WhatIfReport run(Path folder, TriedExperiment experiment, PrintWriter console) throws IOException {
        SessionFolder session = SessionFolder.open(folder);
        SessionScan scan = SessionScan.of(session.journal());
        if (scan.continued() != null) {
            throw new ConfigurationException(
                    folder + " is part " + scan.continued().part()
                            + " of a session; a what-if begins with the session: give the folder that this one lies in");
        }
        ExperimentConfig recorded = ExperimentFile.parse(scan.started().configuration(), "the journal", List.of());
        ExperimentConfig own = experiment.of(recorded);
        Comparison intact = new Comparison();
        SessionReplay.verifyArrays(session, intact);
        if (!intact.identical()) {
            throw new ReplayDiffers("no what-if on a session that was changed: " + intact.firstDifference());
        }
        try {
            return new WhatIfReplay(session, scan, recorded, own, console).report();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("the experiment does not go with this recording: " + e.getMessage(), e);
        }
    }

    private WhatIfReport report() throws IOException {
        ComputeDevice device = ComputeDevice.find(tried.model().device());
        StimulusBank bank = Banks.of(recorded);
        try (Learner learner = new LearnerFactory(tried, device, startingWeights(), losses()).learner(bank);
                FrameArchive frames = FrameArchive.open(session, scan, recorded)) {
            WhatIfCourse course = new WhatIfCourse(
                    SessionParts.settings(tried, bank),
                    new WhatIfModel(learner, scan.steps(), scan.started().fullSpeed()),
                    imaging(frames.format()),
                    frames,
                    scan.cutOff(),
                    keys,
                    done -> SessionReplay.progress(console, done, scan.frames()));
            course.run(session.journal());
            return report(course, device, notes(course, frames, device));
        }
    }

    private WhatIfReport report(WhatIfCourse course, ComputeDevice device, List<String> notes) {
        Optional<CellPairs> cells = course.cells();
        CellPairs pairs = cells.orElse(CellPairs.same(0));
        Comparison comparison = course.comparison();
        return new WhatIfReport(
                scan.started().sessionId(),
                scan.started().device(),
                device.name(),
                comparison.identical(),
                comparison.activities() + " frames of activity, " + comparison.decisions() + " decisions, "
                        + comparison.outputs() + " outputs in all",
                keys,
                notes,
                cells,
                course.activity().agreement(),
                course.decisions().agreement(),
                course.decisions().targets(pairs),
                course.quality().agreement(pairs.areSame()),
                course.decisions().images(pairs));
    }

    /** On the same device the models lose it at the same calls; another one was never lost. */
    private Optional<DeviceLosses> losses() {
        return tried.model().device() == recorded.model().device()
                ? Optional.of(new DeviceLosses(scan.losses()))
                : Optional.empty();
    }

    /** Those of the recorded session where both name the same file: it need not be there any more. */
    private Optional<List<NamedWeights>> startingWeights() {
        return tried.model().startFrom().equals(recorded.model().startFrom())
                ? scan.givenWeights()
                : tried.model()
                        .startFrom()
                        .map(file -> StartingModel.read(tried, file))
                        .map(ModelGiven::weights);
    }

    /** @param format null where there are no pixels to try other imaging on */
    private @Nullable VolumePath imaging(@Nullable FrameFormat format) {
        if (format == null) {
            requireRecordedImaging();
            return null;
        }
        ImagingConfig own = tried.imaging();
        if (own.channel() != recorded.imaging().channel()) {
            throw new ConfigurationException("imaging.channel: the session imaged channel "
                    + recorded.imaging().channel() + "; a what-if images the same, leave it as it was");
        }
        List<GivenCells> given =
                own.roiFiles().equals(recorded.imaging().roiFiles()) ? scan.given() : ImagingSetup.given(own, format);
        return ImagingSetup.replayed(tried, format, given);
    }

    private void requireRecordedImaging() {
        String other = keys.stream()
                .filter(key -> key.in("imaging"))
                .map(KeyDifference::key)
                .collect(Collectors.joining(", "));
        if (!other.isEmpty()) {
            throw new ConfigurationException(
                    "the session has no raw frames to try other imaging on; leave " + other + " as it was recorded");
        }
    }

    private List<String> notes(WhatIfCourse course, FrameArchive frames, ComputeDevice device) {
        List<String> notes = new ArrayList<>();
        String untried = keys.stream()
                .filter(key -> NOT_TRIED.stream().anyMatch(key::in))
                .map(KeyDifference::key)
                .collect(Collectors.joining(", "));
        if (!untried.isEmpty()) {
            notes.add("Not tried, the recording has them as they were: " + untried);
        }
        if (frames.format() == null) {
            notes.add("The session has no raw frames for all of its activity: the logged activity was taken");
        }
        if (scan.cutOff()) {
            notes.add("The session was cut off; tried up to there");
        }
        if (!scan.losses().isEmpty() && losses().isPresent()) {
            notes.add("The session's model lost its device; here it goes on in plain Java from the same call");
        }
        device.notice().ifPresent(notice -> notes.add("Notice: " + notice));
        notes.addAll(course.notes());
        return notes;
    }
}
