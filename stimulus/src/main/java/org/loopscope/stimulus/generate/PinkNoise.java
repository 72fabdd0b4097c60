package org.loopscope.stimulus.generate;

import org.loopscope.stimulus.PictureSize;

/**
 * Gaussian noise whose amplitude falls with frequency as {@code f^-exponent}; natural scenes have exponents about 1
 * (Field 1987), and they vary from scene to scene; those of small crops are steeper.
 */
final class PinkNoise {
    private static final double MIN_EXPONENT = 0.9;
    private static final double MAX_EXPONENT = 1.6;

    private final PictureSize size;
    private final Spectrum spectrum;

    PinkNoise(PictureSize size) {
        this.size = size;
        spectrum = new Spectrum(2 * Spectrum.sideFor(size));
    }

    float[] draw(PictureRandom random) {
        return draw(random, random.uniform(MIN_EXPONENT, MAX_EXPONENT));
    }

    float[] draw(PictureRandom random, double exponent) {
        double[] noise = spectrum.whiteNoise(random);
        int side = spectrum.side();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int fx = spectrum.frequency(x);
                int fy = spectrum.frequency(y);
                double f2 = (double) fx * fx + (double) fy * fy;
                double gain = f2 == 0 ? 0 : StrictMath.pow(f2, -exponent / 2);
                int at = 2 * (y * side + x);
                noise[at] *= gain;
                noise[at + 1] *= gain;
            }
        }
        spectrum.inverse(noise);
        return spectrum.crop(noise, size);
    }
}
