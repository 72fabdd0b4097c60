package org.loopscope.stimulus.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;

import org.junit.jupiter.api.Test;

class ScreenGeometryTest {
    @Test
    void shouldCoverTwiceTheDistanceWhenThePictureIsNinetyDegrees() {
        ScreenGeometry geometry = new ScreenGeometry(60, 20, 1200, 60, 90);
        assertEquals(40.0 / 60 * 1200, geometry.picturePx(), 1e-9);
        assertEquals(1e9 / 60, geometry.refreshPeriodNs(), 1e-6);
    }

    @Test
    void shouldFollowTheTangentWhenThePictureIsSmall() {
        // 2 * 57 cm * tan(0.5 degrees) = 0.99486 cm, the usual "1 cm at 57 cm is 1 degree".
        ScreenGeometry geometry = new ScreenGeometry(57, 57, 5700, 60, 1);
        assertEquals(99.486, geometry.picturePx(), 1e-3);
    }

    @Test
    void shouldNameTheValueWhenItIsWrong() {
        assertRefused(() -> new ScreenGeometry(0, 25, 1920, 60, 60), "screen: width", "cm");
        assertRefused(() -> new ScreenGeometry(52, -1, 1920, 60, 60), "distance");
        assertRefused(() -> new ScreenGeometry(52, 25, 1920, Double.NaN, 60), "refresh rate");
        assertRefused(() -> new ScreenGeometry(52, 25, 1920, 60e3, 60), "per second");
        assertRefused(() -> new ScreenGeometry(52, 100, 1920, 60, 60), "does not fit", "29.1");
    }
}
