package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.ResponseMeasured;

/** A long session at full speed, frames of 128 x 128 kept, trials throughout: memory and time of a step stay what they were. */
final class SoakTest {
    /** Answers to pictures, which models and baselines are fitted to, one trial in 14 frames here; measured 0.2 over 100,000 frames. */
    private static final double HEAP_MB_PER_THOUSAND = 0.5;

    /** Measured 0.2 likewise, most of it before the 20,000th frame. */
    private static final double NATIVE_MB_PER_THOUSAND = 0.5;

    /** Of one measurement to the next, frames on their way to the disk included. */
    private static final double SPREAD_MB = 16;

    private static final double WARMED_UP_MB = 64;
    /** Of the last tenth to the second; machines have other work. */
    private static final double MOST_RATIO = 4;

    private static final double SHORT_MS = 1;
    private static final double HELD_UP_MS = 250;

    @TempDir
    Path folder;

    @Test
    void shouldStayFlatOverTenThousandFrames() throws IOException {
        soak(10_000);
    }

    @Test
    @Tag("slow")
    void shouldStayFlatOverAHundredThousandFrames() throws IOException {
        soak(100_000);
    }

    private void soak(int frames) throws IOException {
        AtomicReference<MeasuredFrames> source = new AtomicReference<>();
        FaultRun run = new FaultRun(folder).rig(rig -> {
            MeasuredFrames measured = new MeasuredFrames(PassedOnFrames.of(rig), frames);
            source.set(measured);
            return measured.in(rig);
        });
        int exitCode = run.run(
                "max",
                "source.width=128 px",
                "source.height=128 px",
                "source.cells=4",
                "blocks.map.stop.presentations=100",
                "blocks.adapt.stop.presentations=" + frames / 5);
        MeasuredFrames measured = Objects.requireNonNull(source.get());
        System.out.print(measured);
        assertEquals(0, exitCode);
        assertTrue(run.outputsSafe());
        assertEquals(frames, run.logged(FrameArrived.class).size());
        long trials = run.logged(ResponseMeasured.class).size();
        assertTrue(trials > frames / 20, "trials to the end: " + trials);
        assertMemory(measured, frames);
        assertTimes(measured);
    }

    private static void assertMemory(MeasuredFrames measured, int frames) {
        double thousands = 0.9 * frames / 1000;
        double heapMb =
                measured.memoryAfter(10).heapMb() - measured.memoryAfter(1).heapMb();
        double nativeMb =
                measured.memoryAfter(10).nativeMb() - measured.memoryAfter(1).nativeMb();
        assertTrue(heapMb < SPREAD_MB + thousands * HEAP_MB_PER_THOUSAND, heapMb + " MB more heap\n" + measured);
        assertTrue(
                nativeMb < WARMED_UP_MB + thousands * NATIVE_MB_PER_THOUSAND,
                nativeMb + " MB more beside the heap\n" + measured);
    }

    /** The first tenth is not compared: its code is not compiled yet, and it is where cells are found. */
    private static void assertTimes(MeasuredFrames measured) {
        assertTrue(measured.stepMs(10, 50) < MOST_RATIO * measured.stepMs(2, 50) + SHORT_MS, measured::toString);
        assertTrue(measured.stepMs(10, 99) < MOST_RATIO * measured.stepMs(2, 99) + HELD_UP_MS, measured::toString);
    }
}
