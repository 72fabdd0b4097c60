package org.loopscope.controller.log.nwb;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;

/** When the last frames were taken and what they took, by frame number. */
final class FrameTimes {
    private static final int REMEMBERED = 1 << 14;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] frame = new long[REMEMBERED];
    private final long[] exposureEndNs = new long[REMEMBERED];
    private final long[] frameEndNs = new long[REMEMBERED];
    private final long[] decisionNs = new long[REMEMBERED];
    private final int[] plane = new int[REMEMBERED];
    private final long periodNs;
    private final int channels;
    private long lastFrame = NEVER;

    /**
     * @param periodNs from one exposure to the next
     * @param channels of an exposure, which share its time and have numbers of their own
     */
    FrameTimes(long periodNs, int channels) {
        this.periodNs = periodNs;
        this.channels = channels;
        Arrays.fill(frame, NEVER);
    }

    /** @param frames shape of the frames, or null in a session without any */
    static FrameTimes of(@Nullable FrameFormat frames) {
        return frames == null ? new FrameTimes(0, 1) : new FrameTimes(frames.periodNs(), frames.channels());
    }

    void arrived(long index, int ofPlane, long exposureEnd, long frameEnd) {
        int at = slot(index);
        plane[at] = ofPlane;
        frame[at] = index;
        exposureEndNs[at] = exposureEnd;
        frameEndNs[at] = frameEnd;
        decisionNs[at] = NEVER;
        lastFrame = index;
    }

    boolean knows(long index) {
        return index >= 0 && frame[slot(index)] == index;
    }

    /** End of a frame's exposure; from the nearest later frame and the frame rate when the frame is not known. */
    long exposureEndNs(long index) {
        if (knows(index)) {
            return exposureEndNs[slot(index)];
        }
        long exposure = Math.floorDiv(index, channels);
        return lastFrame == NEVER
                ? exposure * periodNs
                : exposureEndNs[slot(lastFrame)] + (exposure - lastFrame / channels) * periodNs;
    }

    /** End of the exposure before a frame's own. */
    long exposureStartNs(long index) {
        return exposureEndNs(index - Math.floorMod(index, channels) - 1);
    }

    /** The plane of a frame that is known. */
    int plane(long index) {
        return plane[slot(index)];
    }

    /** Notes how long after the frame's arrival its decision was made; negative means that there was none. */
    void decided(long index, long latencyNs) {
        if (knows(index) && latencyNs >= 0) {
            decisionNs[slot(index)] = latencyNs;
        }
    }

    /** Time from a frame's arrival to the decision made at {@code decidedNs}, milliseconds; NaN when not known. */
    double decisionLatencyMs(long index, long decidedNs) {
        if (!knows(index)) {
            return Double.NaN;
        }
        int at = slot(index);
        long latencyNs = decisionNs[at] == NEVER ? decidedNs - frameEndNs[at] : decisionNs[at];
        return latencyNs / 1e6;
    }

    private static int slot(long index) {
        return (int) (index & (REMEMBERED - 1));
    }
}
