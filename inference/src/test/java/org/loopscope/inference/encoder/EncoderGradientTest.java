package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.objective.CorrelationLoss;
import org.loopscope.inference.objective.Objective;
import org.loopscope.inference.objective.SquaredErrorLoss;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** Loss and gradients against finite differences of an independent model in double precision. */
class EncoderGradientTest {
    private static final double STEP = 1e-5;

    /** That the model has taken before its gradient is asked for. */
    private static final int STEPS = 3;

    /** Single precision through three layers: relative to the largest entry of the gradient. */
    private static final double TOLERANCE = 2e-4;

    @ParameterizedTest
    @CsvSource({"VALID, 7, 7", "SAME, 7, 7", "VALID, 9, 7", "SAME, 7, 10"})
    void shouldAgreeWithFiniteDifferencesOfTheLossWhenInTraining(Padding firstPadding, int widthPx, int heightPx) {
        checkLossGradient(EncoderScenario.small(firstPadding, new PictureSize(widthPx, heightPx)));
    }

    @Test
    void shouldAgreeWithFiniteDifferencesWhateverTheCoreAndTheReadout() {
        EncoderScenario.ofEveryKind().forEach(EncoderGradientTest::checkLossGradient);
    }

    @Test
    void shouldAgreeWithFiniteDifferencesOfEveryOtherLoss() {
        for (Objective objective : List.of(new SquaredErrorLoss(), new CorrelationLoss())) {
            checkLossGradient(EncoderScenario.small(Padding.VALID).withObjective(objective));
        }
    }

    private static void checkLossGradient(EncoderSettings settings) {
        try (NetworkModel encoder = EncoderScenario.trained(settings, new JavaBackend(), 4, STEPS)) {
            EncoderScenario.randomizeWeights(encoder, 8);
            float[] gradient = new float[encoder.memory().weightCount()];
            double[] parameters = weights(encoder);
            float loss = encoder.lossGradient(gradient);
            ReferenceEncoder reference = new ReferenceEncoder(settings);
            double[][] images = new double[EncoderScenario.BATCH][];
            double[][] responses = new double[EncoderScenario.BATCH][];
            Random random = new Random(5);
            int[] chosen = new int[EncoderScenario.BATCH];
            new BatchSampler(settings.seed()).draw(STEPS, EncoderScenario.BATCH, chosen);
            int[] place = new int[EncoderScenario.BATCH];
            for (int i = 0; i < place.length; i++) {
                place[chosen[i]] = i;
            }
            for (int at : place) {
                images[at] = normalized(EncoderScenario.image(random, settings), settings);
                responses[at] = doubles(EncoderScenario.response(random, settings));
            }
            assertEquals(reference.loss(parameters, STEPS, images, responses), loss, 1e-4 * Math.abs(loss));
            double largest = largest(gradient);
            int readoutAt = new NetworkLayout(settings).readoutOffset();
            int lastRows = parameters.length - 7 * TensorBackend.LANES;
            for (int i = 0; i < parameters.length; i += i < readoutAt ? 97 : i < lastRows ? 23 : 5) {
                double up = shifted(parameters, i, STEP, p -> reference.loss(p, STEPS, images, responses));
                double down = shifted(parameters, i, -STEP, p -> reference.loss(p, STEPS, images, responses));
                assertEquals((up - down) / (2 * STEP), gradient[i], TOLERANCE * largest, "parameter " + i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "10, 7"})
    void shouldAgreeWithFiniteDifferencesOfTheDriveWhenAskedForTheInputGradient(int widthPx, int heightPx) {
        checkInputGradient(EncoderScenario.small(Padding.SAME, new PictureSize(widthPx, heightPx)));
    }

    @Test
    void shouldDoSoWhateverTheCoreAndTheReadout() {
        EncoderScenario.ofEveryKind().forEach(EncoderGradientTest::checkInputGradient);
    }

    private static void checkInputGradient(EncoderSettings settings) {
        try (NetworkModel encoder = EncoderScenario.trained(settings, new JavaBackend(), 12, 5)) {
            EncoderScenario.randomizeWeights(encoder, 9);
            ReferenceEncoder reference = new ReferenceEncoder(settings);
            double[] parameters = weights(encoder);
            double[] running = running(encoder);
            int count = 3;
            int pixels = settings.pictureSize().pixels();
            Random random = new Random(6);
            float[] images = new float[count * pixels];
            float[] weights = new float[count * EncoderScenario.NEURONS];
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) (0.4 * random.nextGaussian());
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) random.nextGaussian();
            }
            float[] rates = new float[count * EncoderScenario.NEURONS];
            float[] gradient = new float[count * pixels];
            encoder.inputGradient(images, count, weights, rates, gradient);
            double largest = largest(gradient);
            for (int i = 0; i < count; i++) {
                double[] image = new double[pixels];
                for (int p = 0; p < pixels; p++) {
                    image[p] = images[i * pixels + p];
                }
                int picture = i;
                ToDoubleFunction<double[]> weightedDrive = contrast -> {
                    double[] drives = reference.drives(parameters, running, normalized(contrast, settings));
                    double sum = 0;
                    for (int n = 0; n < drives.length; n++) {
                        sum += weights[picture * drives.length + n] * drives[n];
                    }
                    return sum;
                };
                for (int p = 0; p < pixels; p++) {
                    double up = shifted(image, p, STEP, weightedDrive);
                    double down = shifted(image, p, -STEP, weightedDrive);
                    assertEquals((up - down) / (2 * STEP), gradient[i * pixels + p], TOLERANCE * largest);
                }
                double[] drives = reference.drives(parameters, running, normalized(image, settings));
                for (int n = 0; n < drives.length; n++) {
                    assertEquals(Math.log1p(Math.exp(drives[n])), rates[i * drives.length + n], 1e-5);
                }
            }
        }
    }

    private static double shifted(double[] at, int index, double by, ToDoubleFunction<double[]> function) {
        double[] moved = at.clone();
        moved[index] += by;
        return function.applyAsDouble(moved);
    }

    private static double[] weights(NetworkModel encoder) {
        double[] all = doubles(encoder.parameters());
        return Arrays.copyOfRange(all, 2, 2 + encoder.memory().weightCount());
    }

    private static double[] running(NetworkModel encoder) {
        double[] all = doubles(encoder.parameters());
        return Arrays.copyOfRange(
                all,
                2 + 3 * encoder.memory().weightCount(),
                2 + encoder.memory().stateLength());
    }

    private static double[] normalized(float[] image, EncoderSettings settings) {
        return normalized(doubles(image), settings);
    }

    private static double[] normalized(double[] image, EncoderSettings settings) {
        double[] normalized = new double[image.length];
        for (int i = 0; i < image.length; i++) {
            normalized[i] =
                    (image[i] - settings.scale().mean()) / settings.scale().sd();
        }
        return normalized;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
