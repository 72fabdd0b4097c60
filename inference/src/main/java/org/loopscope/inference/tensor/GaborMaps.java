package org.loopscope.inference.tensor;

/**
 * What the forward pass of a {@link GaborScale} leaves for the backward one, for a batch of pictures.
 *
 * @param responses of the filters; the backward pass overwrites them with the gradient
 * @param amplitudes of the quadrature pairs
 * @param pooled amplitudes at the points of the grid
 */
public record GaborMaps(Tensor responses, Tensor amplitudes, Tensor pooled) {
    /** For at most {@code capacity} pictures at a time. */
    public static GaborMaps allocate(GaborScale scale, int capacity, TensorBackend backend) {
        return new GaborMaps(
                backend.allocate(capacity * scale.responseFloats()),
                backend.allocate(capacity * scale.amplitudeFloats()),
                backend.allocate(capacity * scale.features()));
    }
}
