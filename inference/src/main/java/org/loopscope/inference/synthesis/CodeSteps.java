package org.loopscope.inference.synthesis;

import java.util.Arrays;
import java.util.Random;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.stimulus.ContrastEnergy;

/**
 * The steps in a code, so that every picture on the way looks like the bank: the gradient by the pixels is carried back
 * through the contrast energy's scaling and clipping and through the decoder. Codes keep the length that the bank's have
 * on average; a start is the code of a picture of the bank, drawn at random, and half noise.
 */
final class CodeSteps implements AscentSpace {
    /** A step of 1 in the settings is this share of a code's length. */
    private static final double STEP_SHARE = 0.5;

    private final AscentSettings settings;
    private final LatentCode code;
    private final int pixels;
    private final int length;
    private final float[] image;
    private final float[] direction;
    private float[] codes = {};

    CodeSteps(AscentSettings settings, LatentCode code) {
        this.settings = settings;
        this.code = code;
        pixels = code.pixels();
        length = code.length();
        image = new float[pixels];
        direction = new float[length];
    }

    @Override
    public void begin(long[] startSeeds, float[] images) {
        codes = new float[startSeeds.length * length];
        for (int i = 0; i < startSeeds.length; i++) {
            Random random = new Random(startSeeds[i]);
            code.bankCode(random.nextInt(code.bankPictures()), codes, i * length);
            for (int j = i * length; j < (i + 1) * length; j++) {
                codes[j] += (float) random.nextGaussian();
            }
            keepLength(i);
            decode(i, images);
        }
    }

    @Override
    public void step(int i, float[] gradients, double progress, float[] images) {
        code.decode(codes, i * length, image, 0);
        throughContrast(gradients, i * pixels, images);
        Arrays.fill(direction, 0);
        code.gradient(Arrays.copyOfRange(codes, i * length, (i + 1) * length), 0, gradients, i * pixels, direction);
        double squares = 0;
        for (float d : direction) {
            squares += (double) d * d;
        }
        if (!(squares > 0)) {
            return; // As in pixels: a flat model leaves the picture where it is.
        }
        double factor = STEP_SHARE * settings.stepAt(progress) * Math.sqrt(length / squares);
        for (int j = 0; j < length; j++) {
            codes[i * length + j] += (float) (factor * direction[j]);
        }
        keepLength(i);
        decode(i, images);
    }

    /**
     * From the gradient by the shown picture y to that by the decoded picture x, up to a factor. With
     * {@code y = clip(s x)} and s such that y has the contrast energy, clipped pixels do not move, and the scale takes
     * back whatever lengthens the others: {@code g - x (g.x) / (x.x)}, sums over the pixels that are not clipped.
     */
    private void throughContrast(float[] gradients, int offset, float[] images) {
        double along = 0;
        double squares = 0;
        for (int p = 0; p < pixels; p++) {
            if (Math.abs(images[offset + p]) < 1) {
                along += (double) gradients[offset + p] * image[p];
                squares += (double) image[p] * image[p];
            }
        }
        float factor = squares > 0 ? (float) (along / squares) : 0;
        for (int p = 0; p < pixels; p++) {
            boolean moves = Math.abs(images[offset + p]) < 1;
            gradients[offset + p] = moves ? gradients[offset + p] - factor * image[p] : 0;
        }
    }

    private void keepLength(int i) {
        double squares = 0;
        for (int j = i * length; j < (i + 1) * length; j++) {
            squares += (double) codes[j] * codes[j];
        }
        if (squares > 0) {
            float factor = (float) Math.sqrt(length / squares);
            for (int j = i * length; j < (i + 1) * length; j++) {
                codes[j] *= factor;
            }
        }
    }

    private void decode(int i, float[] images) {
        code.decode(codes, i * length, image, 0);
        ContrastEnergy.normalize(image, settings.contrastRms());
        System.arraycopy(image, 0, images, i * pixels, pixels);
    }
}
