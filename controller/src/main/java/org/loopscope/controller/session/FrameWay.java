package org.loopscope.controller.session;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.firmware.clock.SessionClock;

/**
 * The agents that bring activity to the experiment, in order, and the buffers they pass on.
 *
 * @param pool the frames' buffers; null where there are no frames
 */
record FrameWay(
        List<Agent> agents,
        ActivityExchange activities,
        @Nullable FramePool pool) {
    /** Frames between two stages: two seconds at 30 Hz, so that the detection of cells loses none. */
    private static final int FRAMES_BETWEEN_STAGES = 64;

    /**
     * @param imaging null where activity comes ready made
     * @param framesForLog frames that may wait for the disk
     */
    static FrameWay of(
            ActivityInput input,
            @Nullable ImagingPath imaging,
            int framesForLog,
            SessionClock clock,
            SessionClock stopwatch,
            LogQueue logQueue,
            Consumer<SessionEvent> events) {
        ActivityExchange activities = new ActivityExchange(2 * FRAMES_BETWEEN_STAGES);
        return switch (input) {
            case ActivityInput.Imaged imaged -> {
                if (imaging == null) {
                    throw new IllegalArgumentException("frames need an imaging path");
                }
                int inFlight = 4;
                FramePool pool =
                        new FramePool(imaged.frames().format(), FRAMES_BETWEEN_STAGES + framesForLog + inFlight);
                BlockingQueue<Frame> toImaging = new ArrayBlockingQueue<>(FRAMES_BETWEEN_STAGES);
                AcquisitionAgent acquisition =
                        new AcquisitionAgent(imaged.frames(), clock, stopwatch, pool, toImaging, events);
                ImagingAgent imagingAgent = new ImagingAgent(
                        toImaging, acquisition, pool, imaging, stopwatch, activities, logQueue, events);
                yield new FrameWay(List.of(acquisition, imagingAgent), activities, pool);
            }
            case ActivityInput.Recorded recorded ->
                new FrameWay(
                        List.of(new RecordedActivityAgent(recorded.source(), clock, stopwatch, activities, events)),
                        activities,
                        null);
        };
    }
}
