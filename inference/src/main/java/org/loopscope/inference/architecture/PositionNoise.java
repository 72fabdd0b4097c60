package org.loopscope.inference.architecture;

import org.loopscope.inference.SplitMix;
import org.loopscope.inference.tensor.GaussianReadoutShape;

/**
 * The normal numbers that a Gaussian readout's positions are drawn with. Each depends on the seed, the step, the place in
 * the batch, the neuron and the axis alone, so that a restored model goes on with the same ones, on any device.
 */
public final class PositionNoise {
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    private final long seed;
    private final GaussianReadoutShape shape;

    public PositionNoise(long seed, GaussianReadoutShape shape) {
        this.seed = seed;
        this.shape = shape;
    }

    /**
     * @param step counted from the model's first
     * @return {@code [picture][axis][padded neuron]}, 0 behind the last neuron
     */
    public float[] of(int step, int pictures) {
        int padded = shape.paddedNeurons();
        float[] numbers = new float[pictures * shape.positionFloats()];
        long ofStep = SplitMix.mix(seed + step * SplitMix.GAMMA);
        for (int picture = 0; picture < pictures; picture++) {
            long ofPicture = SplitMix.mix(ofStep + picture * SplitMix.GAMMA);
            for (int n = 0; n < shape.neurons(); n++) {
                long first = SplitMix.mix(ofPicture + (2L * n + 1) * SplitMix.GAMMA);
                long second = SplitMix.mix(ofPicture + (2L * n + 2) * SplitMix.GAMMA);
                // Box and Muller 1958; the first number is above 0.
                double radius = Math.sqrt(-2 * StrictMath.log(((first >>> 11) + 1) * TWO_TO_MINUS_53));
                double angle = 2 * Math.PI * ((second >>> 11) * TWO_TO_MINUS_53);
                int at = picture * shape.positionFloats() + n;
                numbers[at] = (float) (radius * StrictMath.cos(angle));
                numbers[at + padded] = (float) (radius * StrictMath.sin(angle));
            }
        }
        return numbers;
    }
}
