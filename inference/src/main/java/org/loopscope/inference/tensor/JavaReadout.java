package org.loopscope.inference.tensor;

import java.util.Arrays;

/** The factorised readout and the Poisson loss in plain Java. */
final class JavaReadout {
    private JavaReadout() {}

    /** The readout's three sets of numbers, on the heap. */
    record Weights(HostTensor spatial, HostTensor feature, HostTensor bias) {
        static Weights of(ReadoutWeights weights) {
            return new Weights(
                    HostTensor.of(weights.spatial()), HostTensor.of(weights.feature()), HostTensor.of(weights.bias()));
        }

        float absSpatial(int index) {
            return Math.abs(spatial.data()[spatial.offset() + index]);
        }

        float absFeature(int index) {
            return Math.abs(feature.data()[feature.offset() + index]);
        }
    }

    static float[] absolute(HostTensor tensor, int count) {
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = Math.abs(tensor.data()[tensor.offset() + i]);
        }
        return result;
    }

    static void readout(
            ReadoutShape s, int batch, HostTensor maps, Weights weights, HostTensor drives, HostTensor rates) {
        int padded = s.paddedNeurons();
        float[] spatial = absolute(weights.spatial(), s.pixels() * padded);
        float[] feature = absolute(weights.feature(), s.channels() * padded);
        float[] perPixel = new float[padded];
        float[] drive = new float[padded];
        for (int b = 0; b < batch; b++) {
            Arrays.fill(drive, 0f);
            for (int p = 0; p < s.pixels(); p++) {
                Arrays.fill(perPixel, 0f);
                int from = maps.offset() + (b * s.pixels() + p) * s.channels();
                for (int c = 0; c < s.channels(); c++) {
                    add(perPixel, 0, feature, c * padded, padded, maps.data()[from + c]);
                }
                for (int n = 0; n < padded; n++) {
                    drive[n] += perPixel[n] * spatial[p * padded + n];
                }
            }
            for (int n = 0; n < padded; n++) {
                float sum = drive[n] + weights.bias().data()[weights.bias().offset() + n];
                drives.data()[drives.offset() + b * padded + n] = sum;
                rates.data()[rates.offset() + b * padded + n] = JavaNormalization.softplus(sum);
            }
        }
    }

    private static void add(float[] sums, int sumsAt, float[] w, int at, int n, float x) {
        for (int i = 0; i < n; i++) {
            sums[sumsAt + i] += x * w[at + i];
        }
    }

    static void poissonLoss(
            int neurons,
            int batch,
            HostTensor drives,
            HostTensor rates,
            HostTensor responses,
            HostTensor losses,
            HostTensor driveGradient) {
        int padded = TensorBackend.padded(neurons);
        for (int b = 0; b < batch; b++) {
            double loss = 0;
            for (int n = 0; n < padded; n++) {
                int i = b * padded + n;
                if (n >= neurons) {
                    driveGradient.data()[driveGradient.offset() + i] = 0f;
                    continue;
                }
                float rate = rates.data()[rates.offset() + i];
                float response = responses.data()[responses.offset() + i];
                float safeRate = rate + TensorBackend.RATE_EPSILON;
                loss += rate - response * Math.log(safeRate);
                float slope = JavaNormalization.sigmoid(drives.data()[drives.offset() + i]);
                driveGradient.data()[driveGradient.offset() + i] = (1 - response / safeRate) * slope / batch;
            }
            losses.data()[losses.offset() + b] = (float) (loss / batch);
        }
    }

    static void mapGradient(
            ReadoutShape s, int batch, HostTensor driveGradient, Weights weights, HostTensor mapGradient) {
        int padded = s.paddedNeurons();
        int channels = s.channels();
        float[] spatial = absolute(weights.spatial(), s.pixels() * padded);
        float[] byNeuron = new float[padded * channels];
        for (int n = 0; n < padded; n++) {
            for (int c = 0; c < channels; c++) {
                byNeuron[n * channels + c] = weights.absFeature(c * padded + n);
            }
        }
        mapGradient.fill(batch * s.pixels() * channels, 0f);
        for (int b = 0; b < batch; b++) {
            for (int p = 0; p < s.pixels(); p++) {
                int to = mapGradient.offset() + (b * s.pixels() + p) * channels;
                for (int n = 0; n < s.neurons(); n++) {
                    float g = driveGradient.data()[driveGradient.offset() + b * padded + n] * spatial[p * padded + n];
                    add(mapGradient.data(), to, byNeuron, n * channels, channels, g);
                }
            }
        }
    }

    static void weightGradient(
            ReadoutShape s, int batch, HostTensor maps, HostTensor driveGradient, Weights weights, Weights gradient) {
        int padded = s.paddedNeurons();
        float[] full = new float[s.channels() * padded];
        gradient.feature().fill(s.channels() * padded, 0f);
        gradient.bias().fill(padded, 0f);
        for (int p = 0; p < s.pixels(); p++) {
            Arrays.fill(full, 0f);
            for (int b = 0; b < batch; b++) {
                int from = maps.offset() + (b * s.pixels() + p) * s.channels();
                for (int c = 0; c < s.channels(); c++) {
                    int g = driveGradient.offset() + b * padded;
                    add(full, c * padded, driveGradient.data(), g, padded, maps.data()[from + c]);
                }
            }
            factorGradient(s, p, full, weights, gradient);
        }
        for (int b = 0; b < batch; b++) {
            int from = driveGradient.offset() + b * padded;
            add(gradient.bias().data(), gradient.bias().offset(), driveGradient.data(), from, padded, 1f);
        }
    }

    /** From the gradient by the product of both factors at one pixel to the gradient by each factor. */
    private static void factorGradient(ReadoutShape s, int p, float[] full, Weights weights, Weights gradient) {
        int padded = s.paddedNeurons();
        for (int n = 0; n < padded; n++) {
            float sum = 0;
            float spatial = weights.absSpatial(p * padded + n);
            for (int c = 0; c < s.channels(); c++) {
                int i = c * padded + n;
                float feature = weights.feature().data()[weights.feature().offset() + i];
                sum += full[i] * Math.abs(feature);
                gradient.feature().data()[gradient.feature().offset() + i] += full[i] * spatial * Math.signum(feature);
            }
            float sign = Math.signum(weights.spatial().data()[weights.spatial().offset() + p * padded + n]);
            gradient.spatial().data()[gradient.spatial().offset() + p * padded + n] = sum * sign;
        }
    }
}
