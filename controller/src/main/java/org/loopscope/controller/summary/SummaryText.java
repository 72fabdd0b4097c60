package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loopscope.acquisition.days.DayMatches;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.inference.policy.ValidationSchedule.Kind;

/** The session in words, for the end of a run. */
public final class SummaryText {
    private SummaryText() {}

    public static List<String> lines(SessionSummary summary) {
        SessionFigures figures = summary.figures();
        SessionFigures.Counts counts = figures.counts();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "Session %s: %s, %.0f s", summary.sessionId(), summary.outcome(), summary.wallSeconds()));
        if (counts.framesAcquired() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Frames: %d acquired, %d lost, %d late, %d duplicated, %d out of order, %d raw not kept",
                    counts.framesAcquired(),
                    counts.framesLost(),
                    counts.framesLate(),
                    counts.framesDuplicated(),
                    counts.framesReordered(),
                    counts.framesShed()));
        }
        VolumeFigures volumes = figures.volumes();
        if (volumes.whole() + volumes.lost() > 0) {
            lines.add(String.format(
                    Locale.ROOT, "Volumes: %d whole, %d lost with a frame or more", volumes.whole(), volumes.lost()));
        }
        if (figures.frameQuality().measured() > 0) {
            lines.add(quality(figures.frameQuality()));
        }
        if (figures.matched() != null) {
            lines.add(matched(figures.matched(), figures.cells()));
        }
        if (figures.newCells().begunSearches() > 0) {
            lines.add(newCells(figures.newCells()));
        }
        lines.add(latency("Activity latency", figures.latency(), summary));
        lines.add(latency("Decision latency", figures.decisionLatency(), summary));
        lines.add(String.format(
                Locale.ROOT,
                "Decisions: %d, %d missed their deadline; %d presentations, %d pulses",
                counts.decisions(),
                counts.missed(),
                counts.presentations(),
                counts.pulses()));
        if (!Double.isNaN(summary.testCorrelation())) {
            QualityPoint last = figures.quality().getLast();
            lines.add(String.format(
                    Locale.ROOT,
                    "Model: test correlation %.3f on held-out pictures (pixel ridge %s) after %d presentations, %d"
                            + " steps, on %s",
                    summary.testCorrelation(),
                    QualityText.of(summary.baselineCorrelation()),
                    last.presentations(),
                    last.trainingSteps(),
                    summary.device()));
            lines.addAll(QualityText.table(figures.test(), summary.baselines()));
        }
        for (SessionSummary.NamedCurve comparison : summary.comparisons()) {
            if (!comparison.quality().isEmpty()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "Compared with %s: test correlation %.3f",
                        comparison.name(),
                        comparison.quality().getLast().testCorrelation()));
            }
        }
        targets(summary, lines);
        if (!summary.labels().isEmpty()) {
            lines.add(LabelFigures.line(summary.labels()));
        }
        figures.faults().forEach(fault -> lines.add("Fault: " + fault));
        return lines;
    }

    private static void targets(SessionSummary summary, List<String> lines) {
        if (summary.targets().isEmpty()) {
            return;
        }
        if (!Double.isNaN(summary.figures().secondsToFirstMostExciting())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "First synthesized image on the screen %.1f s after the last mapping picture",
                    summary.figures().secondsToFirstMostExciting()));
        }
        lines.add(String.format(
                Locale.ROOT,
                "Validation: the synthesized image beats the bank's best in %d of %d targets as measured",
                summary.measuredAbove(),
                summary.targets().size()));
        List<ValidationTable.Row> validated = ValidationTable.of(summary.targets());
        lines.add(ValidationTable.line(validated));
        if (!Double.isNaN(summary.meanDriveOfOptimum())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Ground truth: the synthesized images drive their neurons to %.2f of the optimum at equal contrast,"
                            + " %.2f times the bank's truly best (an average picture of the bank: %.2f)",
                    summary.meanDriveOfOptimum(),
                    summary.driveOverBestOfBank(),
                    summary.chanceDriveOfOptimum()));
            validated.stream()
                    .filter(row -> row.kind() == Kind.EVOLVED)
                    .map(row -> String.format(
                            Locale.ROOT, "The evolved pictures: %.2f of the optimum", row.driveOfOptimum()))
                    .forEach(lines::add);
        }
    }

    private static String newCells(NewCellFigures found) {
        return String.format(
                Locale.ROOT,
                "New cells: %d in %d searches; %d not finished",
                found.count(),
                found.adoptedSearches(),
                found.begunSearches() - found.adoptedSearches());
    }

    private static String quality(QualityFigures quality) {
        String trend = Double.isNaN(quality.brightnessPercentPerMinute())
                ? ""
                : String.format(Locale.ROOT, " (%+.1f %% a minute)", quality.brightnessPercentPerMinute());
        String light = Double.isNaN(quality.brightnessLeft())
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; light at %.0f %% of the calibration's%s",
                        100 * quality.brightnessLeft(),
                        trend);
        return String.format(
                Locale.ROOT,
                "Frame quality: %d moved, %d dark, %d saturated, %d out of focus%s; %d presentations invalid",
                quality.frames(QualityFlag.MOTION),
                quality.frames(QualityFlag.DARK),
                quality.frames(QualityFlag.SATURATED),
                quality.frames(QualityFlag.FOCUS),
                light,
                quality.invalidPresentations());
    }

    private static String matched(CellsMatched matched, int cells) {
        DayMatches found = matched.found();
        return String.format(
                Locale.ROOT,
                "Earlier session: %d of its %d cells are among the %d (%.1f of these matches expected false); the field"
                        + " %s",
                found.matches().size(),
                matched.earlier().size(),
                cells,
                found.expectedFalse(),
                found.registration().inWords());
    }

    private static String latency(String name, LatencyFigures figures, SessionSummary summary) {
        LatencyFigures.Quantiles q = figures.quantiles();
        return String.format(
                Locale.ROOT,
                "%s (%s): p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms%s",
                name,
                summary.latencyBasis(),
                q.p50(),
                q.p99(),
                q.p999(),
                q.max(),
                // At full speed the source waits: a long service time misses nothing.
                summary.latencyBasis().equals("arrival")
                        ? String.format(Locale.ROOT, "; deadline %.1f ms", q.deadline())
                        : "");
    }
}
