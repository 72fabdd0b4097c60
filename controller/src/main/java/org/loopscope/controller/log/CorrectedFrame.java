package org.loopscope.controller.log;

import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;

/**
 * A frame as it was laid on its plane's template, on its way to the file: a reused buffer. Who holds it owns its contents;
 * after it has been handed on they must not be read.
 */
public final class CorrectedFrame {
    /** Which plane of the volume this is, from 0. */
    public int plane;
    /** End of the exposure on the session clock, nanoseconds. */
    public long exposureEndNs;
    /** How far the content had moved from the template, pixels, positive to the right. */
    public float shiftXPx;
    /** The same downwards. */
    public float shiftYPx;
    /** Row-major, raw units. */
    public final float[] pixels;

    public CorrectedFrame(int widthPx, int heightPx) {
        pixels = new float[widthPx * heightPx];
    }

    /** Copies a frame's time and plane, and its place and pixels on the template. */
    public void take(Frame frame, MotionCorrectedFrame registered) {
        plane = frame.plane;
        exposureEndNs = frame.exposureEndNs;
        shiftXPx = registered.shiftXPx;
        shiftYPx = registered.shiftYPx;
        System.arraycopy(registered.pixels, 0, pixels, 0, pixels.length);
    }
}
