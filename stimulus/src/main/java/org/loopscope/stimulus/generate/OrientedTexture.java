package org.loopscope.stimulus.generate;

/**
 * Oriented noise in octave bands that share one envelope, so that the bands are strong in the same places: the
 * correlation of magnitudes across scales by which Portilla and Simoncelli (2000) tell a texture from plain noise.
 */
final class OrientedTexture {
    private static final int BANDS = 3;
    /** Width of a band, octaves, and of its orientations, radians: about those of V1 cells. */
    private static final double BANDWIDTH_OCTAVES = 0.6;

    private static final double MIN_ORIENTATION_WIDTH = 0.2;
    private static final double MAX_ORIENTATION_WIDTH = 0.6;
    private static final double ENVELOPE_CYCLES = 1.5;
    /** Standard deviation of the envelope's logarithm. */
    private static final double ENVELOPE_DEPTH = 0.7;

    private static final double LOG_2 = StrictMath.log(2);

    private final int sizePx;
    private final Spectrum spectrum;

    OrientedTexture(int sizePx) {
        this.sizePx = sizePx;
        spectrum = new Spectrum(Spectrum.sideFor(sizePx));
    }

    float[] draw(PictureRandom random) {
        double[] envelope = envelope(random);
        double orientation = random.uniform(0, Math.PI);
        double width = random.uniform(MIN_ORIENTATION_WIDTH, MAX_ORIENTATION_WIDTH);
        double lowest = random.uniform(2, 4) * spectrum.side() / 32;
        float[] pixels = new float[sizePx * sizePx];
        for (int band = 0; band < BANDS; band++) {
            double[] noise = spectrum.whiteNoise(random);
            double center = lowest * (1 << band);
            double twist = random.uniform(-0.3, 0.3);
            filter(noise, center, orientation + twist, width);
            spectrum.inverse(noise);
            float[] part = spectrum.crop(noise, sizePx);
            double gain = 1 / (center * rms(part));
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] += (float) (gain * envelope[i] * part[i]);
            }
        }
        return pixels;
    }

    private double[] envelope(PictureRandom random) {
        double[] noise = spectrum.whiteNoise(random);
        int side = spectrum.side();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double fx = spectrum.frequency(x);
                double fy = spectrum.frequency(y);
                double gain = StrictMath.exp(-(fx * fx + fy * fy) / (2 * ENVELOPE_CYCLES * ENVELOPE_CYCLES));
                noise[2 * (y * side + x)] *= gain;
                noise[2 * (y * side + x) + 1] *= gain;
            }
        }
        spectrum.inverse(noise);
        float[] slow = spectrum.crop(noise, sizePx);
        double rms = rms(slow);
        double[] envelope = new double[slow.length];
        for (int i = 0; i < slow.length; i++) {
            envelope[i] = StrictMath.exp(ENVELOPE_DEPTH * slow[i] / rms);
        }
        return envelope;
    }

    /** Log-normal in frequency, normal in orientation. */
    private void filter(double[] noise, double centerCycles, double orientation, double width) {
        int side = spectrum.side();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double fx = spectrum.frequency(x);
                double fy = spectrum.frequency(y);
                double f = Math.sqrt(fx * fx + fy * fy);
                double gain = 0;
                if (f > 0) {
                    double octaves = StrictMath.log(f / centerCycles) / LOG_2 / BANDWIDTH_OCTAVES;
                    double turn = StrictMath.IEEEremainder(StrictMath.atan2(fy, fx) - orientation, Math.PI) / width;
                    gain = StrictMath.exp(-0.5 * (octaves * octaves + turn * turn));
                }
                noise[2 * (y * side + x)] *= gain;
                noise[2 * (y * side + x) + 1] *= gain;
            }
        }
    }

    private static double rms(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v * v;
        }
        return Math.sqrt(sum / values.length);
    }
}
