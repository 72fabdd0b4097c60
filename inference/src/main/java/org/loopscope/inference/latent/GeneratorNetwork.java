package org.loopscope.inference.latent;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.loopscope.stimulus.PictureSize;

/**
 * From a code to what is added to its linear picture: the code is written to a coarse map by a full matrix, which is then twice doubled in size
 * (each pixel becomes four) and convolved; a last convolution brings it to one channel, and what sticks out of the
 * picture is cut off. Leaky rectification in between. One thread: the maps of the last forward pass are kept for the
 * gradient.
 */
final class GeneratorNetwork {
    /** Slope where the input is negative. */
    private static final float LEAK = 0.2f;
    /** The convolutions begin as next to nothing beside what they are added to. */
    private static final double LAST_GAIN = 0.01;

    private final int codeLength;
    private final int heightPx;
    private final int widthPx;
    private final int coarse;
    private final SpatialConvolution[] convolutions;
    /** {@code maps[l]} goes into convolution l; the last one is the picture before it is cut. */
    private final float[][] maps;

    private final float[][] gradients;
    /** What the convolutions and the matrix gave, before rectification and doubling. */
    private final float[][] raw;

    private final float[][] rawGradients;
    private final float[] sums;
    private final int weightCount;

    GeneratorNetwork(GeneratorSettings settings, PictureSize size) {
        this.codeLength = settings.codeLength();
        heightPx = size.heightPx();
        widthPx = size.widthPx();
        int h = (heightPx + 3) / 4;
        int w = (widthPx + 3) / 4;
        coarse = settings.coarseChannels() * h * w;
        int first = (codeLength + 1) * coarse;
        SpatialConvolution middle =
                new SpatialConvolution(settings.coarseChannels(), settings.middleChannels(), 2 * h, 2 * w, first);
        SpatialConvolution fine = new SpatialConvolution(
                settings.middleChannels(), settings.fineChannels(), 4 * h, 4 * w, first + middle.weights());
        SpatialConvolution last = new SpatialConvolution(
                settings.fineChannels(), 1, 4 * h, 4 * w, first + middle.weights() + fine.weights());
        convolutions = new SpatialConvolution[] {middle, fine, last};
        weightCount = last.firstWeight() + last.weights();
        raw = new float[][] {new float[coarse], new float[middle.mapOut()], new float[fine.mapOut()]};
        rawGradients = new float[][] {new float[coarse], new float[middle.mapOut()], new float[fine.mapOut()]};
        maps = new float[][] {
            new float[middle.mapIn()], new float[fine.mapIn()], new float[last.mapIn()], new float[last.mapOut()]
        };
        gradients = new float[][] {
            new float[middle.mapIn()], new float[fine.mapIn()], new float[last.mapIn()], new float[last.mapOut()]
        };
        sums = new float[9 * last.stride()];
    }

    int weightCount() {
        return weightCount;
    }

    int codeLength() {
        return codeLength;
    }

    int pixels() {
        return heightPx * widthPx;
    }

    /** Normal, with the variance that keeps the size of what passes through (He et al. 2015); biases 0. */
    float[] initialWeights(Random random) {
        float[] weights = new float[weightCount];
        fill(weights, 0, codeLength * coarse, Math.sqrt(1.0 / codeLength), random);
        for (int l = 0; l < convolutions.length; l++) {
            SpatialConvolution c = convolutions[l];
            int taps = c.channelsIn() * 9;
            double gain = l == convolutions.length - 1 ? LAST_GAIN : 2;
            fill(weights, c.firstWeight(), c.channelsOut() * taps, Math.sqrt(gain / taps), random);
        }
        return weights;
    }

    private static void fill(float[] weights, int from, int count, double sd, Random random) {
        for (int i = from; i < from + count; i++) {
            weights[i] = (float) (sd * random.nextGaussian());
        }
    }

    /** Runs the network and adds what it gives to a picture. */
    void addTo(float[] weights, float[] codes, int codeOffset, float[] pictures, int pictureOffset) {
        forward(weights, codes, codeOffset);
        for (int y = 0; y < heightPx; y++) {
            int line = convolutions[2].at(0, y, 0);
            for (int x = 0; x < widthPx; x++) {
                pictures[pictureOffset + y * widthPx + x] += maps[3][line + x];
            }
        }
    }

