package org.loopscope.controller.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.RoisFixed;

final class CellPlanesTest {
    @Test
    void shouldNameThePlaneThatACellOfAllIsIn() {
        CellPlanes planes = new CellPlanes(List.of(plane(0, 3), plane(1, 0), plane(2, 2)));
        List<String> names = IntStream.range(0, 5).mapToObj(planes::nameOf).toList();
        assertEquals(List.of("plane 0", "plane 0", "plane 0", "plane 2", "plane 2"), names);
        assertThrows(IllegalArgumentException.class, () -> planes.nameOf(5));
    }

    @Test
    void shouldNameNoPlaneWhereThereIsOne() {
        assertEquals("", new CellPlanes(List.of(plane(0, 3))).nameOf(2));
        assertEquals("", new CellPlanes(List.of()).nameOf(2), "recorded responses have none");
    }

    private static RoisFixed plane(int number, int cells) {
        List<Roi> rois = IntStream.range(0, cells)
                .mapToObj(id -> new Roi(id, new int[] {id}, new float[] {1}))
                .toList();
        return new RoisFixed(0, number, new RoiSet(16, 16, rois, "made up"), new long[cells], new float[256]);
    }
}
