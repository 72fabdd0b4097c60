package org.loopscope.acquisition;

/**
 * One frame as the microscope gave it: a reused buffer. Who holds the frame owns its contents; after it has been handed
 * on or recycled they must not be read.
 */
public final class Frame {
    /** The device gave no time of its own. */
    public static final long NO_DEVICE_TIME = Long.MIN_VALUE;

    /**
     * Running number of the frame at the source over all planes and channels, from 0, by the device's own counter where
     * it has one; a gap means frames lost before us.
     */
    public long index;
    /** Which plane of the volume this is, from 0. */
    public int plane;
    /** Which detector channel this is, from 0. */
    public int channel;
    /** The end of the exposure on the device's own clock, nanoseconds, or {@link #NO_DEVICE_TIME}. */
    public long deviceNs = NO_DEVICE_TIME;
    /** End of the exposure on the session clock, nanoseconds, from the source's own time stamp. */
    public long exposureEndNs;
    /** When the last pixel was in host memory, session clock, nanoseconds. Latency counts from here. */
    public long frameEndNs;
    /** The same moment on the stopwatch that latencies are measured with; the session clock, but for full speed. */
    public long arrivedNs;

    public final int widthPx;
    public final int heightPx;
    /** Unsigned 16-bit pixels, row-major: {@code pixels[y * widthPx + x]}. */
    public final short[] pixels;

    public Frame(int widthPx, int heightPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.pixels = new short[widthPx * heightPx];
    }
}