    void forward(float[] weights, float[] codes, int codeOffset) {
        System.arraycopy(weights, codeLength * coarse, raw[0], 0, coarse);
        for (int j = 0; j < codeLength; j++) {
            addRow(codes[codeOffset + j], weights, j * coarse, raw[0], coarse);
        }
        doubled(convolutions[0], raw[0], 0, maps[0]);
        convolutions[0].forward(weights, maps[0], raw[1]);
        doubled(convolutions[1], raw[1], 1, maps[1]);
        convolutions[1].forward(weights, maps[1], raw[2]);
        for (int p = 0; p < raw[2].length; p++) {
            maps[2][p] = leaky(raw[2][p]);
        }
        convolutions[2].forward(weights, maps[2], maps[3]);
    }

    /**
     * Gradients of the last forward pass.
     *
     * @param codeGradients are added to
     * @param weightGradient is added to; null where it is not wanted
     */
    void backward(
            float[] weights,
            float[] codes,
            int codeOffset,
            float[] pictureGradients,
            int pictureOffset,
            float[] codeGradients,
            float @Nullable [] weightGradient) {
        Arrays.fill(gradients[3], 0);
        for (int y = 0; y < heightPx; y++) {
            int line = convolutions[2].at(0, y, 0);
            System.arraycopy(pictureGradients, pictureOffset + y * widthPx, gradients[3], line, widthPx);
        }
        through(2, weights, gradients[3], weightGradient);
        for (int p = 0; p < raw[2].length; p++) {
            rawGradients[2][p] = gradients[2][p] * slope(raw[2][p]);
        }
        through(1, weights, rawGradients[2], weightGradient);
        halved(convolutions[1], raw[1], 1, gradients[1], rawGradients[1]);
        through(0, weights, rawGradients[1], weightGradient);
        halved(convolutions[0], raw[0], 0, gradients[0], rawGradients[0]);
        for (int j = 0; j < codeLength; j++) {
            double sum = 0;
            for (int p = 0; p < coarse; p++) {
                sum += (double) weights[j * coarse + p] * rawGradients[0][p];
            }
            codeGradients[codeOffset + j] += (float) sum;
        }
        if (weightGradient != null) {
            for (int j = 0; j < codeLength; j++) {
                float code = codes[codeOffset + j];
                for (int p = 0; p < coarse; p++) {
                    weightGradient[j * coarse + p] += code * rawGradients[0][p];
                }
            }
            for (int p = 0; p < coarse; p++) {
                weightGradient[codeLength * coarse + p] += rawGradients[0][p];
            }
        }
    }

    private void through(int layer, float[] weights, float[] outGradient, float @Nullable [] weightGradient) {
        convolutions[layer].gradientIn(weights, outGradient, gradients[layer]);
        if (weightGradient != null) {
            convolutions[layer].gradientWeights(maps[layer], outGradient, weightGradient, sums);
        }
    }

    /** Rectifies a map, whose margins are as wide as {@code margin}, and writes each pixel to four of the next map. */
    private static void doubled(SpatialConvolution next, float[] from, int margin, float[] to) {
        int width = next.widthPx() / 2;
        int height = next.heightPx() / 2;
        int stride = width + 2 * margin;
        for (int c = 0; c < next.channelsIn(); c++) {
            for (int y = 0; y < height; y++) {
                int line = (c * (height + 2 * margin) + y + margin) * stride + margin;
                int upper = next.at(c, 2 * y, 0);
                for (int x = 0; x < width; x++) {
                    float value = leaky(from[line + x]);
                    to[upper + 2 * x] = value;
                    to[upper + 2 * x + 1] = value;
                }
                System.arraycopy(to, upper, to, upper + next.stride(), next.widthPx());
            }
        }
    }

    private static void halved(
            SpatialConvolution next, float[] from, int margin, float[] toGradient, float[] fromGradient) {
        int width = next.widthPx() / 2;
        int height = next.heightPx() / 2;
        int stride = width + 2 * margin;
        for (int c = 0; c < next.channelsIn(); c++) {
            for (int y = 0; y < height; y++) {
                int line = (c * (height + 2 * margin) + y + margin) * stride + margin;
                int upper = next.at(c, 2 * y, 0);
                int lower = upper + next.stride();
                for (int x = 0; x < width; x++) {
                    float sum = toGradient[upper + 2 * x] + toGradient[upper + 2 * x + 1];
                    sum += toGradient[lower + 2 * x] + toGradient[lower + 2 * x + 1];
                    fromGradient[line + x] = slope(from[line + x]) * sum;
                }
            }
        }
    }

    private static void addRow(float factor, float[] rows, int offset, float[] to, int length) {
        for (int p = 0; p < length; p++) {
            to[p] += factor * rows[offset + p];
        }
    }

    private static float leaky(float x) {
        return x > 0 ? x : LEAK * x;
    }

    private static float slope(float x) {
        return x > 0 ? 1 : LEAK;
    }
}
