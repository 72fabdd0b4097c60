package org.loopscope.acquisition.file.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.file.Recordings;
import org.loopscope.acquisition.file.movie.RecordingOptions;

/** Files that another process is writing while they are read. */
@Timeout(60)
class GrowingRecordingsTest {
    private static final int SIDE = ScanImageBytes.SIDE;
    private static final long SILENCE_NS = 1_000_000_000L;
    private static final RecordingOptions FOLLOW = RecordingOptions.none().following(SILENCE_NS);

    @TempDir
    private Path folder;

    private final Frame frame = new Frame(SIDE, SIDE);

    @Test
    void shouldTakeEachWholeFrameOfAScanImageFileOnceAndEndWithIt() throws Exception {
        Path file = folder.resolve("mouse_00001.tif");
        Process microscope = RecordingProcess.start("scanimage", file.toString(), "60", "100", "60");
        try (FrameSource source = openWhenThere(file, FOLLOW)) {
            long startNs = System.nanoTime();
            source.startAt(startNs);
            long lastEndNs = startNs;
            for (int n = 0; n < 60; n++) {
                long foundNs = nextFrame(source);
                assertEquals(n, frame.index);
                assertPixels(n - 5 + 32_768);
                assertEquals((n + 1) * 10_000_000L, frame.deviceNs);
                assertTrue(frame.exposureEndNs <= foundNs && frame.exposureEndNs >= lastEndNs);
                lastEndNs = frame.exposureEndNs;
            }
            // The file says that it is the end: there is no silence to be waited for.
            assertEquals(Poll.ENDED, source.poll(System.nanoTime(), frame));
        }
        assertEquals(0, microscope.waitFor());
    }

    @Test
    void shouldGoOnInTheFileWithTheNextName() throws Exception {
        Path file = folder.resolve("mouse_00001_00001.tif");
        Process microscope = RecordingProcess.start("scanimage", file.toString(), "45", "100", "10");
        try (FrameSource source = openWhenThere(file, FOLLOW)) {
            source.startAt(System.nanoTime());
            for (int n = 0; n < 45; n++) {
                nextFrame(source);
                assertEquals(n, frame.index);
                assertPixels(n - 5 + 32_768);
            }
            assertEquals(Poll.ENDED, source.poll(System.nanoTime(), frame));
        }
        assertEquals(0, microscope.waitFor());
    }

    @Test
    void shouldFollowAFolderOfOneTiffPerFrameAndEndInSilence() throws Exception {
        Process microscope = RecordingProcess.start("tiffs", folder.toString(), "40", "100");
        waitFor(folder.resolve("TSeries-1_Cycle00001_Ch2_000001.ome.tif"));
        try (FrameSource source = openWhenThere(folder, FOLLOW.withRate(50))) {
            assertEquals(2, source.format().channels());
            source.startAt(System.nanoTime());
            for (int n = 0; n < 40; n++) {
                nextFrame(source);
                assertEquals(n, frame.index);
                assertEquals(n % 2, frame.channel);
                assertPixels(n);
            }
            long lastNs = System.nanoTime();
            Poll poll = Poll.NOT_YET;
            while (poll == Poll.NOT_YET) {
                poll = source.poll(System.nanoTime(), frame);
            }
            assertEquals(Poll.ENDED, poll);
            long silenceNs = System.nanoTime() - lastNs;
            assertTrue(silenceNs > SILENCE_NS / 2 && silenceNs < 3 * SILENCE_NS, silenceNs + " ns");
        }
        assertEquals(0, microscope.waitFor());
    }

    @Test
    void shouldFollowARawFile() throws Exception {
        Path file = folder.resolve("Image_0001_0001.raw");
        Process microscope = RecordingProcess.start("raw", file.toString(), "40", "100");
        try (FrameSource source = openWhenThere(file, FOLLOW.withRate(100).withSize(SIDE, SIDE))) {
            source.startAt(System.nanoTime());
            for (int n = 0; n < 40; n++) {
                nextFrame(source);
                assertEquals(n, frame.index);
                assertPixels(257 * n);
            }
        }
        assertEquals(0, microscope.waitFor());
    }

    @Test
    void shouldSayWithinTheSilenceThatAWriterHasDied() throws Exception {
        Path file = folder.resolve("mouse_00001.tif");
        Process microscope = RecordingProcess.start("dying", file.toString(), "20", "100");
        try (FrameSource source = openWhenThere(file, FOLLOW)) {
            source.startAt(System.nanoTime());
            for (int n = 0; n < 20; n++) {
                nextFrame(source);
            }
            microscope.waitFor();
            UncheckedIOException died = assertThrows(UncheckedIOException.class, () -> nextFrame(source));
            assertTrue(
                    String.valueOf(died.getMessage()).startsWith("the recording stopped within a frame"),
                    died.getMessage());
        }
    }

    private FrameSource openWhenThere(Path path, RecordingOptions options) throws IOException, InterruptedException {
        while (true) {
            try {
                return Recordings.open(path, options);
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        }
    }

    private static void waitFor(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** Polls as the acquisition thread does and answers when the frame was found. */
    private long nextFrame(FrameSource source) throws InterruptedException {
        while (true) {
            long nowNs = System.nanoTime();
            Poll poll = source.poll(nowNs, frame);
            if (poll == Poll.FRAME) {
                return nowNs;
            }
            assertEquals(Poll.NOT_YET, poll);
            TimeUnit.MICROSECONDS.sleep(100);
        }
    }

    private void assertPixels(int value) {
        for (short pixel : frame.pixels) {
            assertEquals((short) value, pixel);
        }
    }
}
