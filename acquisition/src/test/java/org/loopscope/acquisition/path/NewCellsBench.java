package org.loopscope.acquisition.path;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;

/**
 * What new cells cost the imaging thread at 512x512 with 500 known cells: the path without, with the frames kept, with a
 * search under way on another thread, and with 100 new cells followed. Not a test: run {@link #main}. A second argument
 * paces the frames to that many a second, as in a session; without one they follow each other at once. The processor's
 * time leaves out what other programs of a busy machine take.
 */
final class NewCellsBench {
    private static final int SIDE = 512;
    private static final int KNOWN = 500;
    private static final int OTHERS = 100;
    private static final int DISTANCE_PX = 20;
    private static final int MOVIE = 32;
    private static final int WARM = 1500;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SessionClock stopwatch = new SystemSessionClock();
    private final FrameFormat format = new FrameFormat(SIDE, SIDE, 30);
    private final ImagingSettings settings = ImagingSettings.standard(format).withCalibration(120, 60);
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Roi> cells = new ArrayList<>();
    private final short[][] movie = new short[MOVIE][SIDE * SIDE];
    private final Frame frame = new Frame(SIDE, SIDE);
    private final ImagedFrame out = new ImagedFrame();
    private final int frames;
    private final double rateHz;

    private NewCellsBench(int frames, double rateHz) {
        this.frames = frames;
        this.rateHz = rateHz;
        makeScene();
    }

    public static void main(String[] arguments) {
        int frames = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3000;
        new NewCellsBench(frames, arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0).run();
    }

    private void run() {
        measure("without", path(false), 0, null);
        ImagingPath path = path(true);
        NewCells newCells = Objects.requireNonNull(path.newCells());
        long next = measure("frames kept", path, 0, null);
        CellSearch first = newCells.begin();
        // The first search of a process is its slowest: it compiles while it runs.
        long startNs = stopwatch.nowNs();
        CompletableFuture<FoundCells> search = CompletableFuture.supplyAsync(first::run);
        next = measure("first search under way", path, next, search);
        System.out.printf(
                "  it took %.1f s and found %d cells%n",
                (stopwatch.nowNs() - startNs) / 1e9, search.join().rois().size());
        newCells.adopt(search.join());
        measure("new cells followed, frames kept", path, next, null);
    }

    /** @param search until it is done, if it is given */
    private long measure(String what, ImagingPath path, long from, @Nullable CompletableFuture<FoundCells> search) {
        int warm = from == 0 ? WARM : 0;
        double[] ms = new double[search == null ? frames : 1 << 16];
        double[] cpuMs = new double[ms.length];
        int measured = 0;
        long index = from;
        long nextNs = stopwatch.nowNs();
        while (measured < ms.length && (search == null || !search.isDone())) {
            while (rateHz > 0 && stopwatch.nowNs() < nextNs) {
                Thread.onSpinWait();
            }
            nextNs += rateHz > 0 ? Math.round(1e9 / rateHz) : 0;
            System.arraycopy(movie[(int) (index % MOVIE)], 0, frame.pixels, 0, frame.pixels.length);
            frame.index = index++;
            long beganNs = stopwatch.nowNs();
            long beganCpuNs = threads.getCurrentThreadCpuTime();
            path.process(frame, out);
            if (index - from > warm) {
                cpuMs[measured] = (threads.getCurrentThreadCpuTime() - beganCpuNs) / 1e6;
                ms[measured++] = (stopwatch.nowNs() - beganNs) / 1e6;
            }
        }
        System.out.printf("%s, %d frames%n", what, measured);
        print("elapsed", Arrays.copyOf(ms, measured));
        print("processor", Arrays.copyOf(cpuMs, measured));
        return index;
    }

    private static void print(String what, double[] ms) {
        Arrays.sort(ms);
        System.out.printf(
                "  %-10s p50 %.3f, p99 %.3f, p99.9 %.3f, max %.3f ms%n",
                what,
                ms[ms.length / 2],
                ms[(int) (0.99 * ms.length)],
                ms[(int) (0.999 * ms.length)],
                ms[ms.length - 1]);
    }

    private ImagingPath path(boolean searching) {
        return new ImagingPath(
                format,
                settings,
                new GivenCells(new RoiSet(SIDE, SIDE, cells.subList(0, KNOWN), "bench")),
                QualitySettings.standard(settings.motion().maxShiftPx()),
                searching ? new NewCells(format, settings, OTHERS) : null,
                StageWatch.UNWATCHED);
    }

    /** Discs in a grid, in no order, bright in some of the movie's frames; the whole drifts by a pixel. */
    private void makeScene() {
        int perRow = (SIDE - DISTANCE_PX) / DISTANCE_PX;
        for (int i = 0; i < KNOWN + OTHERS; i++) {
            int slot = (int) (i * 601L % (perRow * (long) perRow));
            cells.add(disc(i, DISTANCE_PX * (slot % perRow + 1), DISTANCE_PX * (slot / perRow + 1)));
        }
        for (int f = 0; f < MOVIE; f++) {
            for (int p = 0; p < SIDE * SIDE; p++) {
                movie[f][p] = (short) (300 + random.nextInt(96));
            }
            for (Roi cell : cells) {
                boolean bright = (f + 5 * cell.id()) / 16 % 2 == 0;
                for (int pixel : cell.pixels()) {
                    movie[f][pixel + f / 16 % 2] += (short) (bright ? 400 : 200);
                }
            }
        }
    }

    private static Roi disc(int id, int x0, int y0) {
        int[] pixels = new int[121];
        int count = 0;
        for (int y = -5; y <= 5; y++) {
            for (int x = -5; x <= 5; x++) {
                if (x * x + y * y <= 30) {
                    pixels[count++] = (y0 + y) * SIDE + x0 + x;
                }
            }
        }
        float[] weights = new float[count];
        Arrays.fill(weights, 1f / count);
        return new Roi(id, Arrays.copyOf(pixels, count), weights);
    }
}
