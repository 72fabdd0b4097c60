package org.loopscope.acquisition.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.Allocation;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.live.SourceFailure;

class RingFrameSourceTest {
    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;
    private static final int SLOTS = 8;
    private static final long S = 1_000_000_000L;

    @TempDir
    Path folder;

    private final Frame frame = new Frame(WIDTH, HEIGHT);
    private Path path = Path.of("");
    private RingFrameSource source = new RingFrameSource(path, 0);

    @BeforeEach
    void open() {
        path = folder.resolve("ring");
        source = new RingFrameSource(path, 0);
    }

    @AfterEach
    void close() {
        source.close();
    }

    private RingFile started() throws IOException {
        return started(0);
    }

    private RingFile started(long nowNs) throws IOException {
        RingFile ring = new RingFile(path, WIDTH, HEIGHT, SLOTS);
        assertFalse(source.ready(nowNs), "no heartbeat yet");
        ring.beat();
        assertTrue(source.ready(nowNs));
        source.startAt(0);
        return ring;
    }

    private void assertFrame(long number, long index, long nowNs) {
        assertEquals(Poll.FRAME, source.poll(nowNs, frame));
        assertEquals(index, frame.index);
        assertEquals(Math.round(number / 30.0 * 1e9), frame.deviceNs);
        for (int i = 0; i < frame.pixels.length; i++) {
            assertEquals((short) (7 * number + i), frame.pixels[i], "pixel " + i);
        }
    }

    @Test
    void framesComeInOrderOverManyRounds() throws IOException {
        try (RingFile ring = started()) {
            assertEquals("test ring, by the ring " + path, source.description());
            for (int n = 0; n < 5 * SLOTS; n++) {
                assertEquals(Poll.NOT_YET, source.poll(n, frame));
                ring.begin(n, n + 50);
                assertEquals(Poll.NOT_YET, source.poll(n, frame), "half a frame is none");
                ring.finish(n);
                assertFrame(n + 50, n, n);
            }
            ring.goodbye();
            assertEquals(Poll.ENDED, source.poll(0, frame));
        }
    }

    @Test
    void whatIsUnreadAtTheGoodbyeIsStillRead() throws IOException {
        try (RingFile ring = started()) {
            ring.write(0, 0);
            ring.write(1, 1);
            ring.goodbye();
            assertFrame(0, 0, 0);
            assertFrame(1, 1, 0);
            assertEquals(Poll.ENDED, source.poll(0, frame));
        }
    }

    @Test
    void framesBeforeTheStartAreLetGo() throws IOException {
        try (RingFile ring = new RingFile(path, WIDTH, HEIGHT, SLOTS)) {
            source.ready(0);
            ring.beat();
            assertTrue(source.ready(0));
            for (int n = 0; n < 20; n++) {
                ring.write(n, n);
            }
            source.startAt(0);
            assertEquals(20, source.discarded());
            ring.write(20, 20);
            assertFrame(20, 0, 0);
        }
    }

    @Test
    void anOverrunLosesFramesByNumber() throws IOException {
        try (RingFile ring = started()) {
            ring.write(0, 0);
            assertFrame(0, 0, 0);
            for (int n = 1; n <= 30; n++) {
                ring.write(n, n);
            }
            // Half a ring behind the writer, which has written 31.
            assertFrame(27, 27, 0);
            assertFrame(28, 28, 0);
            assertEquals(1, source.overruns());
        }
    }

    @Test
    void aSlotThatIsBeingOverwrittenIsNotRead() throws IOException {
        try (RingFile ring = started()) {
            for (int n = 0; n < SLOTS; n++) {
                ring.write(n, n);
            }
            ring.begin(SLOTS, SLOTS);
            assertFrame(4, 4, 0);
            assertEquals(1, source.overruns(), "frame 0 is torn, and not given");
        }
    }

    @Test
    void aWriterWhoseHeartStopsIsDeadAfterTwoSeconds() throws IOException {
        try (RingFile ring = started()) {
            ring.write(0, 0);
            assertFrame(0, 0, 0);
            assertEquals(Poll.NOT_YET, source.poll(0, frame));
            assertEquals(Poll.NOT_YET, source.poll(2 * S, frame));
            ring.beat();
            assertEquals(Poll.NOT_YET, source.poll(3 * S, frame), "it beats");
            SourceFailure failure = assertThrows(SourceFailure.class, () -> source.poll(5 * S + 1, frame));
            assertTrue(String.valueOf(failure.getMessage()).contains("has not beaten for 2.0 s"), failure.getMessage());
        }
    }

    @Test
    void anOldFileIsNoWriter() throws IOException {
        assertFalse(source.ready(0), "no file");
        try (RingFile ring = new RingFile(path, WIDTH, HEIGHT, SLOTS)) {
            ring.write(0, 0);
            for (int i = 0; i < 10; i++) {
                assertFalse(source.ready(i * S));
            }
            Files.delete(path);
        }
        try (RingFile ring = started(20 * S)) {
            ring.write(0, 0);
            assertFrame(0, 0, 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "8, 2, 'version 2'",
        "16, 1, 'slots'",
        "16, 60000, 'do not hold'",
        "24, 64, 'do not hold'",
        "32, 5000, '5000x16'",
        "40, 9, 'pixel type 9'",
        "52, 0, 'channels'",
    })
    void aHeaderThatMakesNoSenseIsOneLine(long at, int value, String says) throws IOException {
        try (RingFile ring = new RingFile(path, WIDTH, HEIGHT, SLOTS)) {
            ring.set(at, value);
            source.ready(0);
            ring.beat();
            SourceFailure failure = assertThrows(SourceFailure.class, () -> source.ready(0));
            assertTrue(String.valueOf(failure.getMessage()).contains(says), failure.getMessage());
            assertEquals(1, String.valueOf(failure.getMessage()).lines().count());
        }
    }

    @Test
    void readingAFrameAllocatesNothing() throws IOException {
        try (RingFile ring = started()) {
            long[] n = {0};
            assertEquals(0, Allocation.bytesPerWarmRound(() -> {
                for (int i = 0; i < 100; i++) {
                    ring.write(n[0], n[0]);
                    n[0]++;
                    assertEquals(Poll.FRAME, source.poll(n[0] * S / 30, frame));
                }
            }));
        }
    }
}
