package org.loopscope.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameSource;

/**
 * A microscope that ends after so many frames, and measures the program behind it: how long each step took, from the hand-over
 * of a frame to the next request, and at each tenth of the frames what memory is held. At full speed all of a frame's way but
 * the disk lies between two requests.
 */
final class MeasuredFrames extends PassedOnFrames {
    private static final int PARTS = 10;
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double BYTES_PER_MB = 1 << 20;

    private final int frames;
    private final long[] stepNs;
    private final List<Memory> memory = new ArrayList<>();
    private int taken;
    private long handedOverNs;

    /**
     * What is held after a garbage collection.
     *
     * @param heapMb live objects
     * @param nativeMb resident pages beside the heap that is in use, 0 where they are not told
     */
    record Memory(double heapMb, double nativeMb) {}

    MeasuredFrames(FrameSource real, int frames) {
        super(real);
        this.frames = frames;
        stepNs = new long[frames];
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        if (taken > 0 && handedOverNs != 0) {
            stepNs[taken - 1] = System.nanoTime() - handedOverNs;
            handedOverNs = 0;
            if (taken % (frames / PARTS) == 0) {
                memory.add(held());
            }
        }
        if (taken == frames) {
            return Poll.ENDED;
        }
        Poll polled = real.poll(nowNs, into);
        if (polled == Poll.FRAME) {
            taken++;
            handedOverNs = System.nanoTime();
        }
        return polled;
    }

    private static Memory held() {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Memory(
                heap.getUsed() / BYTES_PER_MB, Math.max(0, residentMb() - heap.getCommitted() / BYTES_PER_MB));
    }

    private static double residentMb() {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            String resident = Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .orElseThrow();
            return Double.parseDouble(resident.replaceAll("[^0-9]", "")) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int taken() {
        return taken;
    }

    /** At the end of a tenth of the frames, the first one is 1. */
    Memory memoryAfter(int tenth) {
        return memory.get(tenth - 1);
    }

    /** Milliseconds that so many percent of a tenth's steps took at most; the first tenth is 1. */
    double stepMs(int tenth, double percentile) {
        int each = frames / PARTS;
        long[] sorted = Arrays.copyOfRange(stepNs, (tenth - 1) * each, tenth * each);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(percentile / 100 * each) - 1] / 1e6;
    }

    /** A line for each tenth. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        for (int tenth = 1; tenth <= memory.size(); tenth++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%7d frames: heap %6.1f MB, native %6.1f MB, step median %.2f ms, p99 %.2f ms%n",
                    tenth * (frames / PARTS),
                    memoryAfter(tenth).heapMb(),
                    memoryAfter(tenth).nativeMb(),
                    stepMs(tenth, 50),
                    stepMs(tenth, 99)));
        }
        return lines.toString();
    }
}
