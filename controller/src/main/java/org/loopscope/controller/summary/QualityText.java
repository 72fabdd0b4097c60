package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;

/** The model's quality in words and as a table, baselines beside it. What is not defined is a dash. */
public final class QualityText {
    private static final String ROW = "  %-24s %-24s";
    private static final String COLUMN = " %-24s";

    private QualityText() {}

    /** A value with its interval, or as much of it as there is. */
    public static String of(Estimate estimate) {
        if (!estimate.isDefined()) {
            return "-";
        }
        return estimate.hasInterval()
                ? String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", estimate.value(), estimate.low(), estimate.high())
                : String.format(Locale.ROOT, "%.3f", estimate.value());
    }

    /** Three decimals, or a dash. */
    static String of(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** None before there is anything to say. */
    static List<String> table(@Nullable TestQuality test, List<BaselineResult> baselines) {
        List<String> lines = new ArrayList<>();
        if (test == null || test.pictures() < 2) {
            return lines;
        }
        lines.add(String.format(
                Locale.ROOT,
                "Model quality on %d held-out pictures, %d presentations; %d of %d neurons have reliable signal; 95 %%"
                        + " intervals over pictures:",
                test.pictures(),
                test.presentations(),
                test.reliable().length,
                test.neurons()));
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, ROW, "", "model"));
        for (BaselineResult baseline : baselines) {
            head.append(String.format(Locale.ROOT, COLUMN, baseline.name()));
            head.append(String.format(Locale.ROOT, COLUMN, "model minus it"));
        }
        lines.add(head.toString().stripTrailing());
        StringBuilder all = new StringBuilder(row("r, all neurons", test.testCorrelation()));
        for (BaselineResult baseline : baselines) {
            add(all, baseline.quality().testCorrelation(), baseline.ahead().testCorrelation());
        }
        lines.add(all.toString().stripTrailing());
        lines.add(row("  its noise ceiling", test.testCeiling()).stripTrailing());
        if (test.reliable().length == 0) {
            lines.add("  no neuron has reliable signal: show the held-out pictures more often, or more of them");
            return lines;
        }
        lines.add("  over neurons with reliable signal:");
        for (QualityFigure figure : QualityFigure.values()) {
            lines.add(line(figure, test, baselines));
        }
        return lines;
    }

    private static String line(QualityFigure figure, TestQuality test, List<BaselineResult> baselines) {
        String name = (figure.isCeiling() ? "  " : "") + figure.words() + (figure.isHeavyTailed() ? ", median" : "");
        StringBuilder line = new StringBuilder(row(name, test.typical(figure)));
        if (!figure.isCeiling()) {
            for (BaselineResult baseline : baselines) {
                add(line, baseline.quality().typical(figure), baseline.ahead().of(figure));
            }
        }
        return line.toString().stripTrailing();
    }

    private static String row(String name, Estimate estimate) {
        return String.format(Locale.ROOT, ROW, name, of(estimate));
    }

    private static void add(StringBuilder line, Estimate baseline, Estimate ahead) {
        line.append(String.format(Locale.ROOT, COLUMN, of(baseline)));
        line.append(String.format(Locale.ROOT, COLUMN, of(ahead)));
    }
}
