package org.loopscope.controller.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.quality.QualityLimits;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.SessionEvent.RoisFixed;
import org.loopscope.controller.log.SessionEvent.TargetsChosen;
import org.loopscope.controller.pictures.CellMatchPicture;
import org.loopscope.controller.pictures.ComplexnessPicture;
import org.loopscope.controller.pictures.LatencyPicture;
import org.loopscope.controller.pictures.MeanImagePicture;
import org.loopscope.controller.pictures.MostExcitingPicture;
import org.loopscope.controller.pictures.QualityPicture;
import org.loopscope.controller.pictures.QualityPicture.Curve;
import org.loopscope.controller.pictures.QualityPicture.Role;
import org.loopscope.controller.pictures.ValidationPicture;
import org.loopscope.controller.summary.BaselineResult;
import org.loopscope.controller.summary.LabelledCell;
import org.loopscope.controller.summary.LatencyFigures;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.summary.SessionFigures;
import org.loopscope.controller.summary.SessionSummary;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.controller.summary.TargetOutcome;
import org.loopscope.controller.summary.TargetTruth;
import org.loopscope.controller.summary.ValidatedImage;
import org.loopscope.controller.summary.ValidationTable;
import org.loopscope.stimulus.StimulusBank;

/** The pictures beside a session's log. */
final class SessionPictures {
    private static final int MOST_LATENCIES = 1_000_000;

    private final Path folder;
    private final StimulusBank bank;
    private final double activityHz;
    private final QualityLimits limits;

    /**
     * @param activityHz how often a second there was activity
     */
    SessionPictures(Path folder, StimulusBank bank, double activityHz, QualityLimits limits) {
        this.folder = folder;
        this.bank = bank;
        this.activityHz = activityHz;
        this.limits = limits;
    }

    void draw(SessionSummary summary) {
        SessionFigures figures = summary.figures();
        TargetsChosen targets = figures.targets();
        int[] targetCells = targets == null ? new int[0] : targets.neurons();
        meanImages(figures, targetCells);
        CellsMatched matched = figures.matched();
        if (matched != null && !figures.rois().isEmpty()) {
            RoisFixed fixed = figures.rois().getFirst();
            new CellMatchPicture(matched.earlierField(), new DayField(fixed.meanImage(), fixed.rois()), matched.found())
                    .writeTo(folder.resolve("cells-across-days.png"));
        }
        new TraceExcerptPicture(figures.traces(), bank, activityHz, targetCells, new CellPlanes(figures.rois()))
                .writeTo(folder.resolve("traces.png"));
        new FrameQualityCourse(
                        figures.frameQuality().course(),
                        limits,
                        Math.max(1, figures.rois().size()))
                .writeTo(folder.resolve("frame-quality.png"));
        quality(summary);
        mostExciting(summary.targets());
        validation(ValidationTable.of(summary.targets()));
        complexness(summary.labels());
        latency(summary);
    }

    private void complexness(List<LabelledCell> labels) {
        if (!labels.isEmpty()) {
            new ComplexnessPicture(labels.stream().map(LabelledCell::cell).toList())
                    .writeTo(folder.resolve("simple-and-complex.png"));
        }
    }

    /** One for each plane. */
    private void meanImages(SessionFigures figures, int[] targets) {
        List<RoisFixed> planes = figures.rois();
        int firstCell = 0;
        for (RoisFixed plane : planes) {
            if (plane.meanImage().length > 0) {
                boolean only = planes.size() == 1;
                String ending = only ? "" : "-plane" + plane.plane();
                String name = only ? "" : "plane " + plane.plane() + " (from 0) of " + planes.size();
                new MeanImagePicture(
                                plane.meanImage(),
                                plane.rois(),
                                targets,
                                firstCell,
                                name,
                                figures.newCells().cells())
                        .writeTo(folder.resolve("mean-image" + ending + ".png"));
            }
            firstCell += plane.rois().size();
        }
    }

