package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.stimulus.PictureSize;

class NetworkModelTest {
    private static final EncoderSettings SETTINGS = EncoderScenario.small(Padding.VALID);

    private static List<EncoderSettings> ofEveryKind() {
        return EncoderScenario.ofEveryKind();
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void shouldGiveTheSameBitsWhenTrainedTwice(EncoderSettings settings) {
        try (NetworkModel one = EncoderScenario.trained(settings, new JavaBackend(), 12, 10);
                NetworkModel two = EncoderScenario.trained(settings, new JavaBackend(), 12, 10)) {
            assertArrayEquals(one.parameters(), two.parameters(), 0f);
        }
    }

    @ParameterizedTest
    @MethodSource("ofEveryKind")
    void shouldGoOnToTheBitWhenRestored(EncoderSettings settings) {
        try (NetworkModel one = EncoderScenario.trained(settings, new JavaBackend(), 12, 7);
                NetworkModel two = EncoderScenario.trained(settings, new JavaBackend(), 12, 2)) {
            two.restore(one.parameters());
            assertEquals(one.train(5, 1e-3f), two.train(5, 1e-3f), 0f);
            assertArrayEquals(one.parameters(), two.parameters(), 0f);
            float[] image = EncoderScenario.image(new Random(1), settings);
            float[] ratesOne = new float[settings.neurons()];
            float[] ratesTwo = new float[settings.neurons()];
            one.predict(image, 1, ratesOne);
            two.predict(image, 1, ratesTwo);
            assertArrayEquals(ratesOne, ratesTwo, 0f);
        }
    }

    @Test
    void shouldTakeNoStepWhileTheSetIsSmallerThanABatch() {
        try (NetworkModel encoder = EncoderScenario.trained(SETTINGS, new JavaBackend(), 3, 0)) {
            float[] before = encoder.parameters();
            assertTrue(Float.isNaN(encoder.train(3, 1e-3f)));
            assertArrayEquals(before, encoder.parameters(), 0f);
            assertEquals(0, encoder.presentations(), "predictions rest on none");
        }
    }

    /** Responses that the pictures say nothing about: all that can be learnt of them is not so of others. */
    private static NetworkModel withHoldOut(int trained) {
        NetworkModel encoder = new NetworkModel(SETTINGS, new JavaBackend());
        Random random = new Random(31);
        for (int i = 0; i < trained; i++) {
            encoder.add(EncoderScenario.image(random, SETTINGS), EncoderScenario.response(random, SETTINGS));
        }
        for (int i = 0; i < 20; i++) {
            encoder.addValidation(EncoderScenario.image(random, SETTINGS), EncoderScenario.response(random, SETTINGS));
        }
        return encoder;
    }

    @Test
    void shouldRestWhenNothingMoreIsToBeLearntAndGoOnWithNewPresentations() {
        try (NetworkModel encoder = withHoldOut(12)) {
            int trains = 0;
            while (!Float.isNaN(encoder.train(5, 3e-3f))) {
                trains++;
                assertTrue(trains < 1000, "does not stop");
            }
            float[] rested = encoder.parameters();
            assertTrue(Float.isNaN(encoder.train(5, 3e-3f)));
            assertArrayEquals(rested, encoder.parameters(), 0f);
            assertEquals(32, encoder.presentations());
            Random random = new Random(32);
            for (int i = 0; i < 12; i++) {
                encoder.add(EncoderScenario.image(random, SETTINGS), EncoderScenario.response(random, SETTINGS));
            }
            assertFalse(Float.isNaN(encoder.train(5, 3e-3f)));
        }
    }

    @Test
    void shouldPredictFromAllPresentationsWhileTheSetGrows() {
        try (NetworkModel encoder = withHoldOut(12)) {
            Random random = new Random(33);
            for (int i = 0; i < 100; i++) {
                encoder.add(EncoderScenario.image(random, SETTINGS), EncoderScenario.response(random, SETTINGS));
                encoder.train(2, 3e-3f);
                assertEquals(12 + i + 1 + 20, encoder.presentations());
            }
        }
    }

    @Test
    void shouldGoOnToTheBitWhenRestoredBetweenTwoChecks() {
        try (NetworkModel one = withHoldOut(12);
                NetworkModel two = withHoldOut(12)) {
            one.train(57, 3e-3f);
            two.train(3, 3e-3f);
            two.restore(one.parameters());
            for (int i = 0; i < 30; i++) {
                assertEquals(one.train(7, 3e-3f), two.train(7, 3e-3f), 0f);
                assertArrayEquals(one.parameters(), two.parameters(), 0f, "after " + i);
            }
        }
    }

    @Test
    void shouldTrainOnTheOldestOfTheHoldOutOnceItIsReleased() {
        try (NetworkModel encoder = withHoldOut(3)) {
            assertTrue(Float.isNaN(encoder.train(1, 3e-3f)));
            encoder.releaseValidation();
            assertFalse(Float.isNaN(encoder.train(1, 3e-3f)), "4 presentations make a batch");
            assertEquals(23, encoder.presentations());
        }
    }

    @Test
    void shouldLowerTheLossWhenTrained() {
        try (NetworkModel encoder = EncoderScenario.trained(SETTINGS, new JavaBackend(), 12, 0)) {
            float first = encoder.train(5, 3e-3f);
            encoder.train(100, 3e-3f);
            assertTrue(encoder.train(5, 3e-3f) < first - 0.1f);
        }
    }

    @Test
    void shouldPredictEachPictureAloneAsItDoesAmongManyWhenCountExceedsAPass() {
        try (NetworkModel encoder = EncoderScenario.trained(SETTINGS, new JavaBackend(), 12, 5)) {
            int count = 70;
            int pixels = SETTINGS.pictureSize().pixels();
            float[] images = new float[count * pixels];
            Random random = new Random(2);
            for (int i = 0; i < count; i++) {
                System.arraycopy(EncoderScenario.image(random, SETTINGS), 0, images, i * pixels, pixels);
            }
            float[] rates = new float[count * SETTINGS.neurons()];
            encoder.predict(images, count, rates);
            float[] alone = new float[SETTINGS.neurons()];
            for (int i = 0; i < count; i += 23) {
                encoder.predict(Arrays.copyOfRange(images, i * pixels, (i + 1) * pixels), 1, alone);
                for (int n = 0; n < alone.length; n++) {
                    assertEquals(alone[n], rates[i * alone.length + n], 0f);
                }
            }
        }
    }

    @Test
    void shouldSayWhatDoesNotFitWhenGivenWrongSizes() {
        try (NetworkModel encoder = EncoderScenario.trained(SETTINGS, new JavaBackend(), 3, 0)) {
            assertThrows(IllegalArgumentException.class, () -> encoder.add(new float[4], new float[5]));
            assertThrows(IllegalArgumentException.class, () -> encoder.restore(new float[9]));
        }
        assertThrows(IllegalArgumentException.class, () -> new ConvolutionLayer(24, 3, Padding.SAME));
        assertThrows(IllegalArgumentException.class, () -> EncoderSettings.klindt(new PictureSize(64, 7), 10, 1));
    }
}
