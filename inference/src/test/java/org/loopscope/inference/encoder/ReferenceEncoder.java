package org.loopscope.inference.encoder;

import java.util.Arrays;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.FitLoss;
import org.loopscope.stimulus.PictureSize;

/**
 * The same model written a second time, independently: double precision, the textbook's loops, no frames. It reads
 * weights in the order of {@link NetworkLayout}. Slow, for pictures of a few pixels.
 */
final class ReferenceEncoder {
    private final NetworkLayout layout;
    private final Regularization regularization;
    private final PictureSize pictures;
    private final FitLoss loss;

    ReferenceEncoder(EncoderSettings settings) {
        layout = new NetworkLayout(settings);
        regularization = settings.regularization();
        pictures = settings.pictureSize();
        loss = settings.objective().loss();
    }

    /** Loss and penalties of a batch of normalised pictures, with batch statistics. */
    double loss(double[] parameters, double[][] images, double[][] responses) {
        double[][] maps = images;
        PictureSize size = pictures;
        for (int l = 0; l < layout.layers.size(); l++) {
            maps = convolve(parameters, l, maps, size);
            size = outputSize(l);
            normalize(maps, layout.layers.get(l).outputChannels());
            activate(parameters, l, maps);
        }
        double[][] rates = new double[images.length][];
        for (int b = 0; b < images.length; b++) {
            rates[b] = Arrays.stream(drives(parameters, maps[b]))
                    .map(drive -> Math.log1p(Math.exp(drive)))
                    .toArray();
        }
        double total = penalties(parameters);
        for (int n = 0; n < layout.readout.neurons(); n++) {
            total += ofNeuron(n, rates, responses);
        }
        return total;
    }

    private double ofNeuron(int n, double[][] rates, double[][] responses) {
        double sum = 0;
        double[] means = new double[2];
        for (int b = 0; b < rates.length; b++) {
            double rate = rates[b][n];
            double response = responses[b][n];
            means[0] += rate / rates.length;
            means[1] += response / rates.length;
            sum += switch (loss) {
                case POISSON -> (rate - response * Math.log(rate + 1e-5)) / rates.length;
                case SQUARED_ERROR -> 0.5 * (rate - response) * (rate - response) / rates.length;
                case CORRELATION -> 0;
            };
        }
        if (loss != FitLoss.CORRELATION) {
            return sum;
        }
        double[] squares = {1e-3, 1e-3};
        for (int b = 0; b < rates.length; b++) {
            double rate = rates[b][n] - means[0];
            double response = responses[b][n] - means[1];
            squares[0] += rate * rate;
            squares[1] += response * response;
            sum += rate * response;
        }
        return 1 - sum / Math.sqrt(squares[0] * squares[1]);
    }

    /** Drives of one normalised picture, with given running moments (layer by layer mean and variance). */
    double[] drives(double[] parameters, double[] running, double[] image) {
        double[][] maps = {image};
        PictureSize size = pictures;
        for (int l = 0; l < layout.layers.size(); l++) {
            maps = convolve(parameters, l, maps, size);
            size = outputSize(l);
            int channels = layout.layers.get(l).outputChannels();
            for (int i = 0; i < maps[0].length; i++) {
                double mean = running[layout.runningOffset(l) + i % channels];
                double variance = running[layout.runningOffset(l) + channels + i % channels];
                maps[0][i] = (maps[0][i] - mean) / Math.sqrt(variance + 1e-3);
            }
            activate(parameters, l, maps);
        }
        return drives(parameters, maps[0]);
    }

    private PictureSize outputSize(int layer) {
        ConvolutionShape s = layout.layers.get(layer);
        return new PictureSize(s.outputWidthPx(), s.outputHeightPx());
    }

    private double[][] convolve(double[] parameters, int layer, double[][] maps, PictureSize size) {
        ConvolutionShape s = layout.layers.get(layer);
        PictureSize output = outputSize(layer);
        double[][] results = new double[maps.length][s.outputFloats()];
        for (int b = 0; b < maps.length; b++) {
            for (int pixel = 0; pixel < output.pixels(); pixel++) {
                for (int k = 0; k < s.kernelPx() * s.kernelPx(); k++) {
                    int fromY = Math.floorDiv(pixel, output.widthPx()) + k / s.kernelPx() - s.haloPx();
                    int fromX = pixel % output.widthPx() + k % s.kernelPx() - s.haloPx();
                    if (fromX < 0 || fromX >= size.widthPx() || fromY < 0 || fromY >= size.heightPx()) {
                        continue;
                    }
                    for (int in = 0; in < s.inputChannels(); in++) {
                        double from = maps[b][(fromY * size.widthPx() + fromX) * s.inputChannels() + in];
                        int kernel = kernelAt(layer, k, in);
                        for (int out = 0; out < s.outputChannels(); out++) {
                            results[b][pixel * s.outputChannels() + out] += parameters[kernel + out] * from;
                        }
                    }
                }
            }
        }
        return results;
    }

