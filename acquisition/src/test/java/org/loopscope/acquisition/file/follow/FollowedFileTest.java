package org.loopscope.acquisition.file.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.file.Recordings;
import org.loopscope.acquisition.file.movie.RecordingOptions;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;

/** How a followed file ends and fails, step by step under a clock that the test moves. */
class FollowedFileTest {
    private static final int SIDE = ScanImageBytes.SIDE;
    private static final long MS = 1_000_000L;
    private static final RecordingOptions FOLLOW = RecordingOptions.none().following(500 * MS);

    @TempDir
    private Path folder;

    private final Frame frame = new Frame(SIDE, SIDE);
    private final ScanImageBytes bytes = ScanImageBytes.of(100, false, 0);

    @Test
    void shouldNeverReadHalfAFrame() throws IOException {
        Path file = begin();
        byte[] page = bytes.page(2, 0.01, true, 7);
        try (FrameSource source = Recordings.open(file, FOLLOW)) {
            source.startAt(0);
            assertEquals(Poll.FRAME, source.poll(0, frame));
            for (int i = 0; i < page.length; i++) {
                assertEquals(Poll.NOT_YET, source.poll(i, frame), "after " + i + " bytes");
                append(file, page[i]);
            }
            assertEquals(Poll.FRAME, source.poll(page.length, frame));
            assertEquals(7 + 32_768, frame.pixels[SIDE * SIDE - 1] & 0xFFFF);
            assertEquals(Poll.ENDED, source.poll(page.length, frame));
        }
    }

    @Test
    void shouldEndInSilenceAfterTheStatedTime() throws IOException {
        Path file = begin();
        try (FrameSource source = Recordings.open(file, FOLLOW)) {
            source.startAt(0);
            assertEquals(Poll.FRAME, source.poll(100 * MS, frame));
            assertEquals(Poll.NOT_YET, source.poll(101 * MS, frame));
            assertEquals(Poll.NOT_YET, source.poll(600 * MS, frame));
            assertEquals(Poll.ENDED, source.poll(602 * MS, frame));
            assertEquals(Poll.ENDED, source.poll(603 * MS, frame));
        }
    }

    @Test
    void shouldEndUnderAClockThatIsMovedToTheGuess() throws IOException {
        try (FrameSource source = Recordings.open(begin(), FOLLOW)) {
            source.startAt(0);
            int polls = 0;
            while (source.poll(source.nextExposureEndNs(), frame) != Poll.ENDED) {
                polls++;
                assertTrue(polls < 100);
            }
        }
    }