    private void quality(SessionSummary summary) {
        List<Curve> curves = new ArrayList<>();
        String name = summary.comparisons().isEmpty() ? "model" : "model's choice";
        NamedCurve own = new NamedCurve(name, summary.figures().quality());
        QualityCurves.of(own, Role.CHOSEN).ifPresent(curves::add);
        summary.comparisons()
                .forEach(other -> QualityCurves.of(other, Role.RANDOM).ifPresent(curves::add));
        if (!curves.isEmpty()) {
            ceiling(summary.figures().quality(), curves);
            for (BaselineResult baseline : summary.baselines()) {
                double level = baseline.quality().testCorrelation().value();
                if (!Double.isNaN(level)) {
                    curves.add(new Curve(baseline.name(), Role.BASELINE, new double[] {0}, new double[] {level}));
                }
            }
            new QualityPicture(curves).writeTo(folder.resolve("model-quality.png"));
        }
    }

    /** It rises with the repeats, and is not known before the first. */
    private static void ceiling(List<QualityPoint> quality, List<Curve> curves) {
        double[] level = quality.stream()
                .mapToDouble(
                        point -> point.ceiling().value() > 0 ? point.ceiling().value() : Double.NaN)
                .toArray();
        if (Arrays.stream(level).anyMatch(Double::isFinite)) {
            curves.add(new Curve(
                    "noise ceiling",
                    Role.CEILING,
                    quality.stream().mapToDouble(QualityPoint::presentations).toArray(),
                    level));
        }
    }

    private void mostExciting(List<TargetOutcome> targets) {
        if (targets.isEmpty()) {
            return;
        }
        List<MostExcitingPicture.Target> drawn = new ArrayList<>();
        for (TargetOutcome target : targets) {
            @Nullable TargetTruth truth = target.truth();
            double nan = Double.NaN;
            drawn.add(new MostExcitingPicture.Target(
                    target.neuron(),
                    target.mostExciting().image(),
                    responses(target.mostExciting(), truth == null ? nan : truth.shareOfOptimum(truth.mostExciting())),
                    target.bestOfBank().image(),
                    responses(target.bestOfBank(), truth == null ? nan : truth.shareOfOptimum(truth.bestOfBank())),
                    truth == null ? null : truth.optimalImage(),
                    new MostExcitingPicture.Responses(nan, nan, truth == null ? nan : 1)));
        }
        new MostExcitingPicture(drawn, "dF/F per frame").writeTo(folder.resolve("most-exciting-images.png"));
    }

    private void validation(List<ValidationTable.Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<ValidationPicture.Row> drawn = new ArrayList<>();
        for (ValidationTable.Row row : rows) {
            double unit = row.measured() / row.ofSynthesized();
            double[] each =
                    Arrays.stream(row.each()).map(measured -> measured / unit).toArray();
            drawn.add(new ValidationPicture.Row(row.name(), row.ofSynthesized(), each));
        }
        new ValidationPicture(drawn).writeTo(folder.resolve("validation.png"));
    }

    private static MostExcitingPicture.Responses responses(ValidatedImage image, double truth) {
        return new MostExcitingPicture.Responses(image.predicted(), image.measured(), truth);
    }

    private void latency(SessionSummary summary) {
        SessionFigures figures = summary.figures();
        String basis = summary.latencyBasis().equals("arrival") ? "from the frame's last pixel" : "service time";
        new LatencyPicture(
                        List.of(
                                stretch("to activity", figures.latency()),
                                stretch("to decision", figures.decisionLatency())),
                        basis)
                .writeTo(folder.resolve("latency.png"));
    }

    private static LatencyPicture.Stretch stretch(String name, LatencyFigures figures) {
        long[] latencyNs = Arrays.stream(figures.valuesMs(MOST_LATENCIES))
                .mapToLong(ms -> Math.max(1, Math.round(ms * 1e6)))
                .toArray();
        return new LatencyPicture.Stretch(name, latencyNs, figures.quantiles().deadline());
    }
}
