package org.loopscope.controller.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void shouldMarkRoundNumbersWhenLinear() {
        Axis axis = new Axis(-0.05, 0.47, 100, 0, Axis.Scale.LINEAR);
        assertEquals(List.of("0.0", "0.1", "0.2", "0.3", "0.4"), texts(axis, 6));
        assertEquals(100, axis.px(-0.05), 1e-9);
        assertEquals(0, axis.px(0.47), 1e-9);
        assertEquals(List.of("−50", "0", "50"), texts(new Axis(-60, 60, 0, 1, Axis.Scale.LINEAR), 3));
        assertEquals(List.of("0", "10 000"), texts(new Axis(0, 12_000, 0, 1, Axis.Scale.LINEAR), 2));
    }

    @Test
    void shouldNamePowersOfTenWhenLogarithmic() {
        Axis axis = new Axis(0.1, 100, 0, 300, Axis.Scale.LOGARITHMIC);
        assertEquals(
                List.of("0.1", "1", "10", "100"),
                texts(axis, 0).stream().filter(text -> !text.isEmpty()).toList());
        assertEquals(28, axis.ticks(0).size());
        assertEquals(200, axis.px(10), 1e-9);
    }

    @Test
    void shouldRefuseWhenTheRangeIsEmpty() {
        assertThrows(IllegalArgumentException.class, () -> new Axis(1, 1, 0, 1, Axis.Scale.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> new Axis(0, 1, 0, 1, Axis.Scale.LOGARITHMIC));
    }

    private static List<String> texts(Axis axis, int wanted) {
        return axis.ticks(wanted).stream().map(Axis.Tick::text).toList();
    }
}
