package org.loopscope.controller.summary;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.days.DayMatches;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.inference.policy.ValidationSchedule;

/** Writes {@code summary.json}. A figure that was not measured is null. */
public final class SummaryJson {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public void write(SessionSummary summary, Path file) throws IOException {
        mapper.writeValue(file.toFile(), tree(summary));
    }

    private ObjectNode tree(SessionSummary summary) {
        SessionFigures figures = summary.figures();
        SessionFigures.Counts counts = figures.counts();
        ObjectNode root = mapper.createObjectNode();
        root.put("session_id", summary.sessionId());
        root.put("outcome", summary.outcome());
        root.put("session_seconds", figures.sessionSeconds());
        root.put("wall_seconds", summary.wallSeconds());
        root.put("cells", figures.cells());
        earlier(root, figures.matched());
        root.putObject("new_cells")
                .put("found", figures.newCells().count())
                .put("searches", figures.newCells().begunSearches())
                .put("searches_adopted", figures.newCells().adoptedSearches());
        root.putObject("frames")
                .put("acquired", counts.framesAcquired())
                .put("lost", counts.framesLost())
                .put("late", counts.framesLate())
                .put("arrived_late", counts.framesArrivedLate())
                .put("duplicated", counts.framesDuplicated())
                .put("reordered", counts.framesReordered())
                .put("raw_not_kept", counts.framesShed());
        VolumeFigures volumes = figures.volumes();
        if (volumes.whole() + volumes.lost() > 0) {
            root.putObject("volumes").put("whole", volumes.whole()).put("lost", volumes.lost());
        }
        quality(root.putObject("quality"), figures.frameQuality());
        latency(root.putObject("latency_ms"), figures.latency());
        latency(root.putObject("decision_latency_ms"), figures.decisionLatency());
        latency(root.putObject("output_latency_ms"), figures.outputLatency());
        root.put("latency_basis", summary.latencyBasis());
        root.putObject("decisions").put("total", counts.decisions()).put("missed_deadline", counts.missed());
        root.put("presentations", counts.presentations());
        root.put("pulses", counts.pulses());
        model(root.putObject("model"), summary);
        targets(root.putArray("targets"), summary.targets());
        ArrayNode validation = root.putArray("validation");
        for (ValidationTable.Row row : ValidationTable.of(summary.targets())) {
            ObjectNode entry =
                    validation.addObject().put("kind", key(row.kind())).put("targets", row.targets());
            put(entry, "measured", row.measured());
            put(entry, "of_synthesized", row.ofSynthesized());
            put(entry, "drive_of_optimum", row.driveOfOptimum());
        }
        LabelFigures.write(root.putObject("simple_and_complex"), summary.labels());
        put(root, "mean_drive_of_optimum", summary.meanDriveOfOptimum());
        put(root, "chance_drive_of_optimum", summary.chanceDriveOfOptimum());
        put(root, "drive_over_best_of_bank", summary.driveOverBestOfBank());
        ArrayNode faults = root.putArray("faults");
        figures.faults().forEach(faults::add);
        root.put("device", summary.device());
        root.put("version", summary.version());
        return root;
    }

    private static void earlier(ObjectNode root, @Nullable CellsMatched matched) {
        if (matched == null) {
            root.putNull("earlier");
            return;
        }
        DayMatches found = matched.found();
        ObjectNode node = root.putObject("earlier")
                .put("source", matched.earlier().provenance())
                .put("cells", matched.earlier().size())
                .put("matched", found.matches().size())
                .put("doubtful", found.doubtful());
        put(node, "expected_false", found.expectedFalse());
        put(node, "shift_x_px", found.registration().shiftXPx());
        put(node, "shift_y_px", found.registration().shiftYPx());
        put(node, "rotation_deg", found.registration().displacement().rotationDeg());
        put(node, "field_correlation", found.registration().correlation());
    }

    private static void quality(ObjectNode node, QualityFigures quality) {
        node.put("frames_measured", quality.measured());
        for (QualityFlag flag : QualityFlag.values()) {
            node.put(flag.name().toLowerCase(Locale.ROOT) + "_frames", quality.frames(flag));
        }
        put(node, "brightness_left", quality.brightnessLeft());
        put(node, "brightness_percent_per_minute", quality.brightnessPercentPerMinute());
        node.put("invalid_presentations", quality.invalidPresentations());
    }

    private static void latency(ObjectNode node, LatencyFigures figures) {
        LatencyFigures.Quantiles quantiles = figures.quantiles();
        node.put("p50", quantiles.p50())
                .put("p99", quantiles.p99())
                .put("p99_9", quantiles.p999())
                .put("max", quantiles.max())
                .put("deadline", quantiles.deadline())
                .put("count", quantiles.count());
    }

    private static void model(ObjectNode node, SessionSummary summary) {
        List<QualityPoint> quality = summary.figures().quality();
        put(node, "test_correlation", summary.testCorrelation());
        put(node, "baseline_correlation", summary.baselineCorrelation());
        QualityJson.model(node, summary.figures().test(), summary.baselines());
        node.put("presentations", quality.isEmpty() ? 0 : quality.getLast().presentations());
        node.put("training_steps", quality.isEmpty() ? 0 : quality.getLast().trainingSteps());
        put(node, "seconds_to_first_mei", summary.figures().secondsToFirstMostExciting());
        curve(node.putArray("quality"), quality);
        ArrayNode comparisons = node.putArray("comparisons");
        for (SessionSummary.NamedCurve comparison : summary.comparisons()) {
            ObjectNode entry = comparisons.addObject().put("name", comparison.name());
            curve(entry.putArray("quality"), comparison.quality());
        }
    }

    private static void curve(ArrayNode node, List<QualityPoint> quality) {
        for (QualityPoint point : quality) {
            ObjectNode entry = node.addObject()
                    .put("presentations", point.presentations())
                    .put("training_steps", point.trainingSteps());
            put(entry, "test_correlation", point.testCorrelation());
            put(entry, "test_correlation_low", point.interval().low());
            put(entry, "test_correlation_high", point.interval().high());
            put(entry, "test_ceiling", point.ceiling().value());
        }
    }

    private static void targets(ArrayNode node, List<TargetOutcome> targets) {
        for (TargetOutcome target : targets) {
            TargetTruth truth = target.truth();
            double nan = Double.NaN;
            ObjectNode entry = node.addObject().put("neuron", target.neuron());
            put(entry, "reliability", target.reliability());
            image(
                    entry.putObject("mei"),
                    target.mostExciting(),
                    truth == null ? nan : truth.shareOfOptimum(truth.mostExciting()));
            image(
                    entry.putObject("best_bank"),
                    target.bestOfBank(),
                    truth == null ? nan : truth.shareOfOptimum(truth.bestOfBank()));
            ObjectNode controls = entry.putObject("controls");
            for (ControlOutcome control : target.controls()) {
                ObjectNode measured = controls.putObject(key(control.kind()));
                put(measured, "measured", control.measured());
                put(measured, "drive_of_optimum", truth == null ? nan : truth.shareOfOptimum(control.trueDrive()));
                measured.put("repeats", control.repeats());
            }
            if (truth != null) {
                put(entry, "best_bank_true_maximum", truth.shareOfOptimum(truth.trueBestOfBank()));
                entry.put("kind", truth.kind());
            }
        }
    }

    private static String key(ValidationSchedule.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void image(ObjectNode node, ValidatedImage image, double truth) {
        put(node, "predicted", image.predicted());
        put(node, "measured", image.measured());
        put(node, "drive_of_optimum", truth);
        node.put("repeats", image.repeats());
    }

    static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
