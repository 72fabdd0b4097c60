package org.loopscope.stimulus.generate;

import org.loopscope.stimulus.PictureSize;

/**
 * Oriented dead leaves whose phases are replaced with those of white noise: a texture with a natural, oriented
 * spectrum and no edge left in it.
 */
final class ScrambledLeaves {
    private final PictureSize size;
    private final Spectrum spectrum;
    private final DeadLeaves leaves;

    ScrambledLeaves(PictureSize size) {
        this.size = size;
        spectrum = new Spectrum(Spectrum.sideFor(size));
        PictureSize canvas = PictureSize.square(spectrum.side());
        leaves = new DeadLeaves(canvas, DeadLeaves.Style.oriented(canvas));
    }

    float[] draw(PictureRandom random) {
        float[] original = leaves.draw(random);
        double[] amplitudes = spectrum.buffer();
        double mean = 0;
        for (float p : original) {
            mean += p;
        }
        mean /= original.length;
        for (int i = 0; i < original.length; i++) {
            amplitudes[2 * i] = original[i] - mean;
        }
        spectrum.forward(amplitudes);
        return spectrum.crop(scrambled(amplitudes, random), size);
    }

    private double[] scrambled(double[] amplitudes, PictureRandom random) {
        double[] phases = spectrum.buffer();
        for (int i = 0; i < phases.length; i += 2) {
            phases[i] = random.gaussian();
        }
        spectrum.forward(phases);
        for (int i = 0; i < phases.length; i += 2) {
            double amplitude = Math.sqrt(amplitudes[i] * amplitudes[i] + amplitudes[i + 1] * amplitudes[i + 1]);
            double length = Math.sqrt(phases[i] * phases[i] + phases[i + 1] * phases[i + 1]);
            double gain = length > 0 ? amplitude / length : 0;
            phases[i] *= gain;
            phases[i + 1] *= gain;
        }
        spectrum.inverse(phases);
        return phases;
    }
}
