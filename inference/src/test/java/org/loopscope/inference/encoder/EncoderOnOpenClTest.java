package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.opencl.OpenClBackend;
import org.loopscope.inference.opencl.OpenClUnavailable;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.stimulus.PictureSize;

/** The whole model on an OpenCL device; skipped with one line where there is none. */
class EncoderOnOpenClTest {
    private static OpenClBackend device() {
        try {
            return OpenClBackend.open();
        } catch (OpenClUnavailable none) {
            return Assumptions.abort("skipped, " + none.getMessage());
        }
    }

    private static List<EncoderSettings> ofEveryKind() {
        return EncoderScenario.ofEveryKind();
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void shouldGiveTheSameBitsWhenTrainedTwice(EncoderSettings settings) {
        try (NetworkModel one = EncoderScenario.trained(settings, device(), 12, 10);
                NetworkModel two = EncoderScenario.trained(settings, device(), 12, 10)) {
            assertArrayEquals(one.parameters(), two.parameters(), 0f);
        }
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void shouldGoOnToTheBitWhenRestored(EncoderSettings settings) {
        try (NetworkModel one = EncoderScenario.trained(settings, device(), 12, 7);
                NetworkModel two = EncoderScenario.trained(settings, device(), 12, 2)) {
            two.restore(one.parameters());
            assertEquals(one.train(5, 1e-3f), two.train(5, 1e-3f), 0f);
            assertArrayEquals(one.parameters(), two.parameters(), 0f);
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "15, 9", "7, 10"})
    void shouldAgreeWithPlainJavaWhenInTheSameState(int widthPx, int heightPx) {
        checkAgainstJava(EncoderScenario.small(Padding.SAME, new PictureSize(widthPx, heightPx)));
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void shouldAgreeWithPlainJavaWhateverTheCoreAndTheReadout(EncoderSettings settings) {
        checkAgainstJava(settings);
    }

    /** One step apart the two round differently; what is compared is one pass from the same state. */
    private static void checkAgainstJava(EncoderSettings settings) {
        try (NetworkModel java = EncoderScenario.trained(settings, new JavaBackend(), 12, 7);
                NetworkModel device = EncoderScenario.trained(settings, device(), 12, 0)) {
            EncoderScenario.randomizeWeights(java, 3);
            device.restore(java.parameters());
            float[] expected = new float[java.memory().weightCount()];
            float[] found = new float[expected.length];
            float loss = java.lossGradient(expected);
            assertEquals(loss, device.lossGradient(found), 1e-5f * Math.abs(loss));
            assertClose(expected, found, 2e-5);

            int pictures = 3;
            int pixels = settings.pictureSize().pixels();
            Random random = new Random(4);
            float[] images = new float[pictures * pixels];
            float[] weights = new float[pictures * settings.neurons()];
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) random.nextGaussian();
            }
            device.restore(java.parameters());
            float[][] rates = new float[2][weights.length];
            float[][] gradients = new float[2][images.length];
            java.inputGradient(images, pictures, weights, rates[0], gradients[0]);
            device.inputGradient(images, pictures, weights, rates[1], gradients[1]);
            assertClose(rates[0], rates[1], 1e-5);
            assertClose(gradients[0], gradients[1], 1e-5);
        }
    }

    private static void assertClose(float[] expected, float[] found, double tolerance) {
        double largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], tolerance * largest, "value " + i);
        }
    }

    @Test
    void shouldStillThrowOnIntegerDivisionByZeroWhenAContextHasBeenMade() {
        try (OpenClBackend backend = device()) {
            backend.allocate(16);
            int divisor = Integer.parseInt("0");
            for (int i = 0; i < 1000; i++) {
                int dividend = i;
                assertThrows(ArithmeticException.class, () -> fail("1 / 0 gave " + dividend / divisor));
            }
        }
    }
}
