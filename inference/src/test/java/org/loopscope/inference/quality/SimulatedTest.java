package org.loopscope.inference.quality;

import java.util.Random;

/**
 * Held-out pictures answered by made-up neurons of known signal and noise, and a model that is right about each neuron
 * to a known degree. Pictures drive groups of neurons together, and part of the noise is common to all in a presentation.
 */
final class SimulatedTest {
    private static final int COMMON_CAUSES = 10;
    private static final double COMMON_NOISE = 0.1;

    final int neurons;
    /** Share of a single presentation's variance that is signal. */
    final double[] reliability;
    /** Correlation of the model's predictions with the true mean responses. */
    final double[] agreement;

    private final double[][] causes;

    SimulatedTest(Random random, int neurons, double leastReliability, double mostReliability) {
        this.neurons = neurons;
        reliability = new double[neurons];
        agreement = new double[neurons];
        causes = new double[neurons][COMMON_CAUSES];
        for (int n = 0; n < neurons; n++) {
            reliability[n] = leastReliability + (mostReliability - leastReliability) * random.nextDouble();
            agreement[n] = 0.2 + 0.7 * random.nextDouble();
            double squares = 0;
            for (int k = 0; k < COMMON_CAUSES; k++) {
                causes[n][k] = random.nextGaussian();
                squares += causes[n][k] * causes[n][k];
            }
            for (int k = 0; k < COMMON_CAUSES; k++) {
                causes[n][k] /= Math.sqrt(squares);
            }
        }
    }

    /** One experiment: fresh pictures, fresh repeats. */
    record Shown(RepeatedResponses responses, HeldOutPredictions predictions, HeldOutPredictions weaker) {}

    Shown show(Random random, int pictures, int repeats) {
        RepeatedResponses responses = new RepeatedResponses(pictures, neurons);
        int[] numbers = new int[pictures];
        float[] predicted = new float[pictures * neurons];
        float[] weaker = new float[pictures * neurons];
        for (int picture = 0; picture < pictures; picture++) {
            numbers[picture] = picture;
            double[] signal = new double[neurons];
            double[] cause = gaussian(random, COMMON_CAUSES);
            for (int n = 0; n < neurons; n++) {
                for (int k = 0; k < COMMON_CAUSES; k++) {
                    signal[n] += causes[n][k] * cause[k];
                }
                double error = Math.sqrt(1 - agreement[n] * agreement[n]);
                double scaled = agreement[n] * signal[n] + error * random.nextGaussian();
                predicted[picture * neurons + n] = (float) (5 + agreement[n] * scaled);
                weaker[picture * neurons + n] = (float) (5 + agreement[n] * (scaled + random.nextGaussian()));
            }
            for (int repeat = 0; repeat < repeats; repeat++) {
                responses.add(picture, response(random, signal));
            }
        }
        return new Shown(
                responses, new HeldOutPredictions(numbers, predicted), new HeldOutPredictions(numbers, weaker));
    }

    /** Noise grows with the response, as that of spike counts and of calcium signals does. */
    private float[] response(Random random, double[] signal) {
        float[] rates = new float[neurons];
        double common = random.nextGaussian();
        for (int n = 0; n < neurons; n++) {
            double noise = Math.sqrt(1 - COMMON_NOISE) * random.nextGaussian() + Math.sqrt(COMMON_NOISE) * common;
            double variance = (1 - reliability[n]) / reliability[n] * Math.exp(0.6 * signal[n] - 0.18);
            rates[n] = (float) (5 + signal[n] + Math.sqrt(variance) * noise);
        }
        return rates;
    }

    /** What endless pictures would show. The weaker model's agreement is less by the root of 2. */
    double truth(QualityFigure figure, int neuron, int repeats) {
        double single = reliability[neuron];
        double mean = repeats * single / (1 + (repeats - 1) * single);
        double r = agreement[neuron];
        return switch (figure) {
            case SINGLE_TRIAL_CORRELATION -> r * Math.sqrt(single);
            case SINGLE_TRIAL_CEILING -> Math.sqrt(single);
            case CORRELATION_TO_MEAN -> r * Math.sqrt(mean);
            case CEILING_TO_MEAN -> Math.sqrt(mean);
            case NORMALIZED_CORRELATION -> r;
            case R2_ER, FEVE -> r * r;
        };
    }

    private static double[] gaussian(Random random, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
