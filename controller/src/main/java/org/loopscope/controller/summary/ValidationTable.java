package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loopscope.inference.policy.ValidationSchedule.Kind;

/** What the targets answered to each kind of validated picture, over all targets. */
public final class ValidationTable {
    private ValidationTable() {}

    /**
     * One kind.
     *
     * @param targets how many targets it was measured for
     * @param measured mean over these targets of their mean response, dF/F units per frame
     * @param ofSynthesized that mean as a share of the same targets' mean to their synthesized images
     * @param driveOfOptimum mean over the targets with a truth of the picture's true drive as a share of the optimum; not a
     *     number without truth
     * @param each every target's mean response, dF/F units per frame; not a number where it was not measured
     */
    public record Row(
            Kind kind, int targets, double measured, double ofSynthesized, double driveOfOptimum, double[] each) {
        /** The kind in words, as a session's block names it. */
        public String name() {
            return kind.policy().replace("-control", "");
        }
    }

    /** A row for each kind that was measured for any target. */
    public static List<Row> of(List<TargetOutcome> outcomes) {
        List<Row> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            double sum = 0;
            double synthesized = 0;
            int targets = 0;
            DoubleSummaryStatistics drives = new DoubleSummaryStatistics();
            double[] each = new double[outcomes.size()];
            for (int t = 0; t < each.length; t++) {
                TargetOutcome outcome = outcomes.get(t);
                float measured = measured(kind, outcome);
                each[t] = measured;
                if (!Float.isNaN(measured)) {
                    sum += measured;
                    synthesized += outcome.mostExciting().measured();
                    targets++;
                    if (outcome.truth() != null) {
                        drives.accept(outcome.truth().shareOfOptimum(trueDrive(kind, outcome, outcome.truth())));
                    }
                }
            }
            if (targets > 0) {
                double drive = drives.getCount() == 0 ? Double.NaN : drives.getAverage();
                double ofSynthesized = synthesized > 0 ? sum / synthesized : Double.NaN;
                rows.add(new Row(kind, targets, sum / targets, ofSynthesized, drive, each));
            }
        }
        return List.copyOf(rows);
    }

    /** The table in one line, for the end of a run. */
    static String line(List<Row> rows) {
        List<String> parts = new ArrayList<>();
        for (Row row : rows) {
            if (row.kind() != Kind.SYNTHESIZED) {
                parts.add(String.format(Locale.ROOT, "%s %.2f", row.name(), row.ofSynthesized()));
            }
        }
        if (rows.stream().anyMatch(row -> Double.isNaN(row.ofSynthesized()))) {
            return "No response to the synthesized images was measured that others could be compared with";
        }
        return "Mean measured response, synthesized image 1.00: " + String.join(", ", parts);
    }

    private static float measured(Kind kind, TargetOutcome outcome) {
        return switch (kind) {
            case SYNTHESIZED -> outcome.mostExciting().measured();
            case BEST_OF_BANK -> outcome.bestOfBank().measured();
            case EVOLVED, CONTRAST_REVERSED, PHASE_SHIFTED, LEAST_EXCITING, NATURAL ->
                control(kind, outcome).map(ControlOutcome::measured).orElse(Float.NaN);
        };
    }

    private static double trueDrive(Kind kind, TargetOutcome outcome, TargetTruth truth) {
        return switch (kind) {
            case SYNTHESIZED -> truth.mostExciting();
            case BEST_OF_BANK -> truth.bestOfBank();
            case EVOLVED, CONTRAST_REVERSED, PHASE_SHIFTED, LEAST_EXCITING, NATURAL ->
                control(kind, outcome).map(ControlOutcome::trueDrive).orElse(Double.NaN);
        };
    }

    private static Optional<ControlOutcome> control(Kind kind, TargetOutcome outcome) {
        return outcome.controls().stream()
                .filter(control -> control.kind() == kind)
                .findFirst();
    }
}
