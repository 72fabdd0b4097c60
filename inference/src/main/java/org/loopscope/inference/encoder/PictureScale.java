package org.loopscope.inference.encoder;

import java.util.List;

/**
 * What pictures are normalised by before a model sees them.
 *
 * @param mean subtracted from each pixel (contrast units)
 * @param sd then divides each pixel (contrast units)
 */
public record PictureScale(float mean, float sd) {
    private static final double LEAST_VARIANCE = 1e-6;

    public PictureScale {
        if (!(sd > 0) || !Float.isFinite(sd) || !Float.isFinite(mean)) {
            throw new IllegalArgumentException("encoder: image mean " + mean + " and standard deviation " + sd
                    + "; the standard deviation must be above 0");
        }
    }

    /** Pixels are taken as they are. */
    public static PictureScale none() {
        return new PictureScale(0, 1);
    }

    /** Mean and standard deviation over all pixels of some pictures, however many stand in each array. */
    public static PictureScale of(List<float[]> pictures) {
        double sum = 0;
        double squares = 0;
        long pixels = 0;
        for (float[] picture : pictures) {
            for (float pixel : picture) {
                sum += pixel;
                squares += (double) pixel * pixel;
            }
            pixels += picture.length;
        }
        double mean = sum / pixels;
        return new PictureScale(
                (float) mean, (float) Math.sqrt(Math.max(squares / pixels - mean * mean, LEAST_VARIANCE)));
    }

    float normalized(float pixel) {
        return (pixel - mean) / sd;
    }
}
