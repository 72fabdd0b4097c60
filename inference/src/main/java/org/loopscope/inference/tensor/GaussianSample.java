package org.loopscope.inference.tensor;

/**
 * What the forward pass of a Gaussian readout leaves for the backward one, for a batch of pictures.
 *
 * @param positions where each neuron looked, before they were limited to the map
 * @param sampled what it saw there
 */
public record GaussianSample(Tensor positions, Tensor sampled) {
    /** For at most {@code capacity} pictures at a time. */
    public static GaussianSample allocate(GaussianReadoutShape shape, int capacity, TensorBackend backend) {
        return new GaussianSample(
                backend.allocate(capacity * shape.positionFloats()),
                backend.allocate(capacity * shape.sampledFloats()));
    }
}
