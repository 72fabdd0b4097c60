package org.loopscope.acquisition.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.acquisition.live.StatedFormat;

class ScanboxFrameSourceTest {
    private static final int LINES = 16;
    private static final int COLUMNS = 20;
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private final Arena arena = Arena.ofShared();
    private final Frame frame = new Frame(COLUMNS, LINES);
    private MemorySegment bytes = MemorySegment.NULL;
    private ScanboxFrameSource source = new ScanboxFrameSource(Path.of(""), new StatedFormat(15.5, 1, 0));

    @BeforeEach
    void open() throws IOException {
        Path path = folder.resolve("scanbox.mmap");
        source = new ScanboxFrameSource(path, new StatedFormat(15.5, 1, 0));
        assertFalse(source.ready(0), "no file yet");
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes = file.map(FileChannel.MapMode.READ_WRITE, 0, 32 + 2L * LINES * COLUMNS, arena);
        }
        header(0, ScanboxFrameSource.FREE);
        header(1, LINES);
        header(2, COLUMNS);
        header(5, 3);
        assertFalse(source.ready(SECOND), "no frame yet");
    }

    @AfterEach
    void close() {
        source.close();
        arena.close();
    }

    private void header(int at, int value) {
        ScanboxFrameSource.SHORT_AT.setRelease(bytes, 2L * at, (short) value);
    }

    /** Scanbox's side: leaves the frame out when the place is not free. */
    private boolean offer(int number) {
        if ((short) ScanboxFrameSource.SHORT_AT.getAcquire(bytes, 0L) != ScanboxFrameSource.FREE) {
            return false;
        }
        for (int x = 0; x < COLUMNS; x++) {
            for (int y = 0; y < LINES; y++) {
                bytes.set(ScanboxFrameSource.SHORT, 32 + 2L * (x * LINES + y), (short) (65_535 - value(x, y, number)));
            }
        }
        header(0, number);
        return true;
    }

    private static int value(int x, int y, int number) {
        return (1000 * x + 10 * y + number) & 0xFFFF;
    }

    private void start(int number) {
        assertTrue(offer(number));
        assertTrue(source.ready(2 * SECOND));
        source.startAt(0);
        assertEquals(1, source.discarded(), "the frame that was there before the start");
    }

    private void assertTaken(int number, long index) {
        assertEquals(Poll.FRAME, source.poll(5, frame));
        assertEquals(index, frame.index);
        assertEquals(5, frame.exposureEndNs);
        for (int i = 0; i < frame.pixels.length; i++) {
            assertEquals(value(i % COLUMNS, i / COLUMNS, number), frame.pixels[i] & 0xFFFF, "pixel " + i);
        }
    }

    @Test
    void framesAreUnfoldedAndThePlaceFreedForTheNext() {
        start(6);
        assertEquals(3, source.format().planes());
        assertEquals(Poll.NOT_YET, source.poll(5, frame));
        assertTrue(offer(7));
        assertFalse(offer(8), "not free yet: Scanbox leaves it out");
        assertTaken(7, 0);
        assertEquals(1, frame.plane, "frame 7 of three planes in turn");
        assertTrue(offer(9));
        assertTaken(9, 2);
        header(0, ScanboxFrameSource.STOPPED);
        assertEquals(Poll.ENDED, source.poll(5, frame));
    }

    @Test
    void theNumberTurnsAndSticksWithoutLosingCount() {
        start(32_764);
        offer(32_765);
        assertTaken(32_765, 0);
        offer(2);
        assertTaken(2, 5);
        offer(32_767);
        assertTaken(32_767, 32_770);
        offer(32_767);
        assertTaken(32_767, 32_771);
    }

    @Test
    void aChangedSizeAndAFileTooSmallAreFailures() {
        start(0);
        header(1, LINES + 1);
        offer(1);
        assertThrows(SourceFailure.class, () -> source.poll(5, frame));
        assertThrows(
                IllegalArgumentException.class, () -> new ScanboxFrameSource(Path.of("x"), StatedFormat.NONE).close());
    }
}
