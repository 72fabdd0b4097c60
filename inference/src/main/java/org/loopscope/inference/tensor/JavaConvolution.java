package org.loopscope.inference.tensor;

import java.util.Arrays;

/**
 * Convolutions in plain Java. The innermost loop always runs over channels, which are contiguous, so the compiler can
 * vectorise it without changing the order of any sum; four terms are added per pass to save traffic on the sums.
 */
final class JavaConvolution {
    private JavaConvolution() {}

    static void convolve(ConvolutionShape s, int batch, HostTensor input, HostTensor weights, HostTensor output) {
        int channels = s.outputChannels();
        int rowStride = s.framedInputWidthPx() * s.inputChannels();
        float[] sums = new float[channels];
        int to = output.offset();
        for (int b = 0; b < batch; b++) {
            int picture = input.offset() + b * s.inputFloats();
            for (int y = 0; y < s.outputHeightPx(); y++) {
                for (int x = 0; x < s.outputWidthPx(); x++) {
                    int corner = picture + y * rowStride + x * s.inputChannels();
                    window(s, input.data(), corner, rowStride, weights, sums);
                    System.arraycopy(sums, 0, output.data(), to, channels);
                    to += channels;
                }
            }
        }
    }

    /** Sums of one window, in the order of the weights. */
    static void window(ConvolutionShape s, float[] input, int corner, int rowStride, HostTensor weights, float[] sums) {
        int channels = s.outputChannels();
        int run = s.run();
        float[] w = weights.data();
        int at = weights.offset();
        Arrays.fill(sums, 0f);
        for (int row = 0; row < s.kernelPx(); row++) {
            int from = corner + row * rowStride;
            int r = 0;
            for (; r + 4 <= run; r += 4) {
                addFour(
                        sums,
                        w,
                        at,
                        channels,
                        input[from + r],
                        input[from + r + 1],
                        input[from + r + 2],
                        input[from + r + 3]);
                at += 4 * channels;
            }
            for (; r < run; r++) {
                addOne(sums, 0, w, at, channels, input[from + r]);
                at += channels;
            }
        }
    }

    private static void addFour(float[] sums, float[] w, int at, int n, float x0, float x1, float x2, float x3) {
        for (int c = 0; c < n; c++) {
            sums[c] = sums[c] + x0 * w[at + c] + x1 * w[at + n + c] + x2 * w[at + 2 * n + c] + x3 * w[at + 3 * n + c];
        }
    }

    private static void addOne(float[] sums, int sumsAt, float[] w, int at, int n, float x) {
        for (int c = 0; c < n; c++) {
            sums[sumsAt + c] += x * w[at + c];
        }
    }

    /** The kernel turned by 180 degrees with input and output channels exchanged. */
    static HostTensor flipped(ConvolutionShape s, HostTensor weights) {
        HostTensor flipped = new HostTensor(s.weightFloats());
        int taps = s.kernelPx() * s.kernelPx();
        int in = s.inputChannels();
        int out = s.outputChannels();
        for (int tap = 0; tap < taps; tap++) {
            int from = weights.offset() + tap * in * out;
            int to = (taps - 1 - tap) * in * out;
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    flipped.data()[to + o * in + i] = weights.data()[from + i * out + o];
                }
            }
        }
        return flipped;
    }

    static void imageGradient(
            ConvolutionShape s, int batch, HostTensor outputGradient, HostTensor weights, HostTensor imageGradient) {
        imageGradient.fill(batch * s.inputFloats(), 0f);
        int width = s.outputWidthPx();
        int channels = s.outputChannels();
        int kernel = s.kernelPx();
        float[] dx = imageGradient.data();
        int from = outputGradient.offset();
        for (int b = 0; b < batch; b++) {
            int picture = imageGradient.offset() + b * s.inputFloats();
            for (int pixel = 0; pixel < s.outputPixels(); pixel++, from += channels) {
                int corner = picture + pixel / width * s.framedInputWidthPx() + pixel % width;
                for (int tap = 0; tap < kernel * kernel; tap++) {
                    dx[corner + tap / kernel * s.framedInputWidthPx() + tap % kernel] += dot(
                            outputGradient.data(), from, weights.data(), weights.offset() + tap * channels, channels);
                }
            }
        }
    }

    private static float dot(float[] a, int atA, float[] b, int atB, int n) {
        float even = 0;
        float odd = 0;
        for (int i = 0; i < n; i += 2) {
            even += a[atA + i] * b[atB + i];
            odd += a[atA + i + 1] * b[atB + i + 1];
        }
        return even + odd;
    }

    static void weightGradient(
            ConvolutionShape s,
            int batch,
            HostTensor input,
            HostTensor outputGradient,
            int gradientHaloPx,
            HostTensor weightGradient) {
        weightGradient.fill(s.weightFloats(), 0f);
        MapShape gradient = s.output(gradientHaloPx);
        int gradientRow = gradient.framedWidthPx() * s.outputChannels();
        int inputRow = s.framedInputWidthPx() * s.inputChannels();
        for (int b = 0; b < batch; b++) {
            for (int y = 0; y < s.outputHeightPx(); y++) {
                int x = input.offset() + b * s.inputFloats() + y * inputRow;
                int dy = outputGradient.offset() + b * gradient.floats() + gradient.origin() + y * gradientRow;
                for (int row = 0; row < s.kernelPx(); row++) {
                    int to = weightGradient.offset() + row * s.run() * s.outputChannels();
                    gradientRow(
                            s, input.data(), x + row * inputRow, outputGradient.data(), dy, weightGradient.data(), to);
                }
            }
        }
    }

    /** One row of output pixels against one row of the kernel. */
    private static void gradientRow(
            ConvolutionShape s, float[] x, int xAt, float[] dy, int dyAt, float[] dw, int dwAt) {
        int out = s.outputChannels();
        int in = s.inputChannels();
        int width = s.outputWidthPx();
        for (int r = 0; r < s.run(); r++) {
            int to = dwAt + r * out;
            int p = 0;
            for (; p + 4 <= width; p += 4) {
                int at = xAt + p * in + r;
                addPixels(dw, to, dy, dyAt + p * out, out, x[at], x[at + in], x[at + 2 * in], x[at + 3 * in]);
            }
            for (; p < width; p++) {
                addOne(dw, to, dy, dyAt + p * out, out, x[xAt + p * in + r]);
            }
        }
    }

    private static void addPixels(
            float[] dw, int to, float[] dy, int at, int n, float x0, float x1, float x2, float x3) {
        for (int c = 0; c < n; c++) {
            dw[to + c] = dw[to + c]
                    + x0 * dy[at + c]
                    + x1 * dy[at + n + c]
                    + x2 * dy[at + 2 * n + c]
                    + x3 * dy[at + 3 * n + c];
        }
    }
}
