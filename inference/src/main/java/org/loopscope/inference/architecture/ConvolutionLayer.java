package org.loopscope.inference.architecture;

import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * One convolution of the core, without bias: the normalisation behind it shifts.
 *
 * @param channels a multiple of 16, the width of the vector kernels
 * @param kernelPx odd
 * @param kind separable ones keep their map's size, and cannot be the first
 */
public record ConvolutionLayer(int channels, int kernelPx, Padding padding, Kind kind) {
    /** Which channels a kernel joins. */
    public enum Kind {
        /** Every input channel with every output channel. */
        FULL,
        /** None: each channel has its own kernel, and pixels' channels are mixed behind it. */
        SEPARABLE
    }

    /** A full one. */
    public ConvolutionLayer(int channels, int kernelPx, Padding padding) {
        this(channels, kernelPx, padding, Kind.FULL);
    }

    public ConvolutionLayer {
        if (channels < 1 || channels % TensorBackend.LANES != 0) {
            throw new IllegalArgumentException(
                    "encoder layer: " + channels + " channels; use a multiple of " + TensorBackend.LANES);
        }
        if (kernelPx < 1 || kernelPx % 2 == 0) {
            throw new IllegalArgumentException("encoder layer: kernel of " + kernelPx + " px; use an odd number");
        }
    }

    CoreLayer behind(ConvolutionShape shape) {
        return switch (kind) {
            case FULL -> new FullLayer(shape);
            case SEPARABLE -> new SeparableLayer(shape);
        };
    }

    int haloPx() {
        return switch (padding) {
            case VALID -> 0;
            case SAME -> kernelPx / 2;
        };
    }
}
