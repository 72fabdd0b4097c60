package org.loopscope.acquisition.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.acquisition.ExternalProgram;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource.Poll;
import org.loopscope.acquisition.live.SourceFailure;
import org.loopscope.firmware.clock.SystemSessionClock;

/** The C header and its sample writer, compiled, and run as a second process. */
@Timeout(120)
class RingWriterTest {
    @TempDir
    Path folder;

    private final SystemSessionClock clock = new SystemSessionClock();
    private long frames;
    private long newest = -1;

    private Process writer(Path ring, int side, int frameCount, int rateHz, int slots, String end) throws IOException {
        String compiler = ExternalProgram.require("cc", "to compile the ring's sample writer");
        Path program = folder.resolve("ring_writer");
        Path source = ExternalProgram.senders().resolve("ring_writer.c");
        ExternalProgram.end(
                ExternalProgram.start(List.of(
                        compiler,
                        "-std=c11",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-o",
                        program.toString(),
                        source.toString())),
                "compiling " + source);
        return ExternalProgram.start(List.of(
                program.toString(),
                ring.toString(),
                Integer.toString(side),
                Integer.toString(side),
                Integer.toString(frameCount),
                Integer.toString(rateHz),
                Integer.toString(slots),
                end));
    }

    private void read(RingFrameSource source, Process process, int side, long pauseEachNs) {
        while (!source.ready(clock.nowNs())) {
            assertTrue(process.isAlive(), "the writer has ended");
            Thread.onSpinWait();
        }
        source.startAt(clock.nowNs());
        Frame frame = new Frame(side, side);
        Poll poll = Poll.NOT_YET;
        while (poll != Poll.ENDED) {
            poll = source.poll(clock.nowNs(), frame);
            if (poll == Poll.FRAME) {
                check(frame);
                long untilNs = clock.nowNs() + pauseEachNs;
                while (clock.nowNs() < untilNs) {
                    Thread.onSpinWait();
                }
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void check(Frame frame) {
        assertTrue(frame.index > newest, frame.index + " after " + newest);
        // The writer's own number is in its pixels, so a torn or misplaced frame shows.
        int first = frame.pixels[0];
        for (int i = 0; i < frame.pixels.length; i++) {
            if (frame.pixels[i] != (short) (first + i)) {
                assertEquals((short) (first + i), frame.pixels[i], "frame " + frame.index + ", pixel " + i);
            }
        }
        assertEquals((short) (7 * frame.index), (short) first);
        assertTrue(frame.exposureEndNs <= clock.nowNs());
        newest = frame.index;
        frames++;
    }

    /** At a microscope's rate every frame comes, and every pixel is right. */
    @ParameterizedTest
    @CsvSource({"128, 90", "512, 60"})
    void noFrameIsLostAtThirtyHertz(int side, int count) throws IOException {
        Path ring = folder.resolve("ring");
        Process process = writer(ring, side, count, 30, 32, "goodbye");
        try (RingFrameSource source = new RingFrameSource(ring, 0)) {
            read(source, process, side, 0);
            assertEquals(count, frames);
            assertEquals(0, source.overruns());
        }
        ExternalProgram.end(process, "");
    }

    /** Flat out against a reader that dawdles: it is overrun, loses frames, and is never given a torn one. */
    @ParameterizedTest
    @CsvSource({"128, 20000, 200000", "512, 2000, 3000000"})
    void anOverrunReaderLosesFramesAndIsGivenNoTornOne(int side, int count, long pauseEachNs) throws IOException {
        Path ring = folder.resolve("ring");
        Process process = writer(ring, side, count, 0, 4, "goodbye");
        try (RingFrameSource source = new RingFrameSource(ring, 0)) {
            read(source, process, side, pauseEachNs);
            System.out.println("ring of 4 slots, " + side + "x" + side + ", flat out: " + frames + " of " + count
                    + " frames, " + source.overruns() + " overruns, none torn");
            assertTrue(source.overruns() > 0 && frames < count && frames > 0, frames + " of " + count);
        }
        ExternalProgram.end(process, "");
    }

    @Test
    void aWriterThatVanishesIsMissedWithinThreeSeconds() throws IOException {
        Path ring = folder.resolve("ring");
        Process process = writer(ring, 128, 10, 30, 8, "vanish");
        try (RingFrameSource source = new RingFrameSource(ring, 0)) {
            SourceFailure failure = assertThrows(SourceFailure.class, () -> read(source, process, 128, 0));
            assertEquals(10, frames, "what it had written is read first");
            assertTrue(String.valueOf(failure.getMessage()).contains("has not beaten for 2.0 s"), failure.getMessage());
        }
        ExternalProgram.end(process, "");
        assertTrue(Files.exists(ring));
    }
}
