package org.loopscope.inference.tensor;

/** The factorised readout in plain Java. */
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
            ReadoutShape s,
            int batch,
            HostTensor maps,
            Weights weights,
            HostTensor pooled,
            HostTensor drives,
            HostTensor rates) {
        int padded = s.paddedNeurons();
        float[] spatial = absolute(weights.spatial(), s.pixels() * padded);
        pooled.fill(batch * s.pooledFloats(), 0f);
        for (int b = 0; b < batch; b++) {
            int ofPicture = pooled.offset() + b * s.pooledFloats();
            for (int p = 0; p < s.pixels(); p++) {
                int from = maps.offset() + (b * s.pixels() + p) * s.channels();
                for (int c = 0; c < s.channels(); c++) {
                    add(pooled.data(), ofPicture + c * padded, spatial, p * padded, padded, maps.data()[from + c]);
                }
            }
            for (int n = 0; n < padded; n++) {
                float drive = weights.bias().data()[weights.bias().offset() + n];
                for (int c = 0; c < s.channels(); c++) {
                    drive += pooled.data()[ofPicture + c * padded + n] * weights.absFeature(c * padded + n);
                }
                drives.data()[drives.offset() + b * padded + n] = drive;
                rates.data()[rates.offset() + b * padded + n] = JavaNormalization.softplus(drive);
            }
        }
    }

    private static void add(float[] sums, int sumsAt, float[] w, int at, int n, float x) {
        for (int i = 0; i < n; i++) {
            sums[sumsAt + i] += x * w[at + i];
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
            ReadoutShape s,
            int batch,
            HostTensor maps,
            HostTensor pooled,
            HostTensor driveGradient,
            Weights weights,
            Weights gradient) {
        int padded = s.paddedNeurons();
        gradient.spatial().fill(s.pixels() * padded, 0f);
        gradient.feature().fill(s.channels() * padded, 0f);
        gradient.bias().fill(padded, 0f);
        float[] product = new float[s.channels() * padded];
        for (int b = 0; b < batch; b++) {
            int slope = driveGradient.offset() + b * padded;
            for (int i = 0; i < product.length; i++) {
                product[i] = driveGradient.data()[slope + i % padded] * weights.absFeature(i);
                gradient.feature().data()[gradient.feature().offset() + i] += driveGradient
                                .data()[slope + i % padded]
                        * pooled.data()[pooled.offset() + b * s.pooledFloats() + i];
            }
            for (int p = 0; p < s.pixels(); p++) {
                int from = maps.offset() + (b * s.pixels() + p) * s.channels();
                int to = gradient.spatial().offset() + p * padded;
                for (int c = 0; c < s.channels(); c++) {
                    add(gradient.spatial().data(), to, product, c * padded, padded, maps.data()[from + c]);
                }
            }
            add(gradient.bias().data(), gradient.bias().offset(), driveGradient.data(), slope, padded, 1f);
        }
        turnBySign(gradient.spatial(), weights.spatial(), s.pixels() * padded);
        turnBySign(gradient.feature(), weights.feature(), s.channels() * padded);
    }

    /** From the gradient by |w| to that by w. */
    private static void turnBySign(HostTensor gradient, HostTensor weights, int count) {
        for (int i = 0; i < count; i++) {
            gradient.data()[gradient.offset() + i] *= Math.signum(weights.data()[weights.offset() + i]);
        }
    }
}
