package org.loopscope.stimulus;

/** Brings pictures to equal contrast energy, so that neurons answer to what a picture shows and not to how strongly. */
public final class ContrastEnergy {
    private ContrastEnergy() {}

    /**
     * Scales {@code pixels} about mid-grey and clips them to [-1, 1], so that their root mean square after clipping is
     * {@code contrastRms} (to float rounding). In place, allocates nothing, any thread; the mean is not removed.
     *
     * @throws IllegalArgumentException where no scale gives that contrast: a pixel that is not a number, an empty or
     *     wholly mid-grey picture, or too few pixels off mid-grey; {@code pixels} are unchanged then
     */
    public static void normalize(float[] pixels, double contrastRms) {
        double scale = scaleFor(pixels, contrastRms);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) Math.clamp(scale * pixels[i], -1.0, 1.0);
        }
    }

    /** Whether {@link #normalize} can bring a picture of finite pixels to a contrast above 0 and at most 1. */
    public static boolean reaches(float[] pixels, double contrastRms) {
        int lit = 0;
        for (float p : pixels) {
            lit += p == 0 ? 0 : 1;
        }
        return lit > 0 && contrastRms * contrastRms * pixels.length <= lit;
    }

    /**
     * The scale solves {@code scale^2 * inside + clipped = n * rms^2}, where {@code inside} is the energy of the pixels
     * that stay inside the range and {@code clipped} counts the others. The scale only grows from round to round, so a
     * pixel once clipped stays so, and the rounds end when no further pixel clips.
     */
    private static double scaleFor(float[] pixels, double contrastRms) {
        if (!(contrastRms > 0 && contrastRms <= 1)) {
            throw new IllegalArgumentException("contrast rms must be above 0 and at most 1, was " + contrastRms);
        }
        int lit = litPixels(pixels);
        double wanted = contrastRms * contrastRms * pixels.length;
        if (wanted > lit) {
            throw new IllegalArgumentException("a contrast rms of " + contrastRms + " cannot be reached: only " + lit
                    + " of " + pixels.length + " pixels differ from mid-grey");
        }
        double scale = 0;
        int clippedBefore = -1;
        int clipped = 0;
        while (clipped > clippedBefore && clipped < lit) {
            clippedBefore = clipped;
            double inside = 0;
            for (float p : pixels) {
                if (Math.abs(scale * p) < 1) {
                    inside += (double) p * p;
                }
            }
            scale = Math.max(scale, Math.sqrt((wanted - clipped) / inside));
            clipped = clippedAt(pixels, scale);
        }
        return scale;
    }

    private static int litPixels(float[] pixels) {
        int lit = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (!Float.isFinite(pixels[i])) {
                throw new IllegalArgumentException("pixel " + i + " is " + pixels[i] + ", not a contrast");
            }
            if (pixels[i] != 0) {
                lit++;
            }
        }
        if (lit == 0) {
            throw new IllegalArgumentException(
                    "a wholly mid-grey picture of " + pixels.length + " pixels has no contrast to scale");
        }
        return lit;
    }

    private static int clippedAt(float[] pixels, double scale) {
        int clipped = 0;
        for (float p : pixels) {
            if (Math.abs(scale * p) >= 1) {
                clipped++;
            }
        }
        return clipped;
    }
}
