package org.loopscope.inference.tensor;

/**
 * A convolution with a square kernel and stride 1.
 *
 * <p>Maps are stored picture by picture, row by row, channels innermost. A map that feeds a convolution stands in a
 * frame of {@code haloPx} zero pixels on each side, so that a tap never needs a bounds test and the taps of one kernel
 * row are contiguous in memory. Weights are {@code [kernel row][kernel column][input channel][output channel]}.
 *
 * @param inputWidthPx pixels of a row of the input map without its halo
 * @param inputHeightPx rows of the input map without its halo
 * @param inputChannels 1 (a grey picture) or a multiple of 16
 * @param outputChannels a multiple of 16
 * @param kernelPx odd side of the kernel
 * @param haloPx zero pixels around the input: 0 keeps only complete windows, {@code kernelPx / 2} keeps the map's size
 */
public record ConvolutionShape(
        int inputWidthPx, int inputHeightPx, int inputChannels, int outputChannels, int kernelPx, int haloPx) {
    public ConvolutionShape {
        if (kernelPx < 1 || kernelPx % 2 == 0 || haloPx < 0 || haloPx >= kernelPx) {
            throw new IllegalArgumentException("convolution: kernel " + kernelPx + " px with halo " + haloPx
                    + " px; use an odd kernel, halo below it");
        }
        if (inputWidthPx < 1 || inputHeightPx < 1 || Math.min(inputWidthPx, inputHeightPx) + 2 * haloPx < kernelPx) {
            throw new IllegalArgumentException("convolution: kernel " + kernelPx + " px does not fit an input of "
                    + inputWidthPx + "x" + inputHeightPx + " px");
        }
        boolean inputFits = inputChannels == 1 || (inputChannels > 0 && inputChannels % TensorBackend.LANES == 0);
        if (!inputFits || outputChannels < 1 || outputChannels % TensorBackend.LANES != 0) {
            throw new IllegalArgumentException("convolution: " + inputChannels + " to " + outputChannels
                    + " channels; use multiples of " + TensorBackend.LANES);
        }
    }

    public int outputWidthPx() {
        return framedInputWidthPx() - kernelPx + 1;
    }

    public int outputHeightPx() {
        return framedInputHeightPx() - kernelPx + 1;
    }

    /** Pixels of one output map. */
    public int outputPixels() {
        return outputWidthPx() * outputHeightPx();
    }

    /** Pixels of a row of the input with its halo. */
    public int framedInputWidthPx() {
        return inputWidthPx + 2 * haloPx;
    }

    /** Rows of the input with its halo. */
    public int framedInputHeightPx() {
        return inputHeightPx + 2 * haloPx;
    }

    /** Floats of one input picture with its halo. */
    public int inputFloats() {
        return framedInputWidthPx() * framedInputHeightPx() * inputChannels;
    }

    /** Floats of one output picture without a halo. */
    public int outputFloats() {
        return outputPixels() * outputChannels;
    }

    public int weightFloats() {
        return kernelPx * kernelPx * inputChannels * outputChannels;
    }

    /** The output's map, in a frame of zeros. */
    public MapShape output(int outputHaloPx) {
        return new MapShape(outputWidthPx(), outputHeightPx(), outputChannels, outputHaloPx);
    }

    /** Floats of one kernel row's contiguous run of inputs. */
    public int run() {
        return kernelPx * inputChannels;
    }

    /** The zero frame that the output's gradient needs so that the input's gradient is again a plain convolution. */
    public int gradientHaloPx() {
        return kernelPx - 1 - haloPx;
    }

    /** The convolution of the framed output gradient with the flipped kernel that gives the input's gradient. */
    public ConvolutionShape transposed() {
        return new ConvolutionShape(
                outputWidthPx(), outputHeightPx(), outputChannels, inputChannels, kernelPx, gradientHaloPx());
    }
}
