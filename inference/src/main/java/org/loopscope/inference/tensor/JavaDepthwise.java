package org.loopscope.inference.tensor;

/** Depthwise convolutions in plain Java. */
final class JavaDepthwise {
    private final DepthwiseShape shape;
    private final MapShape framed;
    private final int channels;

    JavaDepthwise(DepthwiseShape shape) {
        this.shape = shape;
        framed = shape.input();
        channels = shape.channels();
    }

    void convolve(int batch, HostTensor input, HostTensor kernels, HostTensor output) {
        output.fill(batch * shape.output().floats(), 0f);
        for (int b = 0; b < batch; b++) {
            for (int pixel = 0; pixel < framed.pixels(); pixel++) {
                int to = output.offset() + (b * framed.pixels() + pixel) * channels;
                for (int tap = 0; tap < taps(); tap++) {
                    int from = input.offset() + inFrame(b, pixel, tap);
                    int w = kernels.offset() + tap * channels;
                    for (int c = 0; c < channels; c++) {
                        output.data()[to + c] += kernels.data()[w + c] * input.data()[from + c];
                    }
                }
            }
        }
    }

    private int taps() {
        return shape.kernelPx() * shape.kernelPx();
    }

    /** Where the pixel that a tap reads for an output's pixel starts. */
    private int inFrame(int b, int pixel, int tap) {
        int y = pixel / shape.widthPx() + tap / shape.kernelPx();
        int x = pixel % shape.widthPx() + tap % shape.kernelPx();
        return b * framed.floats() + (y * framed.framedWidthPx() + x) * channels;
    }

    void inputGradient(int batch, HostTensor outputGradient, HostTensor kernels, HostTensor inputGradient) {
        HostTensor sums = new HostTensor(batch * framed.floats());
        for (int b = 0; b < batch; b++) {
            for (int pixel = 0; pixel < framed.pixels(); pixel++) {
                int from = outputGradient.offset() + (b * framed.pixels() + pixel) * channels;
                for (int tap = 0; tap < taps(); tap++) {
                    int to = inFrame(b, pixel, tap);
                    int w = kernels.offset() + tap * channels;
                    for (int c = 0; c < channels; c++) {
                        sums.data()[to + c] +=
                                kernels.data()[w + c] * outputGradient.data()[from + c];
                    }
                }
            }
        }
        int centre = taps() / 2;
        for (int b = 0; b < batch; b++) {
            for (int pixel = 0; pixel < framed.pixels(); pixel++) {
                int to = inputGradient.offset() + (b * framed.pixels() + pixel) * channels;
                System.arraycopy(sums.data(), inFrame(b, pixel, centre), inputGradient.data(), to, channels);
            }
        }
    }

    void weightGradient(int batch, HostTensor input, HostTensor outputGradient, HostTensor weightGradient) {
        weightGradient.fill(shape.weightFloats(), 0f);
        for (int b = 0; b < batch; b++) {
            for (int pixel = 0; pixel < framed.pixels(); pixel++) {
                int g = outputGradient.offset() + (b * framed.pixels() + pixel) * channels;
                for (int tap = 0; tap < taps(); tap++) {
                    int from = input.offset() + inFrame(b, pixel, tap);
                    int to = weightGradient.offset() + tap * channels;
                    for (int c = 0; c < channels; c++) {
                        weightGradient.data()[to + c] +=
                                input.data()[from + c] * outputGradient.data()[g + c];
                    }
                }
            }
        }
    }
}
