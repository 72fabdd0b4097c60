package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.summary.QualityText;
import org.loopscope.controller.summary.SessionFigures.Progress;
import org.loopscope.firmware.clock.SessionClock;

/** One line that says where the session is: rewritten in a terminal, added to now and then in a file. */
final class ProgressLine implements Consumer<Progress> {
    private static final long TERMINAL_EVERY_NS = 500_000_000L;
    private static final long FILE_EVERY_NS = 15_000_000_000L;

    private final PrintWriter out;
    private final SessionClock stopwatch;
    private final boolean terminal;
    private long nextNs;
    private int lastLength;

    ProgressLine(PrintWriter out, SessionClock stopwatch, boolean terminal) {
        this.out = out;
        this.stopwatch = stopwatch;
        this.terminal = terminal;
    }

    @Override
    public void accept(Progress progress) {
        long nowNs = stopwatch.nowNs();
        if (nowNs < nextNs) {
            return;
        }
        nextNs = nowNs + (terminal ? TERMINAL_EVERY_NS : FILE_EVERY_NS);
        String text = text(progress, nowNs);
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, lastLength - text.length())));
            lastLength = text.length();
        } else {
            out.println(text);
        }
        out.flush();
    }

    private static String text(Progress progress, long nowNs) {
        QualityPoint newest = progress.quality();
        String quality = newest == null ? "" : " | model r " + quality(newest);
        return String.format(
                Locale.ROOT,
                "[%3d:%02d] %-12s | %d frames, %d lost | %d shown%s | p99 %.1f ms%s%s",
                nowNs / 60_000_000_000L,
                nowNs / 1_000_000_000L % 60,
                progress.block(),
                progress.frames(),
                progress.lost(),
                progress.presentations(),
                progress.newCells() == 0 ? "" : " | " + progress.newCells() + " new cells",
                progress.latency().p99(),
                quality,
                progress.wrong().isEmpty() ? "" : " | FRAMES: " + progress.wrong());
    }

    private static String quality(QualityPoint quality) {
        if (!quality.interval().isDefined()) {
            return String.format(Locale.ROOT, "%.3f", quality.testCorrelation());
        }
        String ceiling = quality.ceiling().value() > 0
                ? String.format(Locale.ROOT, ", ceiling %.3f", quality.ceiling().value())
                : "";
        return QualityText.of(quality.interval()) + ceiling;
    }

    /** Leaves the line standing. */
    void end() {
        if (terminal && lastLength > 0) {
            out.println();
            out.flush();
        }
    }
}
