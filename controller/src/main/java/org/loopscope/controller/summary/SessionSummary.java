package org.loopscope.controller.summary;

import java.util.List;

/**
 * A session in figures.
 *
 * @param latencyBasis "arrival" in real time, "service" at full speed, where frames do not arrive but are fetched
 * @param baselines simple models fitted to the same presentations, the pixel ridge first
 * @param labels cells that were judged simple or complex, by neuron
 */
public record SessionSummary(
        String sessionId,
        String outcome,
        String latencyBasis,
        double wallSeconds,
        SessionFigures figures,
        List<BaselineResult> baselines,
        List<NamedCurve> comparisons,
        List<TargetOutcome> targets,
        List<LabelledCell> labels,
        String device,
        String version) {

    /** Another run's quality over presentations, for comparison. */
    public record NamedCurve(String name, List<QualityPoint> quality) {
        public NamedCurve {
            quality = List.copyOf(quality);
        }
    }

    public SessionSummary {
        baselines = List.copyOf(baselines);
        comparisons = List.copyOf(comparisons);
        targets = List.copyOf(targets);
        labels = List.copyOf(labels);
    }

    /** The last test correlation, NaN when none was measured. */
    public double testCorrelation() {
        List<QualityPoint> quality = figures.quality();
        return quality.isEmpty() ? Double.NaN : quality.getLast().testCorrelation();
    }

    /** Presentations behind it. */
    public int lastPresentations() {
        List<QualityPoint> quality = figures.quality();
        return quality.isEmpty() ? 0 : quality.getLast().presentations();
    }

    /** Test correlation of the first baseline, NaN when there was too little to fit or to test. */
    public double baselineCorrelation() {
        return baselines.isEmpty()
                ? Double.NaN
                : baselines.getFirst().quality().testCorrelation().value();
    }

    /** Mean over the targets with a truth of the image's true drive as a fraction of the optimum; NaN without truth. */
    public double meanDriveOfOptimum() {
        return targets.stream()
                .map(TargetOutcome::truth)
                .filter(java.util.Objects::nonNull)
                .mapToDouble(truth -> truth.shareOfOptimum(truth.mostExciting()))
                .average()
                .orElse(Double.NaN);
    }

    /** Mean over the targets of an average bank picture's true drive, as a fraction of the optimum: chance. */
    public double chanceDriveOfOptimum() {
        return targets.stream()
                .map(TargetOutcome::truth)
                .filter(java.util.Objects::nonNull)
                .mapToDouble(truth -> truth.shareOfOptimum(truth.averageOfBank()))
                .average()
                .orElse(Double.NaN);
    }

    /** Mean true drive of the images over the mean true drive of the bank's truly best pictures; NaN without truth. */
    public double driveOverBestOfBank() {
        double images = 0;
        double bank = 0;
        for (TargetOutcome target : targets) {
            TargetTruth truth = target.truth();
            if (truth != null) {
                images += truth.shareOfOptimum(truth.mostExciting());
                bank += truth.shareOfOptimum(truth.trueBestOfBank());
            }
        }
        return bank > 0 ? images / bank : Double.NaN;
    }

    /** Targets whose measured response to their image is above that to the bank's best, of those with both. */
    public long measuredAbove() {
        return targets.stream()
                .filter(target ->
                        target.mostExciting().measured() > target.bestOfBank().measured())
                .count();
    }
}
