package org.loopscope.acquisition;

import org.loopscope.acquisition.quality.FrameQuality;

/**
 * All that the imaging path has found in one frame: a reused buffer of one entry per cell. Until the calibration has
 * ended there are no cells, {@link #calibrated} is false and the arrays are empty.
 */
public final class ImagedFrame {
    public long frameIndex;
    public long exposureEndNs;
    public long frameEndNs;
    /** When the frame had arrived, on the stopwatch that latencies are measured with, nanoseconds. */
    public long arrivedNs;
    /** When the activity was ready, same stopwatch. A measurement, not part of what a replay compares. */
    public long activityReadyNs;

    public float shiftXPx;
    public float shiftYPx;
    public float correlation;
    public boolean calibrated;
    /**
     * From {@link #exposureEndNs} to when each cell was looked at, nanoseconds, 0 or less; empty where all cells were at the
     * end. The same array in every frame, never changed.
     */
    public long[] cellOffsetsNs = {};
    /** How good the frame is; measured from the first frame on. */
    public final FrameQuality quality = new FrameQuality();

    /** Mean weighted fluorescence per cell, raw units. */
    public float[] fluorescence = {};
    /** Mean fluorescence of the surround per cell, raw units. */
    public float[] neuropil = {};
    /** Change over the running baseline, dimensionless. */
    public float[] dfOverF = {};
    /**
     * Inferred spiking at this frame with what is known at this frame (lag 0), in the unit of the spike model: by default
     * event strength, (dF/F)^(1/2) per frame.
     */
    public float[] events = {};
    /** Inferred spiking of frame {@link #settledFrameIndex}, revised by the frames since, dF/F per frame. */
    public float[] settledEvents = {};
    /** The frame that {@link #settledEvents} belongs to; negative while there is none yet. */
    public long settledFrameIndex = -1;

    /** Gives the buffer room for {@code cells} cells; allocates only when the number changes. */
    public void resize(int cells) {
        if (fluorescence.length != cells) {
            fluorescence = new float[cells];
            neuropil = new float[cells];
            dfOverF = new float[cells];
            events = new float[cells];
            settledEvents = new float[cells];
        }
    }

    /** Copies everything from another buffer, for a hand-over between threads. */
    public void copyFrom(ImagedFrame other) {
        resize(other.fluorescence.length);
        copyFrameFrom(other);
        calibrated = other.calibrated;
        cellOffsetsNs = other.cellOffsetsNs;
        settledFrameIndex = other.settledFrameIndex;
        System.arraycopy(other.fluorescence, 0, fluorescence, 0, fluorescence.length);
        System.arraycopy(other.neuropil, 0, neuropil, 0, neuropil.length);
        System.arraycopy(other.dfOverF, 0, dfOverF, 0, dfOverF.length);
        System.arraycopy(other.events, 0, events, 0, events.length);
        System.arraycopy(other.settledEvents, 0, settledEvents, 0, settledEvents.length);
    }

    /** Copies what is known of the frame as a whole: its times, its place, its quality; not its cells. */
    public void copyFrameFrom(ImagedFrame other) {
        frameIndex = other.frameIndex;
        exposureEndNs = other.exposureEndNs;
        frameEndNs = other.frameEndNs;
        arrivedNs = other.arrivedNs;
        activityReadyNs = other.activityReadyNs;
        shiftXPx = other.shiftXPx;
        shiftYPx = other.shiftYPx;
        correlation = other.correlation;
        quality.copyFrom(other.quality);
    }
}
