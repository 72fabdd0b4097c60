package org.loopscope.acquisition.days;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

class FieldDisplacementTest {
    private static final FieldDisplacement TURN =
            new FieldDisplacement(100, 80, (x, y) -> 5 - 0.03 * (y - 40), (x, y) -> -3 + 0.03 * (x - 50));

    @TempDir
    private Path folder;

    @Test
    void shouldGiveBackALinearFieldExactlyAndItsTurn() {
        assertEquals(5 - 0.03 * (13.7 - 40), TURN.xPx(21.3, 13.7), 1e-5);
        assertEquals(-3 + 0.03 * (21.3 - 50), TURN.yPx(21.3, 13.7), 1e-5);
        assertEquals(Math.toDegrees(0.03), TURN.rotationDeg(), 1e-4);
    }

    @Test
    void shouldFindTheWayBack() {
        double[] back = TURN.inverse(30 + TURN.xPx(30, 60), 60 + TURN.yPx(30, 60));
        assertArrayEquals(new double[] {30, 60}, back, 1e-5);
    }

    @Test
    void shouldMoveCellsByWholePixelsToTheBitAndLeaveOutThoseThatLeave() {
        FieldDisplacement shift = new FieldDisplacement(100, 80, (x, y) -> 7, (x, y) -> -4);
        Roi inside = new Roi(4, new int[] {1050, 1051, 1150}, new float[] {0.25f, 0.25f, 0.5f});
        Roi leaving = new Roi(5, new int[] {205, 206}, new float[] {0.5f, 0.5f});
        RoiSet moved = shift.toNow(new RoiSet(100, 80, List.of(inside, leaving), "a"));
        assertEquals(1, moved.size());
        assertEquals(4, moved.rois().getFirst().id());
        assertArrayEquals(new int[] {657, 658, 757}, moved.rois().getFirst().pixels());
        assertArrayEquals(inside.weights(), moved.rois().getFirst().weights(), 1e-6f);
    }

    @Test
    void shouldMoveAnImageAsTheCellsInIt() {
        FieldDisplacement shift = new FieldDisplacement(100, 80, (x, y) -> 7, (x, y) -> -4);
        float[] image = new float[100 * 80];
        for (int i = 0; i < image.length; i++) {
            image[i] = i;
        }
        float[] moved = shift.imageToNow(image);
        assertEquals(image[30 * 100 + 20], moved[26 * 100 + 27], 1e-3f);
        assertTrue(Float.isNaN(moved[26 * 100 + 6]), "what lay outside the earlier field is not known");
    }

    @Test
    void shouldComeBackFromItsNodesToTheBit() {
        FieldDisplacement again = new FieldDisplacement(100, 80, TURN.xNodesPx(), TURN.yNodesPx());
        assertEquals(TURN.xPx(33.3, 44.4), again.xPx(33.3, 44.4));
        assertEquals(TURN.yPx(33.3, 44.4), again.yPx(33.3, 44.4));
        assertThrows(
                IllegalArgumentException.class, () -> new FieldDisplacement(100, 90, TURN.xNodesPx(), TURN.yNodesPx()));
    }

    @Test
    void shouldWriteARowForEachMatchIntoAFolderThatItMakes() throws IOException {
        List<CellMatch> matches =
                List.of(new CellMatch(3, 8, 0.97, 0.875, 0.25), new CellMatch(9, 1, 0.625, 0.5, 1.0625));
        Path file = folder.resolve("new/folder/matches.csv");
        MatchTable.write(file, matches);
        assertEquals(
                List.of(MatchTable.HEADER, "3,8,0.970000,0.8750,0.250", "9,1,0.625000,0.5000,1.063"),
                Files.readAllLines(file));
    }
}
