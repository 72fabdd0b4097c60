package org.loopscope.acquisition.quality;

import java.util.function.IntFunction;

/**
 * Measures each frame: its light before it is registered, its place and its focus afterwards. Deterministic; imaging
 * thread only; once calibrated it allocates nothing per frame.
 */
public final class QualityMonitor {
    private final QualityLimits limits;
    private final LightMeter light;
    private final BrightnessTrend trend;
    private final FocusMeter focus;
    private boolean placed;
    private float lastXPx;
    private float lastYPx;

    /**
     * @param marginPx rim that motion can empty, left out of the focus
     * @param offsetCounts what the detector reads in the dark, raw units, the source's own offset included
     * @param sourceOffset what the source added to every pixel, raw units
     */
    public QualityMonitor(
            int widthPx,
            int heightPx,
            double rateHz,
            int calibrationFrames,
            int marginPx,
            double offsetCounts,
            int sourceOffset,
            QualityLimits limits) {
        this.limits = limits;
        light = new LightMeter(widthPx, heightPx, sourceOffset, limits.ceilingCounts());
        trend = new BrightnessTrend(offsetCounts, limits.darkShare(), rateHz, calibrationFrames);
        RunningImage image = new RunningImage(widthPx, heightPx, marginPx);
        focus = new FocusMeter(image, rateHz, limits);
    }

    /** Clears {@code out} and measures the raw frame's light; true when it is too dark to be registered. */
    public boolean see(short[] pixels, FrameQuality out) {
        out.clear();
        light.measure(pixels);
        boolean dark = trend.dark(light.mean());
        out.brightness = light.mean();
        out.brightnessLeft = trend.left();
        out.saturatedShare = light.saturatedShare();
        out.focus = focus.focus();
        out.depthUm = focus.depthUm();
        out.flag(QualityFlag.DARK, dark);
        out.flag(QualityFlag.SATURATED, out.saturatedShare >= limits.saturatedShare());
        out.flag(QualityFlag.BLEACHED, out.brightnessLeft < limits.brightnessLeft());
        out.flag(QualityFlag.FOCUS, focus.lost());
        return dark;
    }

    /**
     * Measures where the frame lies, and its focus.
     *
     * @param registered the frame put back onto the template, row-major, raw units
     */
    public void place(float shiftXPx, float shiftYPx, float[] registered, FrameQuality out) {
        out.stepPx = placed ? distance(shiftXPx - lastXPx, shiftYPx - lastYPx) : 0;
        placed = true;
        lastXPx = shiftXPx;
        lastYPx = shiftYPx;
        boolean moved = distance(shiftXPx, shiftYPx) > limits.shiftPx() || out.stepPx > limits.stepPx();
        out.flag(QualityFlag.MOTION, moved);
        out.flag(QualityFlag.FOCUS, focus.lost(registered));
        out.focus = focus.focus();
        out.depthUm = focus.depthUm();
    }

    /**
     * Ends the calibration, which is what later frames are held against. Answers how many of its frames were dark.
     *
     * @param mean mean of its registered frames, row-major, raw units
     * @param parts its registered frames in order, averaged over {@code framesPerPart} each, {@code count} of them
     */
    public int calibrated(float[] mean, int count, int framesPerPart, IntFunction<float[]> parts) {
        focus.calibrated(mean, count, framesPerPart, parts);
        return trend.calibrated();
    }

    /**
     * From here on the depth is looked for as well.
     *
     * @param xPx how far the stack's content lies off the template, pixels
     */
    public void calibrated(ZStack stack, int xPx, int yPx) {
        focus.calibrated(stack, xPx, yPx);
    }

    private static float distance(float x, float y) {
        return (float) Math.sqrt((double) x * x + (double) y * y);
    }
}
