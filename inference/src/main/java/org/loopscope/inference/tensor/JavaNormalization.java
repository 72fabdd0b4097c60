package org.loopscope.inference.tensor;

/** Batch normalisation and activations in plain Java; sums over pixels are kept in double precision. */
final class JavaNormalization {
    private JavaNormalization() {}

    static float softplus(float z) {
        return Math.max(z, 0f) + (float) Math.log(1 + Math.exp(-Math.abs(z)));
    }

    /** Derivative of the softplus. */
    static float sigmoid(float z) {
        return (float) (1 / (1 + Math.exp(-z)));
    }

    static float activate(Activation activation, float z) {
        return switch (activation) {
            case IDENTITY -> z;
            case SOFTPLUS -> softplus(z);
        };
    }

    static float slope(Activation activation, float z) {
        return switch (activation) {
            case IDENTITY -> 1f;
            case SOFTPLUS -> sigmoid(z);
        };
    }

    /** The slope from the activation itself: the softplus' derivative is 1 - exp(-softplus). */
    static float slopeFromActivation(Activation activation, float a) {
        return switch (activation) {
            case IDENTITY -> 1f;
            case SOFTPLUS -> (float) -Math.expm1(-a);
        };
    }

    static float inverseSd(HostTensor variance, int channel) {
        return (float) (1 / Math.sqrt(variance.data()[variance.offset() + channel] + TensorBackend.VARIANCE_EPSILON));
    }

    static void batchMoments(
            int rows, int channels, HostTensor values, ChannelMoments batch, ChannelMoments running, float momentum) {
        HostTensor means = HostTensor.of(batch.mean());
        HostTensor variances = HostTensor.of(batch.variance());
        HostTensor runningMeans = HostTensor.of(running.mean());
        HostTensor runningVariances = HostTensor.of(running.variance());
        double[] sums = new double[channels];
        double[] squares = new double[channels];
        float[] v = values.data();
        for (int row = 0, at = values.offset(); row < rows; row++) {
            for (int c = 0; c < channels; c++, at++) {
                sums[c] += v[at];
                squares[c] += (double) v[at] * v[at];
            }
        }
        for (int c = 0; c < channels; c++) {
            double mean = sums[c] / rows;
            double variance = Math.max(0, squares[c] / rows - mean * mean);
            means.data()[means.offset() + c] = (float) mean;
            variances.data()[variances.offset() + c] = (float) variance;
            average(runningMeans, c, (float) mean, momentum);
            average(runningVariances, c, (float) (variance * rows / Math.max(1, rows - 1)), momentum);
        }
    }

    private static void average(HostTensor running, int channel, float value, float momentum) {
        int at = running.offset() + channel;
        running.data()[at] += momentum * (value - running.data()[at]);
    }

    static void normalizeAndActivate(
            MapShape shape,
            int batch,
            HostTensor values,
            ChannelMoments moments,
            HostTensor shift,
            Activation activation,
            HostTensor activations) {
        float[] scales = new float[shape.channels()];
        float[] offsets = new float[shape.channels()];
        HostTensor mean = HostTensor.of(moments.mean());
        for (int c = 0; c < shape.channels(); c++) {
            scales[c] = inverseSd(HostTensor.of(moments.variance()), c);
            offsets[c] = shift.data()[shift.offset() + c];
        }
        int from = values.offset();
        for (int b = 0; b < batch; b++) {
            for (int pixel = 0; pixel < shape.pixels(); pixel++) {
                int to = activations.offset() + framedPixel(shape, b, pixel);
                for (int c = 0; c < shape.channels(); c++, from++) {
                    float normalized = (values.data()[from] - mean.data()[mean.offset() + c]) * scales[c];
                    activations.data()[to + c] = activate(activation, normalized + offsets[c]);
                }
            }
        }
    }

    /** Where, in a framed stack of maps, an inner pixel starts. */
    static int framedPixel(MapShape shape, int picture, int pixel) {
        int y = pixel / shape.widthPx();
        int x = pixel % shape.widthPx();
        return picture * shape.floats() + shape.origin() + (y * shape.framedWidthPx() + x) * shape.channels();
    }

    static void normalizationGradient(
            MapShape shape,
            int batch,
            HostTensor values,
            ChannelMoments moments,
            HostTensor shift,
            Activation activation,
            HostTensor gradient,
            HostTensor shiftGradient,
            HostTensor valueGradient) {
        int channels = shape.channels();
        int rows = batch * shape.pixels();
        HostTensor mean = HostTensor.of(moments.mean());
        float[] scales = new float[channels];
        double[] sums = new double[channels];
        double[] products = new double[channels];
        for (int c = 0; c < channels; c++) {
            scales[c] = inverseSd(HostTensor.of(moments.variance()), c);
        }
        float[] g = gradient.data();
        for (int i = 0; i < rows * channels; i++) {
            int c = i % channels;
            float normalized = (values.data()[values.offset() + i] - mean.data()[mean.offset() + c]) * scales[c];
            g[gradient.offset() + i] *= slope(activation, normalized + shift.data()[shift.offset() + c]);
            sums[c] += g[gradient.offset() + i];
            products[c] += g[gradient.offset() + i] * normalized;
        }
        for (int c = 0; c < channels; c++) {
            shiftGradient.data()[shiftGradient.offset() + c] = (float) sums[c];
        }
        for (int row = 0; row < rows; row++) {
            int to = valueGradient.offset() + framedPixel(shape, row / shape.pixels(), row % shape.pixels());
            for (int c = 0; c < channels; c++) {
                int from = row * channels + c;
                float normalized = (values.data()[values.offset() + from] - mean.data()[mean.offset() + c]) * scales[c];
                valueGradient.data()[to + c] = scales[c]
                        * (g[gradient.offset() + from]
                                - (float) (sums[c] / rows)
                                - normalized * (float) (products[c] / rows));
            }
        }
    }

    static void affineGradient(
            MapShape shape,
            int batch,
            HostTensor activations,
            int activationHaloPx,
            HostTensor scale,
            Activation activation,
            HostTensor gradient,
            HostTensor valueGradient) {
        MapShape activationShape = new MapShape(shape.widthPx(), shape.heightPx(), shape.channels(), activationHaloPx);
        int from = gradient.offset();
        for (int b = 0; b < batch; b++) {
            for (int pixel = 0; pixel < shape.pixels(); pixel++) {
                int at = activations.offset() + framedPixel(activationShape, b, pixel);
                int to = valueGradient.offset() + framedPixel(shape, b, pixel);
                for (int c = 0; c < shape.channels(); c++, from++) {
                    float slope = slopeFromActivation(activation, activations.data()[at + c]);
                    valueGradient.data()[to + c] = gradient.data()[from] * slope * scale.data()[scale.offset() + c];
                }
            }
        }
    }
}
