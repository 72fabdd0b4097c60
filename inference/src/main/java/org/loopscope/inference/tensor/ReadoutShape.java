package org.loopscope.inference.tensor;

/**
 * The factorised readout: {@code drive_n = bias_n + sum over p, c of |spatial[p][n]| |feature[c][n]| map[p][c]}
 * (Klindt et al. 2017). Spatial weights are {@code [pixel][neuron]}, feature weights {@code [channel][neuron]}.
 *
 * @param pixels of the last feature map
 * @param channels a multiple of 16
 * @param neurons how many there are
 */
public record ReadoutShape(int pixels, int channels, int neurons) {
    /** Neurons rounded up to a whole number of vectors; the columns behind the last neuron are zero. */
    public int paddedNeurons() {
        return TensorBackend.padded(neurons);
    }

    /** Floats of one picture's maps, pooled by each neuron's spatial weights. */
    public int pooledFloats() {
        return channels * paddedNeurons();
    }
}
