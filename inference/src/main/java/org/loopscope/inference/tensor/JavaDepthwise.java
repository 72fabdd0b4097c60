package org.loopscope.inference.tensor;

/** Depthwise convolutions in plain Java: the oracle of depthwise.cl. */
final class JavaDepthwise {
    private JavaDepthwise() {}

    static void convolve(DepthwiseShape s, int batch, HostTensor input, HostTensor weights, HostTensor output) {
        output.fill(batch * s.outputFloats(), 0f);
        int to = output.offset();
        for (int b = 0; b < batch; b++) {
            for (int y = 0; y < s.heightPx(); y++) {
                for (int x = 0; x < s.widthPx(); x++, to += s.channels()) {
                    for (int tap = 0; tap < s.taps(); tap++) {
                        int from = framed(s, input, b, y + tap / s.kernelPx(), x + tap % s.kernelPx());
                        addProducts(
                                s.channels(),
                                input.data(),
                                from,
                                weights.data(),
                                weight(s, weights, tap),
                                output.data(),
                                to);
                    }
                }
            }
        }
    }

    static void inputGradient(
            DepthwiseShape s, int batch, HostTensor outputGradient, HostTensor weights, HostTensor inputGradient) {
        inputGradient.fill(batch * s.outputFloats(), 0f);
        int to = inputGradient.offset();
        for (int b = 0; b < batch; b++) {
            for (int y = 0; y < s.heightPx(); y++) {
                for (int x = 0; x < s.widthPx(); x++, to += s.channels()) {
                    for (int tap = 0; tap < s.taps(); tap++) {
                        int fromY = y + s.haloPx() - tap / s.kernelPx();
                        int fromX = x + s.haloPx() - tap % s.kernelPx();
                        if (fromY >= 0 && fromY < s.heightPx() && fromX >= 0 && fromX < s.widthPx()) {
                            int from = outputGradient.offset()
                                    + ((b * s.heightPx() + fromY) * s.widthPx() + fromX) * s.channels();
                            addProducts(
                                    s.channels(),
                                    outputGradient.data(),
                                    from,
                                    weights.data(),
                                    weight(s, weights, tap),
                                    inputGradient.data(),
                                    to);
                        }
                    }
                }
            }
        }
    }

    static void weightGradient(
            DepthwiseShape s, int batch, HostTensor input, HostTensor outputGradient, HostTensor weightGradient) {
        weightGradient.fill(s.weightFloats(), 0f);
        int at = outputGradient.offset();
        for (int b = 0; b < batch; b++) {
            for (int y = 0; y < s.heightPx(); y++) {
                for (int x = 0; x < s.widthPx(); x++, at += s.channels()) {
                    for (int tap = 0; tap < s.taps(); tap++) {
                        int from = framed(s, input, b, y + tap / s.kernelPx(), x + tap % s.kernelPx());
                        addProducts(
                                s.channels(),
                                input.data(),
                                from,
                                outputGradient.data(),
                                at,
                                weightGradient.data(),
                                weight(s, weightGradient, tap));
                    }
                }
            }
        }
    }

    /** Where a pixel of the framed input stands, rows and columns of the frame counted. */
    private static int framed(DepthwiseShape s, HostTensor input, int picture, int row, int column) {
        MapShape map = s.input();
        return input.offset() + picture * map.floats() + (row * map.framedWidthPx() + column) * s.channels();
    }

    private static int weight(DepthwiseShape s, HostTensor weights, int tap) {
        return weights.offset() + tap * s.channels();
    }

    private static void addProducts(int n, float[] a, int atA, float[] b, int atB, float[] sums, int to) {
        for (int c = 0; c < n; c++) {
            sums[to + c] += a[atA + c] * b[atB + c];
        }
    }
}
