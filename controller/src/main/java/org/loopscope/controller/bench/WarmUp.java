package org.loopscope.controller.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;

/**
 * Says when the virtual machine has compiled what runs: code that is not compiled yet is slow, and vectors in it are
 * objects. A session has its rehearsal for that.
 */
final class WarmUp {
    private static final int FEWEST_FRAMES = 600;
    private static final int MOST_FRAMES = 30_000;
    /** So many frames without any compilation are taken for the end of it. */
    private static final int QUIET_FRAMES = 600;

    private final CompilationMXBean compilation = Objects.requireNonNull(ManagementFactory.getCompilationMXBean());
    private long compiledMs = -1;
    private int quietSince;

    /** @param frame their number, from 0 */
    boolean over(int frame) {
        long nowMs = compilation.getTotalCompilationTime();
        if (nowMs != compiledMs) {
            compiledMs = nowMs;
            quietSince = frame;
        }
        return frame >= MOST_FRAMES || (frame >= FEWEST_FRAMES && frame - quietSince >= QUIET_FRAMES);
    }
}
