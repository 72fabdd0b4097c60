package org.loopscope.controller.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.pictures.CostPicture;
import org.loopscope.firmware.clock.SessionClock;

/**
 * The imaging benchmark: every case, one after the other. With a baseline, ours and the baseline's take turns, and the
 * ratio is the median over the turns of the medians' ratios, so that a noisy neighbour meets both.
 */
public final class ImagingSuite {
    private static final int TURNS = 3;
    private static final int MOST_BASELINE_FRAMES = 300;

    private final SessionClock stopwatch;
    private final int frames;
    private final @Nullable NumpyBaseline baseline;
    private final List<ImagingFigures> done = new ArrayList<>();

    /**
     * @param frames measured in each case
     * @param script the baseline's, or null
     */
    public ImagingSuite(SessionClock stopwatch, int frames, @Nullable Path script) throws IOException {
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
                                figures.p50()))
                        .toList())
                .writeTo(png);
    }

    private ImagingFigures run(ImagingCase of) throws IOException, InterruptedException {
        BenchMovie movie = ImagingBench.movie(of);
        ImagingFigures first = new ImagingBench(stopwatch, frames).run(of, movie);
        if (baseline == null) {
            return first;
        }
        double[] ratios = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            double ours = turn == 0
                    ? first.p50()
                    : new ImagingBench(stopwatch, frames).run(of, movie).p50();
            ratios[turn] = baseline.medianMs(of, movie, Math.min(frames, MOST_BASELINE_FRAMES)) / ours;
        }
        Arrays.sort(ratios);
        return first.withRatio(ratios[TURNS / 2]);
    }
}
