package org.loopscope.acquisition.path;

import java.util.Arrays;
import org.loopscope.acquisition.ImagedFrame;

/** Which frames of the imaged channel make a volume, and where each lay: a reused buffer with an entry for each plane. */
public final class Volume {
    /** In {@link #frameIndex}: this plane's frame did not come. */
    public static final long LOST = -1;

    /** Running number, from 0; a gap means volumes of which no frame came. */
    public long number;
    /** Each plane's frame, or {@link #LOST}. */
    public final long[] frameIndex;
    /** How far each plane's frame was off its template; not a number where it was lost, or where there was none yet. */
    public final float[] shiftXPx;

    public final float[] shiftYPx;
    /** Correlation of each plane's registered frame with its template; likewise. */
    public final float[] correlation;

    Volume(int planes) {
        frameIndex = new long[planes];
        shiftXPx = new float[planes];
        shiftYPx = new float[planes];
        correlation = new float[planes];
    }

    void begin(long volumeNumber) {
        number = volumeNumber;
        Arrays.fill(frameIndex, LOST);
        Arrays.fill(shiftXPx, Float.NaN);
        Arrays.fill(shiftYPx, Float.NaN);
        Arrays.fill(correlation, Float.NaN);
    }

    void enter(int plane, ImagedFrame frame) {
        frameIndex[plane] = frame.frameIndex;
        shiftXPx[plane] = frame.shiftXPx;
        shiftYPx[plane] = frame.shiftYPx;
        correlation[plane] = frame.correlation;
    }

    /** Whether no plane's frame is missing. */
    public boolean whole() {
        for (long index : frameIndex) {
            if (index == LOST) {
                return false;
            }
        }
        return true;
    }
}
