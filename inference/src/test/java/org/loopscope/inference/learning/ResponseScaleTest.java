package org.loopscope.inference.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseScaleTest {
    private static final List<float[]> RESPONSES =
            List.of(new float[] {1, 0.1f, 0}, new float[] {3, 0.3f, 0}, new float[] {8, 0.2f, 0});

    @Test
    void shouldBringEachNeuronToAMeanOfOne() {
        ResponseScale scale = ResponseScale.of(ResponseScaling.PER_NEURON, RESPONSES);
        assertArrayEquals(new float[] {0.25f, 1, 0}, scale.scaled(new float[] {1, 0.2f, 0}), 1e-6f);
    }

    @Test
    void shouldNotBlowUpASilentNeuron() {
        ResponseScale scale = ResponseScale.of(ResponseScaling.PER_NEURON, RESPONSES);
        // A fiftieth of the loudest neuron's mean of 4 stands in for a mean of 0.
        assertEquals(12.5f, scale.scaled(new float[] {0, 0, 1})[2], 1e-5f);
    }

    @Test
    void shouldLeaveCountsAlone() {
        ResponseScale scale = ResponseScale.of(ResponseScaling.NONE, RESPONSES);
        assertArrayEquals(new float[] {1, 0.2f, 7}, scale.scaled(new float[] {1, 0.2f, 7}));
        assertEquals(3.5f, scale.restored(3.5f, 1));
    }

    @Test
    void shouldRestoreWhatItScaled() {
        ResponseScale scale = ResponseScale.of(ResponseScaling.PER_NEURON, RESPONSES);
        float[] scaled = scale.scaled(new float[] {5, 0.7f, 0.01f});
        assertEquals(5f, scale.restored(scaled[0], 0), 1e-5f);
        assertEquals(0.7f, scale.restored(scaled[1], 1), 1e-6f);
        assertEquals(0.01f, scale.restored(scaled[2], 2), 1e-7f);
    }
}