    @Test
    void shouldFailWhenTheFileIsCutReplacedOrRemoved() throws IOException {
        Path file = begin();
        try (FrameSource source = Recordings.open(file, FOLLOW)) {
            source.startAt(0);
            assertEquals(Poll.FRAME, source.poll(0, frame));
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(100);
            }
            assertFails(source, 1, "got shorter while it was followed");
        }
        Files.delete(file);
        begin();
        try (FrameSource source = Recordings.open(file, FOLLOW)) {
            source.startAt(0);
            assertEquals(Poll.FRAME, source.poll(0, frame));
            Path other = folder.resolve("other");
            Files.copy(file, other);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertFails(source, 101 * MS, "was replaced by another one");
        }
        try (FrameSource source = Recordings.open(file, FOLLOW)) {
            source.startAt(0);
            assertEquals(Poll.FRAME, source.poll(0, frame));
            Files.delete(file);
            assertFails(source, 101 * MS, "was removed");
        }
    }

    @Test
    void shouldFailWhenTheNextFileHasFramesOfAnotherSize() throws IOException {
        write("img_0001.tif", SIDE, 1);
        try (FrameSource source = Recordings.open(folder.resolve("img_0001.tif"), FOLLOW.withRate(10))) {
            source.startAt(0);
            assertEquals(Poll.FRAME, source.poll(0, frame));
            assertEquals(Poll.NOT_YET, source.poll(10 * MS, frame));
            write("img_0002.tif", SIDE + 1, 1);
            assertFails(source, 20 * MS, "img_0002.tif, page 0: 33x33 UINT16 pixels, the recording began with 32x32");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void shouldGoOnWithTheNextAcquisitionOfALoopWhateverItsNumbers(int secondBeginsWith) throws IOException {
        writeLoop("mouse_00001.tif", 1);
        try (FrameSource source = Recordings.open(folder.resolve("mouse_00001.tif"), FOLLOW)) {
            source.startAt(0);
            assertEquals(Poll.FRAME, source.poll(0, frame));
            assertEquals(Poll.FRAME, source.poll(0, frame));
            assertEquals(Poll.NOT_YET, source.poll(100 * MS, frame));
            writeLoop("mouse_00002.tif", secondBeginsWith);
            for (int n = 2; n < 4; n++) {
                assertEquals(Poll.FRAME, source.poll(200 * MS, frame));
                assertEquals(n, frame.index);
            }
            assertEquals(Poll.NOT_YET, source.poll(300 * MS, frame));
            assertEquals(Poll.ENDED, source.poll(900 * MS, frame));
        }
    }

    private void writeLoop(String name, int firstNumber) throws IOException {
        ScanImageBytes loop = ScanImageBytes.of(100, true, 0);
        Path file = folder.resolve(name);
        Files.write(file, loop.header());
        Files.write(file, loop.page(firstNumber, firstNumber / 100.0, false, 1), StandardOpenOption.APPEND);
        Files.write(file, loop.page(firstNumber + 1, firstNumber / 100.0 + 0.01, true, 1), StandardOpenOption.APPEND);
    }

    @Test
    void shouldRefuseToFollowWhatIsNotThereYet() throws IOException {
        Path file = folder.resolve("mouse_00001.tif");
        Files.write(file, bytes.header());
        IOException refused = assertThrows(IOException.class, () -> Recordings.open(file, FOLLOW));
        assertTrue(String.valueOf(refused.getMessage()).contains("holds no whole frame yet"), refused.getMessage());
    }

    @Test
    void shouldFollowTheDevicesTimesAndTheirDrift() {
        ArrivalClock clock = new ArrivalClock();
        long worstNs = 0;
        for (int n = 0; n < 100_000; n++) {
            long deviceNs = n * 10L * MS;
            // The session's clock runs 50 ppm faster; frames come 2 ms late, every seventh 30 ms.
            long endNs = 5_000 * MS + deviceNs + deviceNs / 20_000;
            long nowNs = endNs + (n % 7 == 3 ? 30 : 2) * MS;
            worstNs = Math.max(worstNs, Math.abs(clock.exposureEndNs(deviceNs, nowNs) - endNs - 2 * MS));
        }
        assertTrue(worstNs < MS, worstNs + " ns");
    }

    @Test
    void shouldAllocateNothingWhileTheFileIsFollowed() throws IOException {
        Path file = folder.resolve("mouse_00001.tif");
        Files.write(file, ScanImageBytes.file(6_000, 100, 0));
        try (FrameSource source = Recordings.open(file, FOLLOW)) {
            source.startAt(0);
            long bytesPerRound = Allocation.bytesPerWarmRound(() -> {
                for (int i = 0; i < 25; i++) {
                    assertEquals(Poll.FRAME, source.poll(0, frame));
                }
            });
            assertEquals(0, bytesPerRound);
        }
    }

    private Path begin() throws IOException {
        Path file = folder.resolve("mouse_00001.tif");
        Files.write(file, bytes.header());
        Files.write(file, bytes.page(1, 0, false, 0), StandardOpenOption.APPEND);
        return file;
    }

    private static void append(Path file, byte one) throws IOException {
        Files.write(file, new byte[] {one}, StandardOpenOption.APPEND);
    }

    private void write(String name, int side, int value) throws IOException {
        try (TiffMovieWriter writer = new TiffMovieWriter(folder.resolve(name), side, side)) {
            short[] pixels = new short[side * side];
            Arrays.fill(pixels, (short) value);
            writer.write(pixels);
        }
    }

    private void assertFails(FrameSource source, long nowNs, String why) {
        UncheckedIOException failed = assertThrows(UncheckedIOException.class, () -> source.poll(nowNs, frame));
        String message = String.valueOf(failed.getMessage());
        assertTrue(message.contains(why) && !message.contains("\n"), message);
    }
}
