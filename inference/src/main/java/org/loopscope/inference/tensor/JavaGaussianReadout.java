package org.loopscope.inference.tensor;

/** The Gaussian readout in plain Java. */
final class JavaGaussianReadout {
    private static final int AXES = GaussianReadoutShape.AXES;

    private final GaussianReadoutShape shape;
    private final HostTensor feature;
    private final HostTensor mean;
    private final HostTensor spread;
    private final HostTensor bias;
    private final int padded;
    private final int channels;

    JavaGaussianReadout(GaussianReadoutShape shape, GaussianReadoutWeights weights) {
        this.shape = shape;
        feature = HostTensor.of(weights.feature());
        mean = HostTensor.of(weights.mean());
        spread = HostTensor.of(weights.spread());
        bias = HostTensor.of(weights.bias());
        padded = shape.paddedNeurons();
        channels = shape.map().channels();
    }

    private MapPoint point(HostTensor positions, int b, int n) {
        int at = positions.offset() + b * shape.positionFloats() + n;
        return MapPoint.at(shape.map(), positions.data()[at], positions.data()[at + padded]);
    }

    private float weight(int c, int n) {
        return feature.data()[feature.offset() + c * padded + n];
    }

    /** Where a picture's maps begin. */
    private int maps(HostTensor maps, int b) {
        return maps.offset() + b * shape.map().floats();
    }

    private void limitMeans() {
        for (int i = mean.offset(); i < mean.offset() + AXES * padded; i++) {
            mean.data()[i] = Math.clamp(mean.data()[i], -1f, 1f);
        }
    }

    void positions(int batch, HostTensor noise, HostTensor positions) {
        limitMeans();
        for (int b = 0; b < batch; b++) {
            for (int i = 0; i < AXES * padded; i++) {
                int axis = i / padded;
                int n = i % padded;
                float position = mean.data()[mean.offset() + i];
                for (int k = 0; k < AXES; k++) {
                    position += spread.data()[spread.offset() + (axis * AXES + k) * padded + n]
                            * noise.data()[noise.offset() + b * AXES * padded + k * padded + n];
                }
                positions.data()[positions.offset() + b * AXES * padded + i] = position;
            }
        }
    }

    void readout(int batch, HostTensor maps, GaussianSample sample, HostTensor drives, HostTensor rates) {
        HostTensor sampled = HostTensor.of(sample.sampled());
        for (int b = 0; b < batch; b++) {
            for (int n = 0; n < padded; n++) {
                MapPoint point = point(HostTensor.of(sample.positions()), b, n);
                float[] shares = point.shares();
                int[] pixels = point.pixels();
                int to = sampled.offset() + (b * padded + n) * channels;
                float drive = bias.data()[bias.offset() + n];
                for (int c = 0; c < channels; c++) {
                    float seen = 0;
                    for (int k = 0; k < pixels.length; k++) {
                        seen += shares[k] * maps.data()[maps(maps, b) + pixels[k] * channels + c];
                    }
                    sampled.data()[to + c] = seen;
                    drive += weight(c, n) * seen;
                }
                drives.data()[drives.offset() + b * padded + n] = drive;
                rates.data()[rates.offset() + b * padded + n] = JavaNormalization.softplus(drive);
            }
        }
    }

    void mapGradient(int batch, HostTensor driveGradient, HostTensor positions, HostTensor mapGradient) {
        mapGradient.fill(batch * shape.map().floats(), 0f);
        for (int b = 0; b < batch; b++) {
            for (int n = 0; n < shape.neurons(); n++) {
                float g = driveGradient.data()[driveGradient.offset() + b * padded + n];
                MapPoint point = point(positions, b, n);
                float[] shares = point.shares();
                int[] pixels = point.pixels();
                for (int k = 0; k < pixels.length; k++) {
                    for (int c = 0; c < channels; c++) {
                        mapGradient.data()[maps(mapGradient, b) + pixels[k] * channels + c] +=
                                g * shares[k] * weight(c, n);
                    }
                }
            }
        }
    }

    void weightGradient(
            int batch,
            HostTensor maps,
            HostTensor noise,
            GaussianSample sample,
            HostTensor driveGradient,
            GaussianReadoutWeights gradient) {
        HostTensor sampled = HostTensor.of(sample.sampled());
        HostTensor byFeature = HostTensor.of(gradient.feature());
        HostTensor byMean = HostTensor.of(gradient.mean());
        HostTensor bySpread = HostTensor.of(gradient.spread());
        HostTensor byBias = HostTensor.of(gradient.bias());
        byFeature.fill(channels * padded, 0f);
        byMean.fill(AXES * padded, 0f);
        bySpread.fill(AXES * AXES * padded, 0f);
        byBias.fill(padded, 0f);
        for (int b = 0; b < batch; b++) {
            for (int n = 0; n < padded; n++) {
                float g = driveGradient.data()[driveGradient.offset() + b * padded + n];
                byBias.data()[byBias.offset() + n] += g;
                for (int c = 0; c < channels; c++) {
                    byFeature.data()[byFeature.offset() + c * padded + n] +=
                            g * sampled.data()[sampled.offset() + (b * padded + n) * channels + c];
                }
                float[] slopes = slopes(maps, b, n, point(HostTensor.of(sample.positions()), b, n));
                for (int axis = 0; axis < AXES; axis++) {
                    byMean.data()[byMean.offset() + axis * padded + n] += g * slopes[axis];
                    for (int k = 0; k < AXES; k++) {
                        bySpread.data()[bySpread.offset() + (axis * AXES + k) * padded + n] +=
                                g * slopes[axis] * noise.data()[noise.offset() + (b * AXES + k) * padded + n];
                    }
                }
            }
        }
    }

    /** The drive's derivatives by the position. */
    private float[] slopes(HostTensor maps, int b, int n, MapPoint point) {
        int[] pixels = point.pixels();
        float alongX = 0;
        float alongY = 0;
        for (int c = 0; c < channels; c++) {
            float[] values = new float[pixels.length];
            for (int k = 0; k < values.length; k++) {
                values[k] = maps.data()[maps(maps, b) + pixels[k] * channels + c];
            }
            alongX += weight(c, n)
                    * ((1 - point.alongY()) * (values[1] - values[0]) + point.alongY() * (values[3] - values[2]));
            alongY += weight(c, n)
                    * ((1 - point.alongX()) * (values[2] - values[0]) + point.alongX() * (values[3] - values[1]));
        }
        return new float[] {alongX * point.slopeX(), alongY * point.slopeY()};
    }
}
