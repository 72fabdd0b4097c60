package org.loopscope.controller.session;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.firmware.clock.SessionClock;

/**
 * The agents that bring activity to the experiment, in order, and the buffers they pass on.
 *
 * @param search for new cells, beside the imaging; null where the experiment allows none
 * @param pool the frames' buffers; null where there are no frames
 * @param sourceFailure why the frames ended, if that was not in order
 */
record FrameWay(
        List<Agent> agents,
        @Nullable CellSearchAgent search,
        ActivityExchange activities,
        @Nullable FramePool pool,
        Supplier<@Nullable Throwable> sourceFailure,
        Runnable keepWaiting) {
    /** The imaging thread may be behind by so much, so that the detection of cells loses no frame. */
    private static final double MOST_BEHIND_S = 10;

    private static final int FEWEST_BEHIND = 64;
    private static final long MOST_BYTES_BEHIND = 160L << 20;
    /** What the experiment may be behind of the imaging, in volumes. */
    private static final int ACTIVITIES_BEHIND = 512;

    /**
     * @param imaging null where activity comes ready made
     * @param framesForLog frames that may wait for the disk
     * @param keepCorrected whether the log also gets the frames as they lie on their templates
     * @param stallTimeoutNs how long a silent source is borne
     */
    static FrameWay of(
            ActivityInput input,
            @Nullable VolumePath imaging,
            int framesForLog,
            boolean keepCorrected,
            long stallTimeoutNs,
            SessionClock clock,
            SessionClock stopwatch,
            LogQueue logQueue,
            LiveImage live,
            Consumer<SessionEvent> events) {
        ActivityExchange activities = new ActivityExchange(ACTIVITIES_BEHIND);
        return switch (input) {
            case ActivityInput.Imaged imaged -> {
                if (imaging == null) {
                    throw new IllegalArgumentException("frames need an imaging path");
                }
                int inFlight = 4;
                int waiting = waitingFrames(imaged.frames().format());
                FramePool pool = new FramePool(imaged.frames().format(), waiting + framesForLog + inFlight);
                BlockingQueue<Frame> toImaging = new ArrayBlockingQueue<>(waiting);
                AcquisitionAgent acquisition = new AcquisitionAgent(
                        imaged.frames(), clock, stopwatch, pool, toImaging, stallTimeoutNs, events);
                NewCells newCells = imaging.newCells();
                CellSearchAgent search = newCells == null ? null : new CellSearchAgent(newCells, clock, events);
                CorrectedHandOver corrected =
                        keepCorrected ? new CorrectedHandOver(imaged.frames().format(), framesForLog, logQueue) : null;
                ImagingAgent imagingAgent = new ImagingAgent(
                        toImaging,
                        acquisition,
                        pool,
                        imaging,
                        search,
                        stopwatch,
                        activities,
                        logQueue,
                        corrected,
                        live,
                        events);
                yield new FrameWay(
                        List.of(acquisition, imagingAgent),
                        search,
                        activities,
                        pool,
                        () -> acquisition.sourceFailure() != null
                                ? acquisition.sourceFailure()
                                : imagingAgent.endedTooSoon(),
                        imagingAgent::keepWaiting);
            }
            case ActivityInput.Recorded recorded ->
                new FrameWay(
                        List.of(new RecordedActivityAgent(recorded.source(), clock, stopwatch, activities, events)),
                        null,
                        activities,
                        null,
                        () -> null,
                        () -> {});
        };
    }

    private static int waitingFrames(FrameFormat format) {
        long bytesPerFrame = 2L * format.widthPx() * format.heightPx();
        long frames = Math.min(Math.round(MOST_BEHIND_S * format.framesPerSecond()), MOST_BYTES_BEHIND / bytesPerFrame);
        return (int) Math.max(FEWEST_BEHIND, frames);
    }
}
