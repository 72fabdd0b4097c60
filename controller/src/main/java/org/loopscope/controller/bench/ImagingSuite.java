package org.loopscope.controller.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.pictures.CostPicture;
import org.loopscope.firmware.clock.SessionClock;

/**
 * The imaging benchmark: every case, one after the other. With a baseline, ours and the baseline's take turns, and the
 * ratio is the median over the turns of the medians' ratios, so that a noisy neighbour meets both; the figures are those
 * of our turn with the median median.
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
        List<ImagingBars.Bar> bars = ImagingBars.of(done);
        bars.forEach(console::println);
        console.flush();
        return bars.stream().allMatch(ImagingBars.Bar::holds);
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
        if (baseline == null) {
            return new ImagingBench(stopwatch, frames, searching).run(of, movie);
        }
        List<ImagingFigures> turns = new ArrayList<>();
        double[] ratios = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            ImagingFigures ours = new ImagingBench(stopwatch, frames, searching).run(of, movie);
            turns.add(ours);
            ratios[turn] = baseline.medianMs(of, movie, Math.min(frames, MOST_BASELINE_FRAMES))
                    / ours.frame().p50();
        }
        Arrays.sort(ratios);
        turns.sort(Comparator.comparingDouble(figures -> figures.frame().p50()));
        return turns.get(TURNS / 2).withRatio(ratios[TURNS / 2]);
    }
}
