package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.loopscope.inference.encoder.EarlyStopping.Verdict;

class EarlyStoppingTest {
    private static final int PATIENCE = 12;

    private final EarlyStopping stopping = new EarlyStopping();

    private void inVain(float learningRate) {
        for (int check = 1; check < PATIENCE; check++) {
            assertEquals(Verdict.GO_ON, stopping.judge(0.1, 0.2, learningRate));
        }
        assertEquals(Verdict.BACK_TO_BEST, stopping.judge(0.1, 0.2, learningRate));
    }

    @Test
    void shouldSlowDownByAThirdInThreeStagesAndThenRest() {
        stopping.grown(100);
        assertEquals(0.9f, stopping.limited(0.9f));
        inVain(0.9f);
        assertEquals(0.3f, stopping.limited(0.9f), 1e-6);
        assertEquals(0.01f, stopping.limited(0.01f), "a lower rate that is asked for stays");
        inVain(0.3f);
        assertEquals(0.1f, stopping.limited(0.9f), 1e-6);
        assertFalse(stopping.resting());
        inVain(0.1f);
        assertTrue(stopping.resting());
    }

    @Test
    void shouldWaitAnewAfterEveryGain() {
        for (int check = 0; check < 100; check++) {
            assertEquals(
                    check % 12 == 11 ? Verdict.BEST : Verdict.GO_ON,
                    stopping.judge(check % 12 == 11 ? 0.3 : 0.1, 0.2, 1));
        }
    }

    @Test
    void shouldBeginAnewWhenTheSetHasGrownByADozen() {
        stopping.grown(100);
        inVain(1);
        inVain(1);
        inVain(1);
        stopping.grown(111);
        assertTrue(stopping.resting());
        stopping.grown(112);
        assertFalse(stopping.resting());
        assertEquals(1, stopping.limited(1));
    }

    @Test
    void shouldGoOnFromItsState() {
        stopping.grown(100);
        inVain(0.9f);
        stopping.judge(0.1, 0.2, 0.3f);
        EarlyStopping other = new EarlyStopping();
        other.restore(stopping.state());
        assertArrayEquals(stopping.state(), other.state());
        assertEquals(0.3f, other.limited(0.9f), 1e-6);
        for (int check = 2; check < PATIENCE; check++) {
            assertEquals(Verdict.GO_ON, other.judge(0.1, 0.2, 0.3f));
        }
        assertEquals(Verdict.BACK_TO_BEST, other.judge(0.1, 0.2, 0.3f));
    }
}
