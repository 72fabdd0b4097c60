package org.loopscope.inference.encoder;

import org.loopscope.inference.architecture.PositionNoise;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.tensor.GaussianReadoutShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;

/** The readouts written a second time, for {@link ReferenceEncoder}: double precision, the textbook's loops. */
abstract class ReferenceReadout {
    final MapShape features;
    final int neurons;
    final int padded;
    final Regularization regularization;
    private final int at;

    private ReferenceReadout(EncoderSettings settings, int at) {
        features = settings.core().features(settings.pictureSize());
        neurons = settings.neurons();
        padded = TensorBackend.padded(neurons);
        regularization = settings.regularization();
        this.at = at;
    }

    /** @param at where among all weights the readout's begin */
    static ReferenceReadout of(EncoderSettings settings, int at) {
        return switch (settings.readout()) {
            case FACTORIZED -> new Factorized(settings, at);
            case GAUSSIAN -> new Gaussian(settings, at);
            case FILTER -> new Filter(settings, at);
        };
    }

    /** Of one picture's features, {@code [pixel][channel]}, when nothing is learnt from it. */
    abstract double[] drives(double[] parameters, double[] map);

    /** The same when it is one of a batch that is learnt from at a step. */
    double[] drives(double[] parameters, double[] map, int step, int item) {
        return drives(parameters, map);
    }

    abstract double penalty(double[] parameters);

    /** A weight, of rows of padded neurons. */
    final double weight(double[] parameters, int row, int neuron) {
        return parameters[at + row * padded + neuron];
    }

    final double norm(double[] parameters, int firstRow, int rows, int neuron) {
        double sum = 0;
        for (int row = firstRow; row < firstRow + rows; row++) {
            sum += Math.abs(weight(parameters, row, neuron));
        }
        return sum;
    }

    private static final class Factorized extends ReferenceReadout {
        Factorized(EncoderSettings settings, int at) {
            super(settings, at);
        }

        @Override
        double[] drives(double[] parameters, double[] map) {
            double[] drives = new double[neurons];
            for (int n = 0; n < neurons; n++) {
                drives[n] = weight(parameters, features.pixels() + features.channels(), n);
                for (int i = 0; i < map.length; i++) {
                    drives[n] += map[i]
                            * Math.abs(weight(parameters, i / features.channels(), n))
                            * Math.abs(weight(parameters, features.pixels() + i % features.channels(), n));
                }
            }
            return drives;
        }

        @Override
        double penalty(double[] parameters) {
            double sum = 0;
            for (int n = 0; n < neurons; n++) {
                sum += regularization.readoutSparsity()
                        * norm(parameters, 0, features.pixels(), n)
                        * norm(parameters, features.pixels(), features.channels(), n);
            }
            return sum;
        }
    }

    private static final class Gaussian extends ReferenceReadout {
        private final PositionNoise noise;

        Gaussian(EncoderSettings settings, int at) {
            super(settings, at);
            noise = new PositionNoise(settings.seed(), new GaussianReadoutShape(features, neurons));
        }

        @Override
        double[] drives(double[] parameters, double[] map) {
            return looking(parameters, map, new float[2 * padded], 0);
        }

        @Override
        double[] drives(double[] parameters, double[] map, int step, int item) {
            return looking(parameters, map, noise.of(step, item + 1), item * 2 * padded);
        }

        private double[] looking(double[] parameters, double[] map, float[] normal, int normalAt) {
            double[] drives = new double[neurons];
            int channels = features.channels();
            for (int n = 0; n < neurons; n++) {
                double[] xy = new double[2];
                for (int axis = 0; axis < 2; axis++) {
                    xy[axis] = weight(parameters, channels + axis, n)
                            + weight(parameters, channels + 2 + 2 * axis, n) * normal[normalAt + n]
                            + weight(parameters, channels + 3 + 2 * axis, n) * normal[normalAt + padded + n];
                    int side = axis == 0 ? features.widthPx() : features.heightPx();
                    xy[axis] = (Math.clamp(xy[axis], -1, 1) + 1) / 2 * (side - 1);
                }
                drives[n] = weight(parameters, channels + 6, n);
                for (int i = 0; i < map.length; i++) {
                    // Each pixel's share falls linearly to nothing at its neighbours.
                    int column = i / channels % features.widthPx();
                    int row = i / channels / features.widthPx();
                    double dx = Math.abs(column - xy[0]);
                    double dy = Math.abs(row - xy[1]);
                    drives[n] +=
                            Math.max(0, 1 - dx) * Math.max(0, 1 - dy) * weight(parameters, i % channels, n) * map[i];
                }
            }
            return drives;
        }

        @Override
        double penalty(double[] parameters) {
            double sum = 0;
            for (int n = 0; n < neurons; n++) {
                sum += regularization.readoutSparsity() * norm(parameters, 0, features.channels(), n);
            }
            return sum;
        }
    }

    private static final class Filter extends ReferenceReadout {
        private final int widthPx;
        private final int pixels;

        Filter(EncoderSettings settings, int at) {
            super(settings, at);
            widthPx = settings.pictureSize().widthPx();
            pixels = settings.pictureSize().pixels();
        }

        /** The map is the picture, whose rows of weights are padded too. */
        @Override
        double[] drives(double[] parameters, double[] map) {
            double[] drives = new double[neurons];
            for (int n = 0; n < neurons; n++) {
                drives[n] = weight(parameters, TensorBackend.padded(pixels), n);
                for (int p = 0; p < pixels; p++) {
                    drives[n] += map[p] * weight(parameters, p, n);
                }
            }
            return drives;
        }

        @Override
        double penalty(double[] parameters) {
            double sum = 0;
            for (int n = 0; n < neurons; n++) {
                double[] filter = new double[pixels];
                for (int p = 0; p < pixels; p++) {
                    filter[p] = weight(parameters, p, n);
                }
                sum += regularization.smoothness() * ReferenceEncoder.roughness(filter, widthPx);
                sum += regularization.readoutSparsity() * norm(parameters, 0, pixels, n);
            }
            return sum;
        }
    }
}
