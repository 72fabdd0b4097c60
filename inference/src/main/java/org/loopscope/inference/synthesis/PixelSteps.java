package org.loopscope.inference.synthesis;

import java.util.Random;
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.PictureSize;

/** The steps in pixels: smoothed gradient, step of a given size, blur, contrast energy. */
final class PixelSteps implements AscentSpace {
    private final AscentSettings settings;
    private final double pxPerReferencePx;
    private final GaussianBlur imageBlur;
    private final GradientFilter gradientFilter;
    private final int pixels;
    private final float[] image;

    PixelSteps(AscentSettings settings, PictureSize size) {
        this.settings = settings;
        pxPerReferencePx = size.shorterPx() / AscentSettings.REFERENCE_SIDE_PX;
        imageBlur = new GaussianBlur(size);
        gradientFilter = switch (settings.gradient()) {
            case GradientSmoothing.Gaussian gaussian -> {
                GaussianBlur blur = new GaussianBlur(size);
                blur.width(gaussian.sigmaPx() * pxPerReferencePx);
                yield blur::apply;
            }
            case GradientSmoothing.Fourier fourier -> new FourierSmoothing(size, fourier.power())::apply;
        };
        pixels = size.pixels();
        image = new float[pixels];
    }

    /** Smooths in place the picture that begins at {@code offset}. */
    @FunctionalInterface
    private interface GradientFilter {
        void apply(float[] gradients, int offset);
    }

    @Override
    public void begin(long[] startSeeds, float[] images) {
        imageBlur.width(settings.initialNoiseSigmaPx() * pxPerReferencePx);
        for (int i = 0; i < startSeeds.length; i++) {
            Random random = new Random(startSeeds[i]);
            for (int p = i * pixels; p < (i + 1) * pixels; p++) {
                images[p] = (float) random.nextGaussian();
            }
            imageBlur.apply(images, i * pixels);
            fixContrast(i, images);
        }
    }

    @Override
    public void step(int i, float[] gradients, double progress, float[] images) {
        double stepRms = settings.contrastRms() * settings.stepAt(progress);
        double blurPx =
                settings.firstBlurSigmaPx() + progress * (settings.lastBlurSigmaPx() - settings.firstBlurSigmaPx());
        imageBlur.width(blurPx * pxPerReferencePx);
        int offset = i * pixels;
        gradientFilter.apply(gradients, offset);
        double squares = 0;
        for (int p = offset; p < offset + pixels; p++) {
            squares += (double) gradients[p] * gradients[p];
        }
        if (!(squares > 0)) {
            return; // A flat model gives no direction: the image stays, and so does its contrast.
        }
        float factor = (float) (stepRms / Math.sqrt(squares / pixels));
        for (int p = offset; p < offset + pixels; p++) {
            images[p] += factor * gradients[p];
        }
        imageBlur.apply(images, offset);
        fixContrast(i, images);
    }

    private void fixContrast(int i, float[] images) {
        System.arraycopy(images, i * pixels, image, 0, pixels);
        ContrastEnergy.normalize(image, settings.contrastRms());
        System.arraycopy(image, 0, images, i * pixels, pixels);
    }
}
