package org.loopscope.acquisition.motion;

import org.loopscope.acquisition.Frame;

/**
 * Makes the first template: keeps the first frames as they came, then registers them to their own mean, several times
 * over. Used once per session, by the imaging thread; holds 2 bytes per pixel and frame.
 */
public final class TemplateBuilder {
    private final int widthPx;
    private final int heightPx;
    private final MotionSettings settings;
    private final short[][] frames;
    private int count;

    public TemplateBuilder(int widthPx, int heightPx, MotionSettings settings) {
        settings.checkFrame(widthPx, heightPx);
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.settings = settings;
        this.frames = new short[settings.templateFrames()][];
    }

    /** Copies the frame's pixels. */
    public void add(Frame frame) {
        frames[count++] = frame.pixels.clone();
    }

    public boolean complete() {
        return count == frames.length;
    }

    /** The pixels of the {@code index}-th frame added, as they came. */
    public short[] framePixels(int index) {
        return frames[index];
    }

    /** The template: the mean of the frames, each put back in place; row-major, raw units. */
    public float[] build() {
        int pixels = widthPx * heightPx;
        float[] raw = new float[pixels];
        float[] registered = new float[pixels];
        Alignment alignment = Alignment.of(widthPx, heightPx, settings);
        Displacement displacement = new Displacement();
        float[] template = new float[pixels];
        for (int i = 0; i < count; i++) {
            PixelConversion.toFloat(frames[i], raw);
            accumulate(template, raw);
        }
        for (int iteration = 0; iteration < settings.templateIterations(); iteration++) {
            alignment.template(template);
            template = new float[pixels];
            for (int i = 0; i < count; i++) {
                PixelConversion.toFloat(frames[i], raw);
                alignment.align(raw, displacement, registered);
                accumulate(template, registered);
            }
        }
        return template;
    }

    private void accumulate(float[] mean, float[] pixels) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] += pixels[i] / count;
        }
    }
}
