package org.loopscope.acquisition.motion;

import org.loopscope.acquisition.Frame;

/**
 * Rigid registration to a template by cross-correlation, with sub-pixel shifts and bilinear resampling. The template
 * follows the tissue slowly: every {@link MotionSettings#updateFrames} frames the mean of the registered frames since
 * the last time is mixed in. Deterministic; imaging thread only; allocates nothing per frame.
 */
public final class RigidMotionCorrector implements MotionCorrector {
    private final int widthPx;
    private final int heightPx;
    private final MotionSettings settings;
    private final Registration registration;
    private final Displacement displacement = new Displacement();
    private final float[] raw;
    private final int[] lanes = new int[ColumnFft.ROW_ALIGNMENT];

    private final float[] template;
    private long templateWeightFrames;
    private final float[] recentSum;
    private int recentFrames;

    /** @param template mean of registered frames, row-major, raw units, as from {@link TemplateBuilder#build}; copied */
    public RigidMotionCorrector(float[] template, int widthPx, int heightPx, MotionSettings settings) {
        settings.checkFrame(widthPx, heightPx);
        if (template.length != widthPx * heightPx) {
            throw new IllegalArgumentException(
                    "a template of " + template.length + " pixels does not fit frames of " + widthPx + "x" + heightPx);
        }
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.settings = settings;
        this.registration = new Registration(widthPx, heightPx, settings.maxShiftPx());
        this.raw = new float[template.length];
        this.template = template.clone();
        this.templateWeightFrames = settings.templateFrames();
        this.recentSum = new float[template.length];
        registration.template(this.template);
    }

    @Override
    public void correct(Frame in, MotionCorrectedFrame out) {
        correct(in.pixels, out);
        out.frameIndex = in.index;
    }

    /** As {@link #correct(Frame, MotionCorrectedFrame)} for bare pixels; leaves {@code out.frameIndex} alone. */
    public void correct(short[] pixels, MotionCorrectedFrame out) {
        if (pixels.length != raw.length || out.pixels.length != raw.length) {
            throw new IllegalArgumentException("frame of " + pixels.length + " pixels, the template has " + widthPx
                    + "x" + heightPx + "; all frames of a session must have one size");
        }
        float level = PixelConversion.toFloat(pixels, raw, lanes);
        registration.locate(raw, level, displacement);
        registration.putBack(raw, displacement, out.pixels);
        out.shiftXPx = (float) displacement.xPx;
        out.shiftYPx = (float) displacement.yPx;
        out.correlation = displacement.correlation;
        if (settings.updateFrames() > 0) {
            follow(out.pixels);
        }
    }

    /** The template as it stands, row-major, raw units: a copy. */
    public float[] template() {
        return template.clone();
    }

    private void follow(float[] registered) {
        for (int i = 0; i < recentSum.length; i++) {
            recentSum[i] += registered[i];
        }
        if (++recentFrames < settings.updateFrames()) {
            return;
        }
        templateWeightFrames += recentFrames;
        float share = (float) Math.max(settings.minUpdateWeight(), (double) recentFrames / templateWeightFrames);
        for (int i = 0; i < template.length; i++) {
            template[i] += share * (recentSum[i] / recentFrames - template[i]);
            recentSum[i] = 0;
        }
        recentFrames = 0;
        registration.template(template);
    }
}
