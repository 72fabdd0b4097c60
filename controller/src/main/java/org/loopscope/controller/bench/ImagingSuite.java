package org.loopscope.controller.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.pictures.CostPicture;
import org.loopscope.firmware.clock.SessionClock;

/**
 * The imaging benchmark: every case, one after the other, each in three turns; every figure is the median over the turns,
 * so that one that was disturbed does not count. With a baseline, ours and the baseline's take turns, and the ratio is that of the medians
 * within a turn, so that a noisy neighbour meets both.
 */
public final class ImagingSuite {
    private static final int TURNS = 3;
    private static final int MOST_BASELINE_FRAMES = 300;

    private final SessionClock stopwatch;
    private final int frames;
    private final boolean searching;
    private final @Nullable NumpyBaseline baseline;
    private final List<ImagingFigures> done = new ArrayList<>();

    /**
     * @param frames measured in each case
     * @param searching whether searches for new cells run beside it
     * @param script the baseline's, or null
     */
    public ImagingSuite(SessionClock stopwatch, int frames, boolean searching, @Nullable Path script)
            throws IOException {
        this.searching = searching;
        this.stopwatch = stopwatch;
        this.frames = frames;
        this.baseline = script == null ? null : new NumpyBaseline(script);
    }

    /**
     * Runs and prints, a row as soon as it is known.
     *
     * @param cases such as {@code 512x512x500}; none means all
     * @throws org.loopscope.controller.config.ConfigurationException when a case cannot be read or the baseline fails
     */
    public void run(List<String> cases, PrintWriter console) throws IOException, InterruptedException {
        List<ImagingCase> chosen = cases.isEmpty()
                ? ImagingCase.all()
                : cases.stream().map(ImagingCase::parse).toList();
        ImagingReport.header(console);
        for (ImagingCase of : chosen) {
            ImagingFigures figures = run(of);
            done.add(figures);
            ImagingReport.row(console, figures);
        }
    }

    /**
     * Prints the bars that the cases which were run are held to.
     *
     * @return whether all hold
     */
    public boolean held(PrintWriter console) {
        List<Bar> bars = ImagingBars.of(done);
        bars.forEach(console::println);
        if (baseline == null) {
            console.println("Not measured: how many times faster than the NumPy pipeline (--baseline)");
        }
        console.flush();
        return bars.stream().allMatch(Bar::holds);
    }

    public void write(Path json) throws IOException {
        ImagingReport.write(done, json);
    }

    /** Draws how the time grows with pixels and with cells. */
    public void draw(Path png) {
        new CostPicture(done.stream()
                        .map(figures -> new CostPicture.Cost(
                                figures.of().widthPx(),
                                figures.of().heightPx(),
                                figures.of().cells(),
                                figures.frame().p50()))
                        .toList())
                .writeTo(png);
    }

    private ImagingFigures run(ImagingCase of) throws IOException, InterruptedException {
        BenchMovie movie = ImagingBench.movie(of);
        List<ImagingFigures> turns = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            ImagingFigures ours = new ImagingBench(stopwatch, frames, searching).run(of, movie);
            turns.add(
                    baseline == null
                            ? ours
                            : ours.withRatio(baseline.medianMs(of, movie, Math.min(frames, MOST_BASELINE_FRAMES))
                                    / ours.frame().p50()));
        }
        return ImagingFigures.median(turns);
    }
}
