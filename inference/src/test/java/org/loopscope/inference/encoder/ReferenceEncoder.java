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
    private final int neurons;
    private final ReferenceReadout readout;

    ReferenceEncoder(EncoderSettings settings) {
        layout = new NetworkLayout(settings);
        regularization = settings.regularization();
        pictures = settings.pictureSize();
        loss = settings.objective().loss();
        neurons = settings.neurons();
        readout = ReferenceReadout.of(settings, layout.readoutOffset());
    }

    /** Loss and penalties of a batch of normalised pictures at a step, with batch statistics. */
    double loss(double[] parameters, int step, double[][] images, double[][] responses) {
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
            rates[b] = Arrays.stream(readout.drives(parameters, maps[b], step, b))
                    .map(drive -> Math.log1p(Math.exp(drive)))
                    .toArray();
        }
        double total = penalties(parameters);
        for (int n = 0; n < neurons; n++) {
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
        return readout.drives(parameters, maps[0]);
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
                        for (int out = 0; out < s.outputChannels(); out++) {
                            results[b][pixel * s.outputChannels() + out] +=
                                    kernel(parameters, layer, k, in, out) * from;
                        }
                    }
                }
            }
        }
        return results;
    }

    private double kernel(double[] parameters, int layer, int tap, int in, int out) {
        ConvolutionShape s = layout.layers.get(layer);
        int at = layout.kernelOffset(layer) + tap * s.inputChannels() + in;
        return layout.separable(layer)
                ? parameters[at] * parameters[layout.pointwise(layer, in, out)]
                : parameters[layout.kernelOffset(layer) + (tap * s.inputChannels() + in) * s.outputChannels() + out];
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

    private double penalties(double[] parameters) {
        double sum = readout.penalty(parameters);
        if (!layout.layers.isEmpty()) {
            sum += regularization.smoothness() * roughness(parameters);
        }
        for (int l = 1; l < layout.layers.size() && !layout.separable(l); l++) {
            ConvolutionShape s = layout.layers.get(l);
            for (int pair = 0; pair < s.inputChannels() * s.outputChannels(); pair++) {
                int in = pair % s.inputChannels();
                int out = pair / s.inputChannels();
                double energy = 1e-12;
                for (int k = 0; k < s.kernelPx() * s.kernelPx(); k++) {
                    energy += Math.pow(kernel(parameters, l, k, in, out), 2);
                }
                sum += regularization.groupSparsity() * Math.sqrt(energy);
            }
        }
        return sum;
    }

    private double roughness(double[] parameters) {
        ConvolutionShape s = layout.layers.getFirst();
        double sum = 0;
        for (int out = 0; out < s.outputChannels(); out++) {
            double[] kernel = new double[s.kernelPx() * s.kernelPx()];
            for (int tap = 0; tap < kernel.length; tap++) {
                kernel[tap] = kernel(parameters, 0, tap, 0, out);
            }
            sum += roughness(kernel, s.kernelPx());
        }
        return sum;
    }

    /** Energy of a filter's Laplacian over its own. */
    static double roughness(double[] filter, int widthPx) {
        double[][] laplacian = {{0.25, 0.5, 0.25}, {0.5, -3, 0.5}, {0.25, 0.5, 0.25}};
        int heightPx = filter.length / widthPx;
        double rough = 0;
        double energy = 1e-12;
        for (int tap = 0; tap < filter.length; tap++) {
            double filtered = 0;
            for (int k = 0; k < 9; k++) {
                int fromY = tap / widthPx + k / 3 - 1;
                int fromX = tap % widthPx + k % 3 - 1;
                if (fromX >= 0 && fromX < widthPx && fromY >= 0 && fromY < heightPx) {
                    filtered += laplacian[k / 3][k % 3] * filter[fromY * widthPx + fromX];
                }
            }
            rough += filtered * filtered;
            energy += filter[tap] * filter[tap];
        }
        return rough / energy;
    }
}
