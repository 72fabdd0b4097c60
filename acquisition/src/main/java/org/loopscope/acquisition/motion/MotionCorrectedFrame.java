package org.loopscope.acquisition.motion;

import org.loopscope.acquisition.Frame;

/** A frame put back onto the template: a reused buffer, valid until the next frame is corrected into it. */
public final class MotionCorrectedFrame {
    public long frameIndex;
    /** How far the content had moved from the template, pixels, positive to the right. */
    public float shiftXPx;
    /** How far the content had moved from the template, pixels, positive downwards. */
    public float shiftYPx;
    /** Pearson correlation of the registered pixels with the template's, -1 to 1: falls when the focus drifts. */
    public float correlation;

    public final int widthPx;
    public final int heightPx;
    /** Registered pixels, row-major, raw units. */
    public final float[] pixels;

    public MotionCorrectedFrame(int widthPx, int heightPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.pixels = new float[widthPx * heightPx];
    }

    /** Takes a frame as it is, where there is nothing in it to be registered by; the last frame's shift stands. */
    public void takeUnregistered(Frame frame) {
        frameIndex = frame.index;
        correlation = 0;
        PixelConversion.toFloat(frame.pixels, pixels);
    }
}
