package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ArrayChecksum;
import org.loopscope.controller.log.SessionEvent.PixelsMissing;
import org.loopscope.controller.log.SessionEvent.SessionContinued;
import org.loopscope.controller.log.SessionEvent.SessionStarted;
import org.loopscope.controller.log.SessionEvent.SourceOpened;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.NamedWeights;

/**
 * A first pass through a journal: what has to be known before the replay begins.
 *
 * @param continued what this part goes on from; null in a session's first
 * @param source what the frames are; null without frames, and in journals of the first version
 * @param losses of the devices that models ran on, which they are to lose again
 * @param frames frames acquired
 * @param shedFrames frames whose pixels were not kept
 * @param lastFrame the greatest number of a frame, -1 where none came
 * @param missing frames whose pixels a recovery did not find
 * @param given the cells that the session did not find itself, by plane; none where it did
 * @param givenWeights of the network that the session's started from; empty where it started from chance
 * @param outcome null when the session never ended properly
 */
record SessionScan(
        SessionStarted started,
        @Nullable SessionContinued continued,
        @Nullable SourceOpened source,
        GrantedSteps steps,
        List<DeviceLoss> losses,
        JournaledSearches searches,
        List<ArrayChecksum> checksums,
        long frames,
        long lastFrame,
        long shedFrames,
        List<PixelsMissing> missing,
        List<GivenCells> given,
        Optional<List<NamedWeights>> givenWeights,
        @Nullable String outcome) {

    /** Whether the process died: then the pixels of the last frames need not be there. */
    boolean cutOff() {
        return outcome == null || outcome.equals(SessionEvent.SessionEnded.CUT_OFF);
    }

    /** Frames before this one whose pixels a recovery did not find. */
    long missingBefore(long frame) {
        return missing.stream()
                .filter(span -> span.from() < frame)
                .mapToLong(span -> Math.min(span.to() + 1, frame) - span.from())
                .sum();
    }

    static SessionScan of(Path journal) throws IOException {
        return of(journal, event -> {});
    }

    /** @param also is told every event, in the same pass */
    static SessionScan of(Path journal, Consumer<SessionEvent> also) throws IOException {
        GrantedSteps steps = new GrantedSteps();
        List<DeviceLoss> losses = new ArrayList<>();
        JournaledSearches searches = new JournaledSearches();
        List<ArrayChecksum> checksums = new ArrayList<>();
        SessionStarted started = null;
        SessionContinued continued = null;
        SourceOpened source = null;
        List<GivenCells> given = new ArrayList<>();
        Optional<List<NamedWeights>> givenWeights = Optional.empty();
        String outcome = null;
        long frames = 0;
        long lastFrame = -1;
        long shed = 0;
        List<PixelsMissing> missing = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(journal)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                also.accept(event);
                if (event instanceof SessionStarted first) {
                    started = first;
                } else if (event instanceof SessionContinued goingOn) {
                    continued = goingOn;
                } else if (event instanceof SourceOpened opened) {
                    source = opened;
                } else if (event instanceof SessionEvent.TrainingStepsTaken taken) {
                    steps.add(taken);
                } else if (event instanceof SessionEvent.ComputeDeviceLost lost) {
                    losses.add(lost.loss());
                } else if (event instanceof SessionEvent.CellSearchBegun begun) {
                    searches.add(begun);
                } else if (event instanceof SessionEvent.NewCellsAdopted adopted) {
                    searches.add(adopted);
                } else if (event instanceof ArrayChecksum checksum) {
                    checksums.add(checksum);
                } else if (event instanceof SessionEvent.FrameArrived arrived) {
                    frames++;
                    lastFrame = Math.max(lastFrame, arrived.index());
                } else if (event instanceof SessionEvent.RawFrameShed) {
                    shed++;
                } else if (event instanceof PixelsMissing span) {
                    missing.add(span);
                } else if (event instanceof SessionEvent.CellsGiven cells) {
                    given.add(given(cells));
                } else if (event instanceof SessionEvent.ModelGiven model) {
                    givenWeights = Optional.of(model.weights());
                } else if (event instanceof SessionEvent.SessionEnded ended) {
                    outcome = ended.outcome();
                }
            }
        }
        if (started == null) {
            throw new IOException(journal + " has no session in it");
        }
        return new SessionScan(
                started,
                continued,
                source,
                steps,
                losses,
                searches,
                checksums,
                frames,
                lastFrame,
                shed,
                missing,
                given,
                givenWeights,
                outcome);
    }

    private static GivenCells given(SessionEvent.CellsGiven cells) {
        RoiSet rois = cells.rois();
        return cells.reference().length == 0
                ? new GivenCells(rois)
                : new GivenCells(
                        rois,
                        Optional.of(new ReferenceImage("logged", rois.widthPx(), rois.heightPx(), cells.reference())));
    }
}
