package org.loopscope.controller.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loopscope.controller.config.KeyDifference;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.whatif.ActivityAgreement.Agreement;

/** The report of a what-if in lines for people; what is beside what stands as {@code recorded | what-if}. */
public final class WhatIfText {
    private final WhatIfReport report;
    private final List<String> lines = new ArrayList<>();

    private WhatIfText(WhatIfReport report) {
        this.report = report;
    }

    public static List<String> lines(WhatIfReport report) {
        WhatIfText text = new WhatIfText(report);
        text.write();
        return List.copyOf(text.lines);
    }

    private void write() {
        line("session", report.sessionId() + ": recorded | what-if");
        line("device", beside(report.recordedDevice(), report.triedDevice()));
        if (report.keys().isEmpty()) {
            line("keys", "none differs");
        }
        for (KeyDifference key : report.keys()) {
            line("key", key.key() + ": " + beside(key.before(), key.after()));
        }
        report.notes().forEach(lines::add);
        if (report.identical()) {
            lines.add("Identical to the bit: " + report.compared());
            return;
        }
        cells();
        activity();
        decisions();
        quality();
        images();
        report.deviceVerdict().ifPresent(this::verdict);
    }

    private void cells() {
        Optional<CellPairs> cells = report.cells();
        line(
                "cells",
                cells.isEmpty()
                        ? "the what-if came to none"
                        : beside(cells.get().recorded(), cells.get().tried()) + ", "
                                + (cells.get().areSame()
                                        ? "the same"
                                        : cells.get().matched() + " matched"));
    }

    private void activity() {
        ActivityAgreement activity = report.activity();
        if (activity.frames() == 0) {
            return;
        }
        if (activity.firstDifference().isEmpty()) {
            line("activity", "identical to the bit in " + activity.frames() + " frames");
            return;
        }
        activity.firstDifference()
                .ifPresent(first -> line(
                        "activity",
                        "first differs in frame " + first.frameIndex() + ": the what-if's " + first.what()));
        agreement("dF/F", activity.dfOverF());
        agreement("events", activity.events());
    }

    private void agreement(String figure, Agreement agreement) {
        line(
                figure,
                String.format(
                        Locale.ROOT,
                        "correlation over %d frames: median %.4f, worst %.4f (cell %d); largest difference %.3g",
                        report.activity().frames(),
                        agreement.median(),
                        agreement.worst(),
                        agreement.worstCell(),
                        agreement.largestDifference()));
    }

    private void decisions() {
        DecisionAgreement decisions = report.decisions();
        line(
                "decisions",
                decisions.otherChoices() + " of " + decisions.compared() + " differ"
                        + (decisions.otherChoices() == decisions.partings().size()
                                ? ""
                                : ", and " + (decisions.partings().size() - decisions.otherChoices())
                                        + " in the pixels of a made picture alone"));
        if (!decisions.partings().isEmpty()) {
            line("first", decisions.partings().getFirst().inWords());
        }
        decisions
                .firstOtherChoice()
                .filter(parting -> !parting.equals(decisions.partings().getFirst()))
                .ifPresent(parting -> line("choice", parting.inWords()));
        if (decisions.pulsesRecorded() + decisions.pulsesTried() > 0) {
            line(
                    "pulses",
                    beside(decisions.pulsesRecorded(), decisions.pulsesTried()) + ", " + decisions.pulsesTogether()
                            + " in the same frame");
        }
        decisions
                .plansPart()
                .ifPresent(part ->
                        line("plans", "cannot be compared from frame " + part.frameIndex() + " on: " + part.why()));
        TargetAgreement targets = report.targets();
        if (targets.recorded().length + targets.tried().length > 0) {
            line(
                    "targets",
                    beside(Arrays.toString(targets.recorded()), Arrays.toString(targets.tried())) + ", "
                            + targets.common() + " the same cell");
        }
    }

    private void quality() {
        QualityAgreement quality = report.quality();
        quality.lastTried()
                .ifPresent(last -> line(
                        "quality",
                        "test correlation after " + last.presentations() + " presentations: "
                                + beside(
                                        quality.recordedBeside()
                                                .map(WhatIfText::words)
                                                .orElse("none"),
                                        words(last))));
        if (!quality.recorded().isEmpty() && report.decisions().plansPart().isPresent()) {
            QualityPoint end = quality.recorded().getLast();
            line("", "the recorded session ends at " + words(end) + " after " + end.presentations());
        }
    }

    private static String words(QualityPoint point) {
        String value = String.format(Locale.ROOT, "%.3f", point.testCorrelation());
        return point.interval().hasInterval()
                ? value
                        + String.format(
                                Locale.ROOT,
                                " (%.3f to %.3f)",
                                point.interval().low(),
                                point.interval().high())
                : value;
    }

    private void images() {
        for (ImageAgreement image : report.images()) {
            line(
                    "image",
                    String.format(
                            Locale.ROOT,
                            "%s of cell %d: correlation %.4f, largest difference of a pixel %.3g",
                            image.policy(),
                            image.recordedCell(),
                            image.correlation(),
                            image.largestDifference()));
        }
    }

    private void verdict(DeviceVerdict verdict) {
        line(
                "tolerance",
                String.format(
                        Locale.ROOT,
                        "%s: activity %.3g (0), quality %.3g (%.3g), predictions %.3g (%.3g), pictures %.4f (%.3g)",
                        verdict.within() ? "within" : "NOT within",
                        verdict.activity(),
                        verdict.quality(),
                        DeviceVerdict.QUALITY_TOLERANCE,
                        verdict.predictions(),
                        DeviceVerdict.PREDICTION_TOLERANCE,
                        verdict.images(),
                        DeviceVerdict.LEAST_IMAGE_CORRELATION));
    }

    private void line(String what, String says) {
        lines.add(String.format(Locale.ROOT, "%-10s %s", what, says));
    }

    private static String beside(Object recorded, Object tried) {
        return recorded + " | " + tried;
    }
}
