package org.loopscope.inference.latent;

import java.util.Arrays;

/**
 * A convolution of 3x3 pixels with as many pixels out as in (0 beyond the edges), and its gradients. Weights are
 * {@code [out][in][3][3]}, then one bias for each channel out.
 *
 * <p>Maps are channel-major, then row-major, with a margin of one pixel all round that is always 0: a tap is then one
 * offset for the whole plane. The inner loops add multiples of whole stretches of memory, so that they vectorize without
 * changing the order of any sum.
 */
record SpatialConvolution(int channelsIn, int channelsOut, int heightPx, int widthPx, int firstWeight) {
    private static final int TAPS = 9;

    int weights() {
        return channelsOut * channelsIn * TAPS + channelsOut;
    }

    /** Floats in one line of a map, margins included. */
    int stride() {
        return widthPx + 2;
    }

    /** Floats in one channel of a map, margins included. */
    int plane() {
        return (heightPx + 2) * stride();
    }

    int mapIn() {
        return channelsIn * plane();
    }

    int mapOut() {
        return channelsOut * plane();
    }

    /** Where a pixel of a channel lies in its map. */
    int at(int channel, int y, int x) {
        return channel * plane() + (y + 1) * stride() + x + 1;
    }

    void forward(float[] weights, float[] in, float[] out) {
        for (int o = 0; o < channelsOut; o++) {
            Arrays.fill(out, o * plane(), (o + 1) * plane(), weights[bias(o)]);
            for (int i = 0; i < channelsIn; i++) {
                addConvolved(in, i * plane(), weights, weight(o, i), 1, out, o * plane());
            }
        }
        clearMargins(out, channelsOut);
    }

    /** Gradient by the map that went in, from that by the map that came out. */
    void gradientIn(float[] weights, float[] outGradient, float[] inGradient) {
        Arrays.fill(inGradient, 0);
        for (int i = 0; i < channelsIn; i++) {
            for (int o = 0; o < channelsOut; o++) {
                addConvolved(outGradient, o * plane(), weights, weight(o, i) + TAPS - 1, -1, inGradient, i * plane());
            }
        }
        clearMargins(inGradient, channelsIn);
    }

    /**
     * Adds the gradient by the weights.
     *
     * @param sums a buffer of nine lines
     */
    void gradientWeights(float[] in, float[] outGradient, float[] gradient, float[] sums) {
        for (int o = 0; o < channelsOut; o++) {
            for (int p = o * plane(); p < (o + 1) * plane(); p++) {
                gradient[bias(o)] += outGradient[p];
            }
            for (int i = 0; i < channelsIn; i++) {
                addProducts(in, i * plane(), outGradient, o * plane(), gradient, weight(o, i), sums);
            }
        }
    }

    private int bias(int out) {
        return firstWeight + channelsOut * channelsIn * TAPS + out;
    }

    private int weight(int out, int in) {
        return firstWeight + (out * channelsIn + in) * TAPS;
    }

    /** Adds one plane convolved with nine weights, which lie in memory forwards or backwards. */
    private void addConvolved(float[] from, int fromPlane, float[] weights, int w, int order, float[] to, int toPlane) {
        float w0 = weights[w];
        float w1 = weights[w + order];
        float w2 = weights[w + 2 * order];
        float w3 = weights[w + 3 * order];
        float w4 = weights[w + 4 * order];
        float w5 = weights[w + 5 * order];
        float w6 = weights[w + 6 * order];
        float w7 = weights[w + 7 * order];
        float w8 = weights[w + 8 * order];
        int upper = fromPlane;
        int middle = fromPlane + stride();
        int lower = fromPlane + 2 * stride();
        int first = toPlane + stride() + 1;
        int count = heightPx * stride() - 2;
        for (int p = 0; p < count; p++) {
            to[first + p] += w0 * from[upper + p]
                    + w1 * from[upper + p + 1]
                    + w2 * from[upper + p + 2]
                    + w3 * from[middle + p]
                    + w4 * from[middle + p + 1]
                    + w5 * from[middle + p + 2]
                    + w6 * from[lower + p]
                    + w7 * from[lower + p + 1]
                    + w8 * from[lower + p + 2];
        }
    }

    /** First down each column, then along the line of the columns' sums: the former vectorizes. */
    private void addProducts(
            float[] in, int inPlane, float[] outGradient, int outPlane, float[] gradient, int w, float[] sums) {
        int s = stride();
        Arrays.fill(sums, 0, TAPS * s, 0);
        for (int y = 0; y < heightPx; y++) {
            int g = outPlane + (y + 1) * s + 1;
            for (int tap = 0; tap < TAPS; tap++) {
                int a = inPlane + (y + tap / 3) * s + tap % 3;
                int sum = tap * s;
                for (int x = 0; x < widthPx; x++) {
                    sums[sum + x] += in[a + x] * outGradient[g + x];
                }
            }
        }
        for (int tap = 0; tap < TAPS; tap++) {
            for (int x = 0; x < widthPx; x++) {
                gradient[w + tap] += sums[tap * s + x];
            }
        }
    }

    private void clearMargins(float[] map, int channels) {
        for (int c = 0; c < channels; c++) {
            Arrays.fill(map, c * plane(), c * plane() + stride(), 0);
            Arrays.fill(map, (c + 1) * plane() - stride(), (c + 1) * plane(), 0);
            for (int y = 0; y < heightPx; y++) {
                map[at(c, y, -1)] = 0;
                map[at(c, y, widthPx)] = 0;
            }
        }
    }
}
