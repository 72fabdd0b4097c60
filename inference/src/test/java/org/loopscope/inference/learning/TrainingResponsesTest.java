package org.loopscope.inference.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.complexness.ComplexnessSettings;
import org.loopscope.inference.synthesis.AscentSettings;

class TrainingResponsesTest {
    private static final int SCALE_FROM = 4;

    private final List<float[]> images = new ArrayList<>();
    private final List<float[]> learnt = new ArrayList<>();
    private final List<Float> validated = new ArrayList<>();
    private int released;

    @Test
    void shouldHoldBackTheFirstUntilTheirScaleIsKnown() {
        TrainingResponses responses =
                new TrainingResponses(this::learn, this::validate, this::release, settings(false));
        for (int i = 0; i < SCALE_FROM - 1; i++) {
            responses.add(picture(i), new float[] {i});
        }
        assertFalse(responses.ready());
        assertEquals(0, responses.presentations());
        assertThrows(IllegalStateException.class, responses::scale);

        responses.add(picture(3), new float[] {3});

        assertTrue(responses.ready());
        assertEquals(SCALE_FROM, learnt.size());
        assertArrayEquals(new float[] {2}, learnt.get(3), 1e-6f, "mean of 0, 1, 2, 3 is 1.5");
    }

    @Test
    void shouldPairEachResponseWithItsOwnPicture() {
        TrainingResponses responses =
                new TrainingResponses(this::learn, this::validate, this::release, settings(false));
        for (int i = 0; i < 10; i++) {
            responses.add(picture(i), new float[] {i});
        }
        for (int i = 0; i < 10; i++) {
            assertEquals(i, images.get(i)[0]);
        }
    }

    @Test
    void shouldPairNoResponseWithItsOwnPictureInTheShuffledControl() {
        TrainingResponses responses = new TrainingResponses(this::learn, this::validate, this::release, settings(true));
        for (int i = 0; i < 200; i++) {
            responses.add(picture(i), new float[] {i});
        }
        for (int i = 0; i < 200; i++) {
            assertNotEquals(i, images.get(i)[0], "presentation " + i);
        }
    }

    @Test
    void shouldKeepEverySoManiethForValidation() {
        TrainingResponses responses =
                new TrainingResponses(this::learn, this::validate, this::release, settings(false, 3));
        for (int i = 0; i < 10; i++) {
            responses.add(picture(i), new float[] {i});
        }
        assertEquals(List.of(2f, 5f, 8f), validated);
        assertEquals(7, images.size());
        assertEquals(10, responses.presentations());
        assertThrows(IllegalArgumentException.class, () -> settings(false, 1));
    }

    @Test
    void shouldLearnFromTheOldestOfTheHoldOutWhenItIsFull() {
        TrainingResponses responses =
                new TrainingResponses(this::learn, this::validate, this::release, settings(false, 2));
        for (int i = 0; i < 2 * TrainingResponses.HOLD_OUT; i++) {
            responses.add(picture(i), new float[] {i});
        }
        assertEquals(0, released);
        for (int i = 0; i < 6; i++) {
            responses.add(picture(i), new float[] {i});
        }
        assertEquals(3, released);
        assertEquals(TrainingResponses.HOLD_OUT, validated.size() - released);
    }

    private void release() {
        released++;
    }

    private void validate(float[] image, float[] response) {
        validated.add(image[0]);
    }

    private void learn(float[] image, float[] response) {
        images.add(image);
        learnt.add(response);
    }

    private static LearnerSettings settings(boolean shuffle) {
        return settings(shuffle, 0);
    }

    private static LearnerSettings settings(boolean shuffle, int validationEvery) {
        return new LearnerSettings(
                ResponseScaling.PER_NEURON,
                SCALE_FROM,
                validationEvery,
                shuffle,
                5,
                AscentSettings.defaults(),
                ComplexnessSettings.of(4, 10, 20));
    }

    private static float[] picture(int index) {
        return new float[] {index};
    }
}
