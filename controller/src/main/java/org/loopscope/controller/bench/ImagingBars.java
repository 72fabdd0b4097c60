package org.loopscope.controller.bench;

import java.util.ArrayList;
import java.util.List;

/** What the imaging path is held to: at 512x512 with 500 cells in time, in every case in memory. */
final class ImagingBars {
    private static final ImagingCase TIMED = new ImagingCase(512, 512, 500);
    private static final double MOST_P50_MS = 1.5;
    private static final double MOST_P99_MS = 3;
    private static final double LEAST_RATIO = 3;
    /** Less than one object in a thousand frames. */
    private static final double MOST_BYTES = 0.016;
    /** A frame's time at 30 Hz: a search that held the imaging up would take seconds. */
    private static final double MOST_WITH_SEARCH_MS = 1000.0 / 30;

    private ImagingBars() {}

    /** Those that the cases which were run have. */
    static List<Bar> of(List<ImagingFigures> all) {
        List<Bar> bars = new ArrayList<>();
        for (ImagingFigures figures : all) {
            if (figures.searches() > 0) {
                bars.add(Bar.atMost(
                        figures.of() + ", p99.9 (ms) beside a search for new cells",
                        figures.frame().p999(),
                        MOST_WITH_SEARCH_MS));
                continue;
            }
            bars.add(Bar.atMost(figures.of() + ", bytes allocated per frame", figures.bytesPerFrame(), MOST_BYTES));
            if (figures.of().equals(TIMED)) {
                bars.add(Bar.atMost(figures.of() + ", p50 (ms)", figures.frame().p50(), MOST_P50_MS));
                bars.add(Bar.atMost(figures.of() + ", p99 (ms)", figures.frame().p99(), MOST_P99_MS));
                if (!Double.isNaN(figures.ratioToBaseline())) {
                    double ratio = figures.ratioToBaseline();
                    bars.add(Bar.atLeast(figures.of() + ", baseline's p50 over ours", ratio, LEAST_RATIO));
                }
            }
        }
        return bars;
    }
}
