package org.loopscope.acquisition.motion;

import org.loopscope.acquisition.Frame;

/**
 * Registration to a template by cross-correlation, as a whole or patch by patch, with sub-pixel shifts and bilinear
 * resampling. The template follows the tissue slowly: every {@link MotionSettings#updateFrames} frames the mean of the registered frames since
 * the last time is mixed in. Deterministic; imaging thread only; allocates nothing per frame.
 */
public final class TemplateMotionCorrector implements MotionCorrector {
    /** Enough for a template, and a frame's sum costs as much as moving it. */
    private static final int FOLLOWED_EVERY = 4;

    private final int widthPx;
    private final int heightPx;
    private final MotionSettings settings;
    private final Alignment alignment;
    private final Displacement displacement = new Displacement();
    private final TemplateMatch match;
    private final float[] raw;

    private final float[] template;
    private long templateWeightFrames;
    private final float[] recentSum;
    private int recentFrames;
    private int recentSummed;
    /** Whether a new template is being taken. */
    private boolean renewing;

    /** @param template mean of registered frames, row-major, raw units, as from {@link TemplateBuilder#build}; copied */
    public TemplateMotionCorrector(float[] template, int widthPx, int heightPx, MotionSettings settings) {
        settings.checkFrame(widthPx, heightPx);
        if (template.length != widthPx * heightPx) {
            throw new IllegalArgumentException(
                    "a template of " + template.length + " pixels does not fit frames of " + widthPx + "x" + heightPx);
        }
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.settings = settings;
        this.alignment = Alignment.of(widthPx, heightPx, settings);
        this.raw = new float[template.length];
        this.match = new TemplateMatch(widthPx, heightPx, settings.maxShiftPx());
        this.template = template.clone();
        this.templateWeightFrames = settings.templateFrames();
        this.recentSum = new float[template.length];
        alignment.template(this.template);
        match.template(this.template);
    }

    @Override
    public void correct(Frame in, MotionCorrectedFrame out) {
        correct(in.pixels, out);
        out.frameIndex = in.index;
    }

    /** As {@link #correct(Frame, MotionCorrectedFrame)} for bare pixels; leaves {@code out.frameIndex} alone. */
    public void correct(short[] pixels, MotionCorrectedFrame out) {
        if (pixels.length != template.length || out.pixels.length != template.length) {
            throw new IllegalArgumentException("frame of " + pixels.length + " pixels, the template has " + widthPx
                    + "x" + heightPx + "; all frames of a session must have one size");
        }
        PixelConversion.toFloat(pixels, raw);
        alignment.align(raw, displacement, out.pixels);
        out.shiftXPx = (float) displacement.xPx;
        out.shiftYPx = (float) displacement.yPx;
        out.correlation = match.correlation(out.pixels);
        if (settings.updateFrames() > 0) {
            follow(out.pixels);
        }
    }

    /** The template as it stands, row-major, raw units: a copy. */
    public float[] template() {
        return template.clone();
    }

    /** Takes the frame into account; once in a while, over some frames so that none waits for all, renews the template. */
    private void follow(float[] registered) {
        if (renewing && alignment.renew(template)) {
            match.template(template);
            renewing = false;
        }
        if (recentFrames % FOLLOWED_EVERY == 0) {
            for (int i = 0; i < recentSum.length; i++) {
                recentSum[i] += registered[i];
            }
            recentSummed++;
        }
        if (++recentFrames >= settings.updateFrames() && !renewing) {
            mix();
            renewing = true;
        }
    }

    private void mix() {
        templateWeightFrames += recentFrames;
        float share = (float) Math.max(settings.minUpdateWeight(), (double) recentFrames / templateWeightFrames);
        for (int i = 0; i < template.length; i++) {
            template[i] += share * (recentSum[i] / recentSummed - template[i]);
            recentSum[i] = 0;
        }
        recentFrames = 0;
        recentSummed = 0;
    }
}
