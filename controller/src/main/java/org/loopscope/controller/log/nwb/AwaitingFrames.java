package org.loopscope.controller.log.nwb;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.SessionEvent.LatencyMeasured;
import org.loopscope.controller.log.SessionEvent.NewCellsInferred;
import org.loopscope.controller.log.SessionEvent.VolumeImaged;

/** What is known of frames waits here for the frames' arrival, which gives it its time; the two come on different threads. */
final class AwaitingFrames {
    /** More than this many are never out of step. */
    private static final int MOST_WAITING = 4096;

    private final FrameTimes times;
    private final boolean hasFrames;
    private final Consumer<SessionEvent> into;
    private final Deque<SessionEvent> waiting = new ArrayDeque<>();

    /**
     * @param hasFrames false where activity comes without any, and nothing waits
     * @param into takes each event when its frame's time is known, in the order they came
     */
    AwaitingFrames(FrameTimes times, boolean hasFrames, Consumer<SessionEvent> into) {
        this.times = times;
        this.hasFrames = hasFrames;
        this.into = into;
    }

    void add(SessionEvent event) {
        waiting.add(event);
        if (hasFrames) {
            settle();
        } else {
            settleAll();
        }
    }

    /** A frame has arrived. */
    void settle() {
        while (!waiting.isEmpty() && (waiting.size() > MOST_WAITING || times.knows(frameOf(waiting.getFirst())))) {
            into.accept(waiting.removeFirst());
        }
    }

    /** Nothing waits any longer; the times of frames that are not known are told from the frame rate. */
    void settleAll() {
        while (!waiting.isEmpty()) {
            into.accept(waiting.removeFirst());
        }
    }

    private static long frameOf(SessionEvent event) {
        return switch (event) {
            case ActivityInferred e -> e.frameIndex();
            case NewCellsInferred e -> e.frameIndex();
            case FrameQualityMeasured e -> e.frameIndex();
            case VolumeImaged e -> Arrays.stream(e.frameIndex()).max().orElseThrow();
            case LatencyMeasured e -> e.frameIndex();
            default -> throw new IllegalArgumentException(event + " does not wait for a frame");
        };
    }
}
