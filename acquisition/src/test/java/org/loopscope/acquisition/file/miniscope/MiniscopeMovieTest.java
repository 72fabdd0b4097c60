package org.loopscope.acquisition.file.miniscope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.file.Recordings;
import org.loopscope.acquisition.file.avi.GoldenAvi;
import org.loopscope.acquisition.file.movie.Movie;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.movie.RecordingSource;

class MiniscopeMovieTest {
    private static final RecordingOptions NONE = RecordingOptions.none();
    private static final String HEAD = "Frame Number,Time Stamp (ms),Buffer Index,DAQ Frame Number\n";
    private static final long MS = 1_000_000;

    @TempDir
    private Path folder;

    private final Frame frame = new Frame(GoldenAvi.WIDTH, GoldenAvi.HEIGHT);

    @BeforeEach
    void twoFiles() throws IOException {
        Files.copy(GoldenAvi.file("ffv1_3_rice_gray.avi"), folder.resolve("0.avi"));
        Files.copy(GoldenAvi.file("ffv1_1_rice_yuv.avi"), folder.resolve("1.avi"));
        Files.writeString(folder.resolve("metaData.json"), """
                {"ROI": {"height": 36, "leftEdge": 4, "topEdge": 4, "width": 44}, "compression": "FFV1",
                 "deviceName": "scope", "deviceType": "Miniscope_V4_BNO", "frameRate": "30FPS", "framesPerFile": 6}
                """);
    }

    @Test
    void shouldPlayAllFilesByTheTable() throws IOException {
        // Two frames were lost after the fourth, and the counter begins anew after 65535.
        StringBuilder table = new StringBuilder(HEAD);
        for (int n = 0; n < 12; n++) {
            int number = n < 4 ? n : n + 2;
            table.append(n + "," + (17 + Math.round(number * 100 / 3.0)) + ",0," + (65_530 + number) % 65_536 + "\n");
        }
        Files.writeString(folder.resolve("timeStamps.csv"), table);
        try (RecordingSource source = Recordings.open(folder, NONE)) {
            assertEquals(
                    "Miniscope AVI FFV1 of Miniscope_V4_BNO", source.metadata().format());
            assertEquals(30, source.format().rateHz(), 0.3);
            assertTrue(
                    String.join("\n", source.metadata().report()).contains("2 frames were lost by the DAQ's counter"));
            source.startAt(5);
            long before = 0;
            for (int n = 0; n < 12; n++) {
                assertEquals(Poll.FRAME, source.poll(Long.MAX_VALUE, frame));
                int number = n < 4 ? n : n + 2;
                assertEquals(number, frame.index);
                assertEquals((17 + Math.round(number * 100 / 3.0)) * MS, frame.deviceNs);
                assertArrayEquals(GoldenAvi.image(n % 6), frame.pixels, "frame " + n);
                long step = n == 4 ? 100 : 33;
                assertTrue(n == 0 || Math.abs(frame.exposureEndNs - before - step * MS) <= MS, "frame " + n);
                before = frame.exposureEndNs;
            }
            assertEquals(Poll.ENDED, source.poll(Long.MAX_VALUE, frame));
        }
        try (Movie movie = Recordings.openMovie(folder, NONE)) {
            for (int n : new int[] {11, 2, 7, 6, 5}) {
                movie.read(n, frame);
                assertArrayEquals(GoldenAvi.image(n % 6), frame.pixels, "frame " + n);
            }
        }
    }

    @Test
    void shouldTakeTheFramesThatHaveATime() throws IOException {
        // Without the DAQ's counter, times that stand still, and a last line that was cut off.
        StringBuilder table = new StringBuilder("Frame Number,Time Stamp (ms),Buffer Index\n");
        for (int n = 0; n < 9; n++) {
            table.append(n + "," + (n == 3 ? 100 : 50 * n) + ",0\n");
        }
        Files.writeString(folder.resolve("timeStamps.csv"), table + "9");
        try (Movie movie = Recordings.openMovie(folder, NONE)) {
            assertEquals(9, movie.frames());
            String report = String.join("\n", movie.metadata().report());
            assertTrue(report.contains("the files hold 12 frames, timeStamps.csv 9; the first 9 are taken"), report);
            assertTrue(report.contains("no DAQ frame number was recorded"), report);
            assertTrue(report.contains("1 times are not after the one before"), report);
            assertEquals(20, movie.metadata().rateHz(), 0.5);
            for (int n = 1; n < 9; n++) {
                assertTrue(movie.exposureEndNs(n) > movie.exposureEndNs(n - 1));
            }
        }
    }

    @Test
    void shouldTakeACounterThatStandsStillForNone() throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        for (int n = 0; n < 12; n++) {
            table.append(n + "," + 50 * n + ",0,0\n");
        }
        Files.writeString(folder.resolve("timeStamps.csv"), table);
        try (Movie movie = Recordings.openMovie(folder, NONE)) {
            movie.read(7, frame);
            assertEquals(7, frame.index);
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws IOException {
        assertRefused("", "the first line must be Frame Number,Time Stamp (ms)");
        assertRefused(HEAD, "no frame in this table");
        assertRefused(HEAD + "0,12,0,1\n1,soon,0,2\n2,40,0,3\n", "line 3 is damaged: 'soon'");
        Files.writeString(folder.resolve("metaData.json"), "{\"frameRate\": ");
        assertRefused(HEAD + "0,12,0,1\n1,45,0,2\n", "damaged JSON at line 1");
        Files.delete(folder.resolve("metaData.json"));
        Files.delete(folder.resolve("0.avi"));
        assertRefused(HEAD + "0,12,0,1\n1,45,0,2\n", "no 0.avi beside timeStamps.csv");
    }

    private void assertRefused(String table, String why) throws IOException {
        Files.writeString(folder.resolve("timeStamps.csv"), table);
        IOException refused = assertThrows(
                IOException.class, () -> Recordings.openMovie(folder, NONE).close());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith(folder.toString()) && message.contains(why) && !message.contains("\n"), message);
    }
}
