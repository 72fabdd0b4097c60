package org.loopscope.controller.whatif;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.whatif.ActivityAgreement.Agreement;

/** Writes the report of a what-if as JSON. A figure that is not known is null. */
public final class WhatIfJson {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public void write(WhatIfReport report, Path file) throws IOException {
        mapper.writeValue(file.toFile(), tree(report));
    }

    private ObjectNode tree(WhatIfReport report) {
        ObjectNode root = mapper.createObjectNode();
        root.put("session_id", report.sessionId())
                .put("recorded_device", report.recordedDevice())
                .put("what_if_device", report.triedDevice())
                .put("identical", report.identical())
                .put("compared", report.compared());
        ArrayNode keys = root.putArray("keys");
        report.keys()
                .forEach(key -> keys.addObject()
                        .put("key", key.key())
                        .put("recorded", key.before())
                        .put("what_if", key.after()));
        report.notes().forEach(root.putArray("notes")::add);
        report.cells()
                .ifPresent(cells -> root.putObject("cells")
                        .put("recorded", cells.recorded())
                        .put("what_if", cells.tried())
                        .put("matched", cells.matched())
                        .put("same", cells.areSame()));
        activity(root.putObject("activity"), report.activity());
        decisions(root.putObject("decisions"), report.decisions());
        ObjectNode targets =
                root.putObject("targets").put("common", report.targets().common());
        Arrays.stream(report.targets().recorded()).forEach(targets.putArray("recorded")::add);
        Arrays.stream(report.targets().tried()).forEach(targets.putArray("what_if")::add);
        quality(root.putObject("quality"), report.quality());
        ArrayNode images = root.putArray("images");
        report.images()
                .forEach(image -> put(
                        put(
                                images.addObject().put("policy", image.policy()).put("cell", image.recordedCell()),
                                "correlation",
                                image.correlation()),
                        "largest_difference",
                        image.largestDifference()));
        report.deviceVerdict().ifPresent(verdict -> verdict(root.putObject("device_tolerance"), verdict));
        return root;
    }

    private static void activity(ObjectNode node, ActivityAgreement activity) {
        node.put("frames", activity.frames());
        activity.firstDifference()
                .ifPresentOrElse(
                        first -> node.put("first_difference_frame", first.frameIndex())
                                .put("first_difference", first.what()),
                        () -> node.putNull("first_difference_frame"));
        agreement(node.putObject("df_over_f"), activity.dfOverF());
        agreement(node.putObject("events"), activity.events());
    }

    private static void agreement(ObjectNode node, Agreement agreement) {
        put(node, "median_correlation", agreement.median());
        put(node, "worst_correlation", agreement.worst());
        node.put("worst_cell", agreement.worstCell());
        put(node, "largest_difference", agreement.largestDifference());
        ArrayNode cells = node.putArray("correlation");
        for (double value : agreement.correlation()) {
            if (Double.isNaN(value)) {
                cells.addNull();
            } else {
                cells.add(value);
            }
        }
    }

    private static void decisions(ObjectNode node, DecisionAgreement decisions) {
        node.put("compared", decisions.compared())
                .put("differ", decisions.otherChoices())
                .put("differ_in_pixels_alone", decisions.partings().size() - decisions.otherChoices())
                .put("pulses_recorded", decisions.pulsesRecorded())
                .put("pulses_what_if", decisions.pulsesTried())
                .put("pulses_together", decisions.pulsesTogether());
        decisions
                .plansPart()
                .ifPresentOrElse(
                        part -> node.putObject("plans_part")
                                .put("frame", part.frameIndex())
                                .put("why", part.why()),
                        () -> node.putNull("plans_part"));
        ArrayNode partings = node.putArray("partings");
        for (Parting parting : decisions.partings()) {
            ObjectNode entry = partings.addObject()
                    .put("block", parting.block())
                    .put("trial", parting.trial())
                    .put("frame", parting.frameIndex())
                    .put("pixels_only", parting.pixelsOnly());
            choice(
                    entry.putObject("recorded"),
                    parting.recorded(),
                    parting.expectation().ofRecorded());
            choice(
                    entry.putObject("what_if"),
                    parting.tried(),
                    parting.expectation().ofTried());
        }
    }

    private static void choice(ObjectNode node, Choice choice, double expected) {
        node.put("shown", choice.shown())
                .put("policy", choice.policy())
                .put("model_update", choice.modelUpdate())
                .put("model_age", choice.modelAge());
        put(node, "expected_by_what_if", expected);
    }

    private static void quality(ObjectNode node, QualityAgreement quality) {
        put(node, "largest_difference", quality.largestDifference());
        put(node, "largest_prediction_difference", quality.largestPredictionDifference());
        points(node.putArray("recorded"), quality.recorded());
        points(node.putArray("what_if"), quality.tried());
    }

    private static void points(ArrayNode node, List<QualityPoint> points) {
        for (QualityPoint point : points) {
            ObjectNode entry = node.addObject().put("presentations", point.presentations());
            put(entry, "test_correlation", point.testCorrelation());
            put(entry, "low", point.interval().low());
            put(entry, "high", point.interval().high());
        }
    }

    private static void verdict(ObjectNode node, DeviceVerdict verdict) {
        node.put("within", verdict.within());
        put(node, "activity", verdict.activity());
        put(node, "quality", verdict.quality());
        put(node, "predictions", verdict.predictions());
        put(node, "least_image_correlation", verdict.images());
    }

    private static ObjectNode put(ObjectNode node, String key, double value) {
        return Double.isNaN(value) ? node.putNull(key) : node.put(key, value);
    }
}
