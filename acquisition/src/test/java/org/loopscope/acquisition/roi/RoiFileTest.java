package org.loopscope.acquisition.roi;

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
import org.loopscope.acquisition.SharedData;

class RoiFileTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadBackToTheBitWhatItWrote() throws IOException {
        Roi first = new Roi(3, new int[] {5, 6, 70}, new float[] {0.1f, 0.2f, 0.7f});
        Roi second = new Roi(8, new int[] {1}, new float[] {1});
        Path file = folder.resolve("cells.json");
        RoiFile.write(file, new RoiSet(32, 16, List.of(first, second), "detected: 2"));
        RoiSet read = RoiFile.read(file, 32, 16);
        assertEquals("detected: 2", read.provenance());
        assertEquals(2, read.size());
        assertEquals(3, read.rois().get(0).id());
        assertArrayEquals(first.pixels(), read.rois().get(0).pixels());
        assertArrayEquals(first.weights(), read.rois().get(0).weights(), 0);
    }

    @Test
    void shouldReadNeurofinderRegionsWhetherBareOrUnderAKey() throws IOException {
        String regions = "[{\"coordinates\": [[2, 1], [0, 3], [2, 1]]}, {\"id\": 9, \"coordinates\": [[1, 1]]}]";
        for (String json : List.of(regions, "{\"source\": \"x\", \"regions\": " + regions + "}")) {
            RoiSet read = RoiFile.read(file(json), 32, 16);
            assertEquals(2, read.size());
            assertArrayEquals(new int[] {3, 65}, read.rois().get(0).pixels());
            assertArrayEquals(new float[] {0.5f, 0.5f}, read.rois().get(0).weights());
            assertEquals(0, read.rois().get(0).id());
            assertEquals(9, read.rois().get(1).id());
        }
    }

    @Test
    void shouldNameTheFileAndTheEntryWhenTheFileIsWrong() throws IOException {
        assertRefused("[{\"coordinates\": [[0, 0]]}, {\"coordinates\": [[16, 3]]}]", "region 1", "[16, 3]", "outside");
        assertRefused("[{\"coordinates\": [[0, 32]]}]", "region 0", "outside");
        assertRefused("[{\"coordinates\": [[0, 1.5]]}]", "region 0", "whole number");
        assertRefused("[{\"coordinates\": [[1]]}]", "region 0", "[row, column]");
        assertRefused("[{\"coordinates\": []}]", "region 0", "no pixels");
        assertRefused("[{\"id\": 4}]", "region 0", "coordinates");
        assertRefused("[]", "empty");
        assertRefused("", "empty");
        assertRefused("{\"cells\": []}", "regions");
        assertRefused("[{\"coordinates\": [[0, 0], [1,", "line 1", "not valid JSON, or cut off");
        String own = "{\"format\": \"loopscope-rois-1\", \"width_px\": 32, \"height_px\": 16, \"rois\": [%s]}";
        assertRefused(own.formatted("{\"id\": 1, \"pixels\": [512], \"weights\": [1]}"), "roi 0", "512");
        assertRefused(own.formatted("{\"id\": 1, \"pixels\": [4, 4], \"weights\": [0.5, 0.5]}"), "roi 0", "ascend");
        assertRefused(own.formatted("{\"id\": 1, \"pixels\": [4], \"weights\": [0.5]}"), "roi 0", "sum up to");
        assertRefused(own.formatted("{\"id\": 1, \"pixels\": [4, 5], \"weights\": [1, 0]}"), "roi 0", "above 0");
        assertRefused(own.formatted("{\"id\": 1, \"pixels\": [4, 5], \"weights\": [1]}"), "roi 0", "1 weights");
        assertRefused(own.formatted("").replace("32", "64"), "64x16");
        assertRefused(own.formatted("").replace("rois-1", "rois-7"), "rois-7");
    }

    @Test
    void shouldSayThatThereIsNoFileWhenItIsMissing() {
        IOException refused =
                assertThrows(IOException.class, () -> RoiFile.read(folder.resolve("absent.json"), 32, 16));
        assertTrue(String.valueOf(refused.getMessage()).contains("absent.json"), refused.getMessage());
    }

    @Test
    void shouldReadTheRegionsOfARealMovie() throws IOException {
        RoiSet regions = RoiFile.read(SharedData.require("movie/regions.json"), 128, 128);
        assertEquals(41, regions.size());
        assertEquals(12, regions.rois().getFirst().id());
    }

    private void assertRefused(String json, String... parts) throws IOException {
        Path file = file(json);
        IOException refused = assertThrows(IOException.class, () -> RoiFile.read(file, 32, 16), json);
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(file.toString()), message);
        assertEquals(1, message.lines().count(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), "\"" + part + "\" in: " + message);
        }
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("regions.json"), json);
    }
}
