package org.loopscope.inference.tensor;

/**
 * A convolution of each channel with a kernel of its own, stride 1, that keeps the map's size. The input stands in a frame
 * of {@link #haloPx} zeros, the output in none. Weights are {@code [kernel row][kernel column][channel]}.
 *
 * @param widthPx of a row, without the frame
 * @param heightPx rows, without the frame
 * @param channels a multiple of 16
 * @param kernelPx odd side of the kernels
 */
public record DepthwiseShape(int widthPx, int heightPx, int channels, int kernelPx) {
    public DepthwiseShape {
        if (kernelPx < 1 || kernelPx % 2 == 0) {
            throw new IllegalArgumentException(
                    "depthwise convolution: kernel of " + kernelPx + " px; use an odd number");
        }
        if (widthPx < 1 || heightPx < 1 || channels < 1 || channels % TensorBackend.LANES != 0) {
            throw new IllegalArgumentException("depthwise convolution of " + widthPx + "x" + heightPx + " px with "
                    + channels + " channels; use a multiple of " + TensorBackend.LANES);
        }
    }

    public int haloPx() {
        return kernelPx / 2;
    }

    public MapShape input() {
        return new MapShape(widthPx, heightPx, channels, haloPx());
    }

    /** Floats of one output picture. */
    public int outputFloats() {
        return widthPx * heightPx * channels;
    }

    public int taps() {
        return kernelPx * kernelPx;
    }

    public int weightFloats() {
        return taps() * channels;
    }
}