    /** Where the weights of a tap to all output channels begin. */
    private int kernelAt(int layer, int tap, int in) {
        ConvolutionShape s = layout.layers.get(layer);
        return layout.kernelOffset(layer) + (tap * s.inputChannels() + in) * s.outputChannels();
    }

    private double kernel(double[] parameters, int layer, int tap, int in, int out) {
        return parameters[kernelAt(layer, tap, in) + out];
    }

    private static void normalize(double[][] maps, int channels) {
        int rows = maps.length * maps[0].length / channels;
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double squares = 0;
            for (double[] map : maps) {
                for (int i = c; i < map.length; i += channels) {
                    sum += map[i];
                    squares += map[i] * map[i];
                }
            }
            double mean = sum / rows;
            double sd = Math.sqrt(squares / rows - mean * mean + 1e-3);
            for (double[] map : maps) {
                for (int i = c; i < map.length; i += channels) {
                    map[i] = (map[i] - mean) / sd;
                }
            }
        }
    }

    private void activate(double[] parameters, int layer, double[][] maps) {
        int channels = layout.layers.get(layer).outputChannels();
        for (double[] map : maps) {
            for (int i = 0; i < map.length; i++) {
                double z = map[i] + parameters[layout.shiftOffset(layer) + i % channels];
                map[i] = layer + 1 < layout.layers.size() ? Math.log1p(Math.exp(z)) : z;
            }
        }
    }

    private double[] drives(double[] parameters, double[] map) {
        int padded = layout.readout.paddedNeurons();
        double[] drives = new double[layout.readout.neurons()];
        for (int n = 0; n < drives.length; n++) {
            drives[n] = parameters[layout.biasOffset() + n];
            for (int i = 0; i < map.length; i++) {
                int pixel = i / layout.readout.channels();
                int channel = i % layout.readout.channels();
                drives[n] += map[i]
                        * Math.abs(parameters[layout.spatialOffset() + pixel * padded + n])
                        * Math.abs(parameters[layout.featureOffset() + channel * padded + n]);
            }
        }
        return drives;
    }

    private double penalties(double[] parameters) {
        double sum = regularization.smoothness() * roughness(parameters);
        for (int l = 1; l < layout.layers.size(); l++) {
            ConvolutionShape s = layout.layers.get(l);
            for (int pair = 0; pair < s.inputChannels() * s.outputChannels(); pair++) {
                double energy = 1e-12;
                for (int k = 0; k < s.kernelPx() * s.kernelPx(); k++) {
                    energy += Math.pow(kernel(parameters, l, k, pair % s.inputChannels(), pair / s.inputChannels()), 2);
                }
                sum += regularization.groupSparsity() * Math.sqrt(energy);
            }
        }
        int padded = layout.readout.paddedNeurons();
        for (int n = 0; n < layout.readout.neurons(); n++) {
            double spatial = 0;
            double feature = 0;
            for (int p = 0; p < layout.readout.pixels(); p++) {
                spatial += Math.abs(parameters[layout.spatialOffset() + p * padded + n]);
            }
            for (int c = 0; c < layout.readout.channels(); c++) {
                feature += Math.abs(parameters[layout.featureOffset() + c * padded + n]);
            }
            sum += regularization.readoutSparsity() * spatial * feature;
        }
        return sum;
    }

    private double roughness(double[] parameters) {
        double[][] laplacian = {{0.25, 0.5, 0.25}, {0.5, -3, 0.5}, {0.25, 0.5, 0.25}};
        int side = layout.layers.getFirst().kernelPx();
        double sum = 0;
        for (int out = 0; out < layout.layers.getFirst().outputChannels(); out++) {
            double rough = 0;
            double energy = 1e-12;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    double filtered = 0;
                    for (int k = 0; k < 9; k++) {
                        int fromY = y + k / 3 - 1;
                        int fromX = x + k % 3 - 1;
                        if (fromX >= 0 && fromX < side && fromY >= 0 && fromY < side) {
                            filtered += laplacian[k / 3][k % 3] * kernel(parameters, 0, fromY * side + fromX, 0, out);
                        }
                    }
                    rough += filtered * filtered;
                    energy += Math.pow(kernel(parameters, 0, y * side + x, 0, out), 2);
                }
            }
            sum += rough / energy;
        }
        return sum;
    }
}
