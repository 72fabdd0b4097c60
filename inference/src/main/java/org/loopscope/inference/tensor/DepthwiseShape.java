package org.loopscope.inference.tensor;

/**
 * A convolution of each channel with a kernel of its own, stride 1. Zeros beyond the border keep the map's size: the input
 * stands in a frame of {@link #haloPx}. Weights are {@code [kernel row][kernel column][channel]}.
 *
 * @param channels a multiple of 16
 * @param kernelPx odd side of the kernels
 */
public record DepthwiseShape(int widthPx, int heightPx, int channels, int kernelPx) {
    public DepthwiseShape {
        if (widthPx < 1 || heightPx < 1 || channels < 1 || channels % TensorBackend.LANES != 0) {
            throw new IllegalArgumentException("depthwise convolution: " + channels + " channels of " + widthPx + "x"
                    + heightPx + " px; use a multiple of " + TensorBackend.LANES);
        }
        if (kernelPx < 1 || kernelPx % 2 == 0) {
            throw new IllegalArgumentException(
                    "depthwise convolution: kernel of " + kernelPx + " px; use an odd number");
        }
    }

    public int haloPx() {
        return kernelPx / 2;
    }

    public MapShape input() {
        return new MapShape(widthPx, heightPx, channels, haloPx());
    }

    public MapShape output() {
        return new MapShape(widthPx, heightPx, channels, 0);
    }

    public int weightFloats() {
        return kernelPx * kernelPx * channels;
    }
}
