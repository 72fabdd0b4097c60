package org.loopscope.tests.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Gives a reader damaged inputs, one after the other, each a function of the seed and its number. A reader that stays in
 * one for longer than {@link #MOST_CPU_NS} of processor time hangs: the time of day tells nothing on a busy machine.
 * Failing inputs are kept in {@code target/fuzz}, one for each place that fails.
 */
final class FuzzRun {
    static final long MOST_CPU_NS = 2_000_000_000L;

    private static final int MOST_FAILURES = 20;
    private static final long LOOK_EVERY_MS = 50;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final FuzzTarget target;
    private final int inputs;
    private final long seed;
    private final Path folder;
    private final Map<String, String> failures = new LinkedHashMap<>();
    private int read;
    private int refused;
    private @Nullable Throwable lastThrown;
    private long largestBytes;
    private long slowestNs;
    /** Of the input that is being read, for who watches. */
    private volatile byte[] current = {};

    private volatile long begunCpuNs = Long.MAX_VALUE;
    private volatile @Nullable Throwable broken;

    /** What came of it. */
    record Outcome(int read, int refused, List<String> failures) {}

    /** @param folder where failing inputs are kept */
    FuzzRun(FuzzTarget target, int inputs, long seed, Path folder) {
        this.target = target;
        this.inputs = inputs;
        this.seed = seed;
        this.folder = folder;
    }

    Outcome run() throws InterruptedException {
        long begunNs = System.nanoTime();
        Thread worker =
                Thread.ofPlatform().name("fuzz " + target.name()).daemon().unstarted(this::readAll);
        worker.setUncaughtExceptionHandler((_, e) -> broken = e);
        worker.start();
        while (!worker.join(java.time.Duration.ofMillis(LOOK_EVERY_MS))) {
            if (THREADS.getThreadCpuTime(worker.threadId()) - begunCpuNs > MOST_CPU_NS) {
                StackTraceElement[] where = worker.getStackTrace();
                keep("hang", "hangs at " + (where.length > 0 ? where[0] : "an unknown place"));
                break;
            }
        }
        if (broken != null) {
            throw new AssertionError(target.name() + ": the fuzzer itself failed", broken);
        }
        System.out.printf(
                "fuzz %s: seed %d, %d inputs, %d read, %d refused, %.1f s, most memory %.2f MB, slowest %.0f ms%n",
                target.name(),
                seed,
                read + refused,
                read,
                refused,
                1e-9 * (System.nanoTime() - begunNs),
                1e-6 * largestBytes,
                1e-6 * slowestNs);
        return new Outcome(read, refused, List.copyOf(failures.values()));
    }

    private void readAll() {
        target.seeds().forEach(valid -> {
            current = valid;
            if (!attempt() || !failures.isEmpty()) {
                throw new AssertionError(target.name() + ": a valid input was refused: " + lastThrown + failures);
            }
        });
        // What is loaded and made once belongs to no input.
        largestBytes = 0;
        slowestNs = 0;
        for (int number = 0; number < inputs && failures.size() < MOST_FAILURES; number++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
            current = damaged(random);
            if (attempt()) {
                read++;
            } else {
                refused++;
            }
        }
    }

    private byte[] damaged(SplittableRandom random) {
        boolean words = target.syntax() == FuzzTarget.Syntax.TEXT && random.nextInt(4) != 0;
        return words
                ? new TextDamage(target.seeds(), random).damaged()
                : new ByteDamage(target.seeds(), random).damaged();
    }

    /** Whether the input was read, and not refused. */
    private boolean attempt() {
        long cpuNs = THREADS.getCurrentThreadCpuTime();
        begunCpuNs = cpuNs;
        long heap = THREADS.getCurrentThreadAllocatedBytes();
        long direct = directBytes();
        boolean done = false;
        try {
            target.reader().read(current.clone());
            done = true;
        } catch (Throwable e) {
            lastThrown = e;
            check(e);
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - heap + Math.max(0, directBytes() - direct);
        begunCpuNs = Long.MAX_VALUE;
        long tookNs = THREADS.getCurrentThreadCpuTime() - cpuNs;
        largestBytes = Math.max(largestBytes, bytes);
        slowestNs = Math.max(slowestNs, tookNs);
        if (bytes > target.mostBytes(current)) {
            keep("memory", current.length + " bytes made the reader allocate " + bytes);
        }
        if (tookNs > MOST_CPU_NS) {
            keep("slow", "took " + tookNs / 1_000_000 + " ms");
        }
        return done;
    }

    private void check(Throwable thrown) {
        boolean refusal = thrown instanceof IOException || target.refusals().contains(thrown.getClass());
        String message = String.valueOf(thrown.getMessage());
        if (!refusal) {
            keep("accident at " + place(thrown), thrown + " at " + place(thrown));
        } else if (thrown.getMessage() == null
                || message.isBlank()
                || message.lines().count() != 1) {
            keep("message at " + place(thrown), "not one line at " + place(thrown) + ": " + message);
        } else if (!message.contains(target.named())) {
            keep(
                    "name at " + place(thrown),
                    "does not name " + target.named() + " at " + place(thrown) + ": " + message);
        }
    }

    /** The first place in the product's code, and where it was called from. */
    private static String place(Throwable thrown) {
        List<String> ours = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("org.loopscope.") && ours.size() < 2) {
                ours.add(frame.getFileName() + ":" + frame.getLineNumber());
            }
        }
        return ours.isEmpty() ? String.valueOf(thrown.getStackTrace().length) : String.join(" < ", ours);
    }

    private synchronized void keep(String kind, String what) {
        if (failures.containsKey(kind)) {
            return;
        }
        Path file = folder.resolve(target.name().replaceAll("[^A-Za-z0-9]+", "-") + "-" + failures.size() + ".input");
        try {
            Files.createDirectories(folder);
            Files.write(file, current);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        failures.put(kind, target.name() + " (seed " + seed + "): " + what + "; the input is in " + file);
    }

    private static long directBytes() {
        long bytes = 0;
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            bytes += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
        }
        return bytes;
    }
}
