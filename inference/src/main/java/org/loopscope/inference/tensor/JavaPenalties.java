package org.loopscope.inference.tensor;

/** Regularisers and the optimiser in plain Java. */
final class JavaPenalties {
    private JavaPenalties() {}

    static void addSmoothness(
            MapShape s, float strength, HostTensor weights, HostTensor gradient, HostTensor penalties) {
        float[] kernel = new float[s.pixels()];
        for (int channel = 0; channel < s.channels(); channel++) {
            float energy = TensorBackend.NORM_EPSILON;
            for (int tap = 0; tap < kernel.length; tap++) {
                kernel[tap] = weights.data()[weights.offset() + tap * s.channels() + channel];
                energy += kernel[tap] * kernel[tap];
            }
            float[] curvature = laplacian(kernel, s.widthPx(), s.heightPx());
            float roughness = 0;
            for (float c : curvature) {
                roughness += c * c;
            }
            float ratio = roughness / energy;
            // The Laplacian is symmetric, so its transpose is itself.
            float[] twice = laplacian(curvature, s.widthPx(), s.heightPx());
            for (int tap = 0; tap < kernel.length; tap++) {
                gradient.data()[gradient.offset() + tap * s.channels() + channel] +=
                        2 * strength / energy * (twice[tap] - ratio * kernel[tap]);
            }
            penalties.data()[penalties.offset() + channel] = strength * ratio;
        }
    }

    /** Filtered with (1/4 1/2 1/4; 1/2 -3 1/2; 1/4 1/2 1/4), zeros beyond the border. */
    private static float[] laplacian(float[] kernel, int width, int height) {
        float[] result = new float[kernel.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float sum = -3f * kernel[y * width + x];
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        boolean inside = y + dy >= 0 && y + dy < height && x + dx >= 0 && x + dx < width;
                        if (inside && (dy != 0 || dx != 0)) {
                            sum += (dy == 0 || dx == 0 ? 0.5f : 0.25f) * kernel[(y + dy) * width + x + dx];
                        }
                    }
                }
                result[y * width + x] = sum;
            }
        }
        return result;
    }

    static void addSparsity(int rows, float strength, HostTensor weights, HostTensor gradient, HostTensor penalties) {
        int columns = penalties.length();
        for (int column = 0; column < columns; column++) {
            addSigns(weights, rows, columns, column, strength, gradient);
            penalties.data()[penalties.offset() + column] = strength * columnSum(weights, rows, columns, column);
        }
    }

    static void addGroupSparsity(
            ConvolutionShape s, float strength, HostTensor weights, HostTensor gradient, HostTensor penalties) {
        int taps = s.kernelPx() * s.kernelPx();
        int pairs = s.inputChannels() * s.outputChannels();
        for (int out = 0; out < s.outputChannels(); out++) {
            float penalty = 0;
            for (int in = 0; in < s.inputChannels(); in++) {
                int at = in * s.outputChannels() + out;
                float energy = TensorBackend.NORM_EPSILON;
                for (int tap = 0; tap < taps; tap++) {
                    float w = weights.data()[weights.offset() + tap * pairs + at];
                    energy += w * w;
                }
                float norm = (float) Math.sqrt(energy);
                penalty += norm;
                for (int tap = 0; tap < taps; tap++) {
                    gradient.data()[gradient.offset() + tap * pairs + at] +=
                            strength / norm * weights.data()[weights.offset() + tap * pairs + at];
                }
            }
            penalties.data()[penalties.offset() + out] = strength * penalty;
        }
    }

    static void addReadoutSparsity(
            ReadoutShape s,
            float strength,
            JavaReadout.Weights weights,
            JavaReadout.Weights gradient,
            HostTensor penalties) {
        int padded = s.paddedNeurons();
        for (int n = 0; n < padded; n++) {
            float spatial = columnSum(weights.spatial(), s.pixels(), padded, n);
            float feature = columnSum(weights.feature(), s.channels(), padded, n);
            addSigns(weights.spatial(), s.pixels(), padded, n, strength * feature, gradient.spatial());
            addSigns(weights.feature(), s.channels(), padded, n, strength * spatial, gradient.feature());
            penalties.data()[penalties.offset() + n] = strength * spatial * feature;
        }
    }

    private static float columnSum(HostTensor matrix, int rows, int columns, int column) {
        float sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += Math.abs(matrix.data()[matrix.offset() + row * columns + column]);
        }
        return sum;
    }

    private static void addSigns(HostTensor matrix, int rows, int columns, int column, float factor, HostTensor to) {
        for (int row = 0; row < rows; row++) {
            int i = row * columns + column;
            to.data()[to.offset() + i] += factor * Math.signum(matrix.data()[matrix.offset() + i]);
        }
    }

    static void adam(AdamStep step, HostTensor parameters, HostTensor gradient, HostTensor first, HostTensor second) {
        for (int i = 0; i < parameters.length(); i++) {
            float g = gradient.data()[gradient.offset() + i];
            float m = step.beta1() * first.data()[first.offset() + i] + (1 - step.beta1()) * g;
            float v = step.beta2() * second.data()[second.offset() + i] + (1 - step.beta2()) * g * g;
            first.data()[first.offset() + i] = m;
            second.data()[second.offset() + i] = v;
            parameters.data()[parameters.offset() + i] -=
                    step.stepSize() * m / ((float) Math.sqrt(v) * step.secondCorrection() + step.epsilon());
        }
    }
}
