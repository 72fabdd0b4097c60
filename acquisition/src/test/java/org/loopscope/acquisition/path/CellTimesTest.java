package org.loopscope.acquisition.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

class CellTimesTest {
    private static final RoiSet CELLS = new RoiSet(
            20,
            40,
            List.of(
                    new Roi(0, new int[] {3}, new float[] {1}),
                    new Roi(1, new int[] {19 * 20 + 7, 20 * 20 + 7}, new float[] {0.5f, 0.5f}),
                    new Roi(2, new int[] {39 * 20 + 19}, new float[] {1})),
            "test");

    @Test
    void shouldLookAtCellsFromTopToBottomWhenLinesAreScanned() {
        // 40 ms for 40 lines; the middles of the cells lie 0.5, 20 and 39.5 lines from the top.
        assertArrayEquals(new long[] {-39_500_000, -20_000_000, -500_000}, CellTimes.offsetsNs(CELLS, 40_000_000));
    }

    @Test
    void shouldLookAtAllCellsAtOnceWhenThereAreNoLines() {
        for (long offsetNs : CellTimes.offsetsNs(CELLS, 0)) {
            assertEquals(0, offsetNs);
        }
    }
}
