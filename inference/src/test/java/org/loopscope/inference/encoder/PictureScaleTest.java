package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PictureScaleTest {
    @Test
    void shouldBeTheMeanAndDeviationOverAllPixels() {
        PictureScale scale = PictureScale.of(List.of(new float[] {1, 2}, new float[] {3, 6}));
        assertEquals(3, scale.mean(), 1e-6);
        assertEquals(Math.sqrt(14 / 4.0), scale.sd(), 1e-6);
        assertEquals(0, scale.normalized(3), 1e-6);
    }

    @Test
    void shouldLeaveOnlyPicturesThatVaryTheirOwnDeviation() {
        assertEquals(1e-3, PictureScale.of(List.of(new float[] {0.5f, 0.5f})).sd(), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> new PictureScale(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new PictureScale(Float.NaN, 1));
    }
}
