package org.loopscope.acquisition.roi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeuropilRingTest {
    @Test
    void shouldLeaveAGapAndTheOtherCellsOut() {
        RoiSet rois = new RoiSet(64, 64, List.of(square(0, 30, 30, 5), square(1, 40, 30, 5)), "by hand");
        NeuropilRing ring = new NeuropilRing(rois);
        for (int cell = 0; cell < 2; cell++) {
            int[] pixels = ring.pixels(cell);
            assertTrue(pixels.length >= NeuropilRing.LEAST_PIXELS, pixels.length + " pixels");
            // One step more than needed may be taken, and it adds less than a ring of the outermost size.
            assertTrue(pixels.length < NeuropilRing.LEAST_PIXELS + 150, pixels.length + " pixels");
            for (int pixel : pixels) {
                int x = pixel % 64;
                int y = pixel / 64;
                for (Roi roi : rois.rois()) {
                    assertTrue(Arrays.binarySearch(roi.pixels(), pixel) < 0, "a cell's pixel " + x + "," + y);
                }
                int left = cell == 0 ? 30 : 40;
                int dx = Math.max(Math.max(left - x, x - (left + 4)), 0);
                int dy = Math.max(Math.max(30 - y, y - 34), 0);
                assertTrue(dx + dy > NeuropilRing.GAP_PX, "too near: " + x + "," + y);
            }
            assertEquals(pixels.length, Arrays.stream(pixels).distinct().count());
        }
    }

    @Test
    void shouldLeaveOutTheCellsOfOthersToo() {
        Roi one = square(0, 30, 30, 5);
        Roi other = square(1, 40, 30, 5);
        int[] alone = new NeuropilRing(new RoiSet(64, 64, List.of(one), "by hand"), List.of(other)).pixels(0);
        assertArrayEquals(new NeuropilRing(new RoiSet(64, 64, List.of(one, other), "by hand")).pixels(0), alone);
    }

    @Test
    void shouldTakeWhatThereIsWhenTheFrameIsSmallOrFull() {
        RoiSet small = new RoiSet(16, 16, List.of(square(0, 2, 2, 10)), "by hand");
        int around = new NeuropilRing(small).pixels(0).length;
        assertTrue(around > 0 && around < 256 - 100, around + " pixels");
        RoiSet nearlyFull = new RoiSet(16, 16, List.of(square(0, 0, 0, 15)), "by hand");
        assertEquals(31, new NeuropilRing(nearlyFull).pixels(0).length);
        RoiSet full = new RoiSet(16, 16, List.of(square(0, 0, 0, 16)), "by hand");
        assertEquals(256, new NeuropilRing(full).pixels(0).length);
    }

    /** In a frame as wide as the test's set: 64 px, or 16 px for squares of 10 px and more. */
    private static Roi square(int id, int left, int top, int side) {
        int width = side >= 10 ? 16 : 64;
        int[] pixels = new int[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (top + i / side) * width + left + i % side;
        }
        float[] weights = new float[pixels.length];
        Arrays.fill(weights, 1f / pixels.length);
        return new Roi(id, pixels, weights);
    }
}
