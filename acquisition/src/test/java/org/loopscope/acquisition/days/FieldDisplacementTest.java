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
    void shouldWriteMatchesAndReadThemBack() throws IOException {
        List<CellMatch> matches = List.of(new CellMatch(3, 8, 0.97), new CellMatch(9, 1, 0.625));
        Path file = folder.resolve("matches.json");
        MatchFile.write(file, new DayMatches(matches, new RegisteredFields(TURN, 0.8)), "Monday", "Tuesday");
        assertEquals(matches, MatchFile.read(file));
        String json = Files.readString(file);
        assertRefused(json.replace("matches-1", "matches-9"), "format");
        assertRefused(json.replace("0.625", "1.625"), "match 1");
        assertRefused(json.replace("\"earlier\":9", "\"earlier\":3"), "matched before");
        assertRefused(json.substring(0, json.length() / 2), "cut off");
    }

    private void assertRefused(String json, String part) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.json"), json);
        IOException refused = assertThrows(IOException.class, () -> MatchFile.read(file));
        String message = String.valueOf(refused.getMessage());
        assertEquals(1, message.lines().count());
        assertTrue(message.contains(part), message);
    }
}
