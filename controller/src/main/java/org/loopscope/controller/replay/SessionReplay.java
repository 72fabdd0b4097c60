package org.loopscope.controller.replay;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.ImagingSetup;
import org.loopscope.controller.rig.LearnerFactory;
import org.loopscope.controller.session.SessionParts;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.learning.Learner;
import org.loopscope.stimulus.StimulusBank;

/** The replay of one session's folder, from its journal and its file to the report. */
public final class SessionReplay {
    private static final int PROGRESS_EVERY = 1000;

    private final Path folder;
    private final PrintWriter console;

    public SessionReplay(Path folder, PrintWriter console) {
        this.folder = folder;
        this.console = console;
    }

    /**
     * Recomputes the session and verifies every logged array.
     *
     * @throws org.loopscope.controller.log.journal.JournalCorrupt when a byte of the journal was changed
     */
    public ReplayReport run() throws IOException {
        SessionFolder session = SessionFolder.open(folder);
        SessionScan scan = SessionScan.of(session.journal());
        Comparison comparison = new Comparison();
        verifyArrays(session, comparison);
        List<String> lines = new ArrayList<>();
        ExperimentConfig config = ExperimentFile.parse(scan.started().configuration(), "the journal", List.of());
        ComputeDevice device = ComputeDevice.find(config.model().device());
        if (comparison.identical()) {
            recompute(session, scan, config, device, comparison, lines);
        }
        lines.add(verdict(comparison));
        return new ReplayReport(comparison.identical(), lines);
    }

    /** Every array of the file against the journal's checksums. */
    static void verifyArrays(SessionFolder session, Comparison comparison) throws IOException {
        try {
            ArrayVerification.verify(session).differences().forEach(one -> comparison.differ(one.toString()));
        } catch (IOException e) {
            comparison.differ(e.getMessage() + "; ./loopscope recover " + session.folder()
                    + " makes the file anew from the journal");
        }
    }

    private void recompute(
            SessionFolder session,
            SessionScan scan,
            ExperimentConfig config,
            ComputeDevice device,
            Comparison comparison,
            List<String> lines)
            throws IOException {
        StimulusBank bank = Banks.of(config);
        EarlierParts earlier = EarlierParts.before(session.folder(), scan.continued());
        List<DeviceLoss> losses = new ArrayList<>(earlier.losses());
        losses.addAll(scan.losses());
        LearnerFactory models =
                new LearnerFactory(config, device, earlier.givenWeights(scan), Optional.of(new DeviceLosses(losses)));
        try (Learner learner = models.learner(bank);
                FrameArchive frames = FrameArchive.open(session, scan, config)) {
            notices(scan, device.name(), frames, lines);
            FrameFormat format = frames.format();
            VolumePath path = format == null ? null : ImagingSetup.replayed(config, format, scan.given());
            ReplayedActivity activity = new ReplayedActivity(comparison, path, frames, scan.searches(), scan.cutOff());
            Restoration restored = Restoration.of(
                    earlier, SessionParts.settings(config, bank), learner, event -> {}, line -> tell(console, line));
            new Replay(
                            restored.replayed(scan.steps(), comparison),
                            activity,
                            comparison,
                            false,
                            done -> progress(console, done, scan.frames()),
                            event -> {})
                    .run(session.journal());
            if (activity.pixelsEnded()) {
                lines.add("The session's last frames had not reached the file: replayed up to them");
            }
        }
    }

    private static void notices(SessionScan scan, String device, FrameArchive frames, List<String> lines) {
        if (scan.cutOff()) {
            lines.add("The session was cut off; replayed up to there");
        }
        if (!device.equals(scan.started().device())) {
            lines.add(
                    "The session ran on " + scan.started().device() + ", this replay on " + device
                            + ": identity to the bit is not to be expected; with --device java or opencl it says how near they are");
        }
        if (scan.outcome() == null && frames.goesBeyond(scan.lastFrame())) {
            lines.add("The file has frames after " + scan.lastFrame()
                    + ", the journal's last: the journal has been cut short since, and what it told of them is lost");
        }
        if (frames.missing() > 0) {
            lines.add("The raw frames are not all there: the logged activity was taken in place of " + frames.missing()
                    + " frames");
        }
    }

    /** Every thousand frames. */
    static void progress(PrintWriter console, long done, long all) {
        if (done % PROGRESS_EVERY == 0) {
            tell(console, "replayed " + done + " of " + all + " frames");
        }
    }

    private static void tell(PrintWriter console, String line) {
        console.println(line);
        console.flush();
    }

    private static String verdict(Comparison comparison) {
        String counts = comparison.activities() + " frames of activity, " + comparison.decisions() + " decisions, "
                + comparison.outputs() + " outputs in all";
        return comparison.identical()
                ? "Identical to the bit: " + counts
                : "Differs: " + comparison.firstDifference() + " (compared up to there: " + counts + ")";
    }
}
