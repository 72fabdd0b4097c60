package org.loopscope.inference.architecture;

import org.loopscope.inference.tensor.TensorBackend;

/**
 * One convolution of the core, without bias: the normalisation behind it shifts.
 *
 * @param channels a multiple of 16, the width of the vector kernels
 * @param kernelPx odd
 */
public record ConvolutionLayer(int channels, int kernelPx, Padding padding) {
    public ConvolutionLayer {
        if (channels < 1 || channels % TensorBackend.LANES != 0) {
            throw new IllegalArgumentException(
                    "encoder layer: " + channels + " channels; use a multiple of " + TensorBackend.LANES);
        }
        if (kernelPx < 1 || kernelPx % 2 == 0) {
            throw new IllegalArgumentException("encoder layer: kernel of " + kernelPx + " px; use an odd number");
        }
    }

    int haloPx() {
        return switch (padding) {
            case VALID -> 0;
            case SAME -> kernelPx / 2;
        };
    }
}
