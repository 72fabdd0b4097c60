package org.loopscope.inference.tensor;

/**
 * The Gaussian readout (Lurz et al. 2021), which looks at one point of the map: {@code drive_n = bias_n + sum over c of feature[c][n]
 * map(x_n, y_n)[c]}, the map interpolated between its four nearest pixels. Positions run from -1, the centre of the first
 * column or row, to 1, that of the last.
 *
 * <p>Feature weights are {@code [channel][neuron]}; means are {@code [x, y][neuron]}; spreads, which turn two normal
 * numbers into a displacement, are {@code [x, y][first, second number][neuron]}. Rows of neurons are padded to whole
 * vectors with zeros.
 *
 * @param map without a frame
 * @param neurons how many there are
 */
public record GaussianReadoutShape(MapShape map, int neurons) {
    /** Coordinates of a position. */
    public static final int AXES = 2;

    /** Neurons rounded up to a whole number of vectors. */
    public int paddedNeurons() {
        return TensorBackend.padded(neurons);
    }

    /** Floats of one picture's positions, or of the normal numbers behind them: {@code [axis][neuron]}. */
    public int positionFloats() {
        return AXES * paddedNeurons();
    }

    /** Floats of one picture's features, as each neuron sees them: {@code [neuron][channel]}. */
    public int sampledFloats() {
        return paddedNeurons() * map.channels();
    }
}
