package org.loopscope.controller.log.nwb;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent.QualityMeasured;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;

/** How good the model became: over the neurons as the session went on, and for each neuron at its end. */
final class QualityTables {
    private static final String INTERVAL = ": value, lower and upper end of its 95 % interval";

    private final NwbObjects objects;
    private @Nullable Course course;
    private @Nullable QualityMeasured last;

    QualityTables(NwbObjects objects) {
        this.objects = objects;
    }

    void append(QualityMeasured measured) {
        if (course == null) {
            course = new Course(objects, measured.correlation().length);
        }
        course.append(measured);
        last = measured;
    }

    /** Writes the last measurement's tables; once. */
    void complete() {
        if (last != null) {
            writeNeurons(last.test());
            writePredictions(last.predictions());
            last = null;
        }
    }

    private static float[] row(Estimate estimate) {
        return new float[] {estimate.value(), estimate.low(), estimate.high()};
    }

    private static String described(QualityFigure figure) {
        return switch (figure) {
            case SINGLE_TRIAL_CORRELATION -> "Pearson correlation of prediction and single presentations";
            case SINGLE_TRIAL_CEILING -> "Noise ceiling of the correlation with single presentations";
            case CORRELATION_TO_MEAN -> "Pearson correlation, over pictures, of prediction and mean of the repeats";
            case CEILING_TO_MEAN -> "Noise ceiling of the correlation with the mean of the repeats";
            case NORMALIZED_CORRELATION -> "Correlation with the mean over its ceiling (CCnorm, Schoppe 2016)";
            case R2_ER -> "Squared correlation freed of noise (r2_ER, Pospisil and Bair 2021)";
            case FEVE -> "Fraction of explainable variance explained";
        };
    }

    private void writeNeurons(TestQuality test) {
        NwbTable table = new NwbTable(
                objects,
                NwbLayout.MODEL_QUALITY_BY_NEURON,
                NwbType.DYNAMIC_TABLE,
                "Quality of the last measured model on held-out pictures, a row per neuron; NaN: not defined");
        ExtendibleDataset reliable =
                table.truth("reliable", "Whether there is signal enough for the means over neurons");
        Map<QualityFigure, ExtendibleDataset> columns = new EnumMap<>(QualityFigure.class);
        for (QualityFigure figure : QualityFigure.values()) {
            columns.put(figure, table.numbers(figure.key(), Numeric.F32, described(figure) + INTERVAL, 3));
        }
        table.seal();
        for (int neuron = 0; neuron < test.neurons(); neuron++) {
            int of = neuron;
            reliable.append(Arrays.binarySearch(test.reliable(), neuron) >= 0);
            columns.forEach(
                    (figure, column) -> column.append(row(test.of(figure).of(of))));
            table.rowDone();
        }
    }

    private void writePredictions(HeldOutPredictions predictions) {
        if (predictions.pictures().length == 0) {
            return;
        }
        int neurons = predictions.rates().length / predictions.pictures().length;
        NwbTable table = new NwbTable(
                objects,
                NwbLayout.HELD_OUT_PREDICTIONS,
                NwbType.DYNAMIC_TABLE,
                "What the last measured model predicts for the held-out pictures that were shown");
        ExtendibleDataset picture = table.int32("held_out_picture", "Number of the held-out picture, from 0");
        ExtendibleDataset rates =
                table.numbers("rates", Numeric.F32, "Predicted activity of each neuron, as in Responses", neurons);
        table.seal();
        for (int i = 0; i < predictions.pictures().length; i++) {
            picture.append(predictions.pictures()[i]);
            rates.append(Arrays.copyOfRange(predictions.rates(), i * neurons, (i + 1) * neurons));
            table.rowDone();
        }
    }

    private static final class Course {
        private final NwbTable table;
        private final ExtendibleDataset presentations;
        private final ExtendibleDataset trainingSteps;
        private final ExtendibleDataset mean;
        private final ExtendibleDataset perNeuron;
        private final ExtendibleDataset heldOutPresentations;
        private final ExtendibleDataset reliable;
        private final ExtendibleDataset testCorrelation;
        private final ExtendibleDataset testCeiling;
        private final Map<QualityFigure, ExtendibleDataset> means = new EnumMap<>(QualityFigure.class);
        private final Map<QualityFigure, ExtendibleDataset> medians = new EnumMap<>(QualityFigure.class);

        Course(NwbObjects objects, int neurons) {
            table = new NwbTable(
                    objects,
                    NwbLayout.MODEL_QUALITY,
                    NwbType.DYNAMIC_TABLE,
                    "Quality of the model on held-out pictures, as the session went on; NaN: not defined");
            presentations = table.int32("presentations", "Presentations that the model had learnt from");
            trainingSteps = table.int32("training_steps", "Optimiser steps taken");
            mean = table.numbers("mean_correlation", Numeric.F32, "Mean over neurons");
            perNeuron = table.numbers(
                    "correlation",
                    Numeric.F32,
                    "Of each neuron, prediction and mean response to held-out pictures; 0 where not defined",
                    neurons);
            heldOutPresentations =
                    table.int32("held_out_presentations", "Presentations of held-out pictures that it was tested on");
            reliable = table.int32("reliable_neurons", "Neurons with reliable signal");
            testCorrelation = table.numbers(
                    "mean_correlation_interval", Numeric.F32, "Mean correlation over all neurons" + INTERVAL, 3);
            testCeiling = table.numbers(
                    "mean_ceiling_interval", Numeric.F32, "Its noise ceiling, mean over all neurons" + INTERVAL, 3);
            for (QualityFigure figure : QualityFigure.values()) {
                String what = described(figure) + ", over neurons with reliable signal, ";
                means.put(figure, table.numbers(figure.key() + "_mean", Numeric.F32, what + "mean" + INTERVAL, 3));
                medians.put(
                        figure, table.numbers(figure.key() + "_median", Numeric.F32, what + "median" + INTERVAL, 3));
            }
            table.seal();
        }

        void append(QualityMeasured measured) {
            TestQuality test = measured.test();
            presentations.append(measured.presentations());
            trainingSteps.append(measured.trainingSteps());
            mean.append(measured.meanCorrelation());
            perNeuron.append(measured.correlation());
            heldOutPresentations.append(test.presentations());
            reliable.append(test.reliable().length);
            testCorrelation.append(row(test.testCorrelation()));
            testCeiling.append(row(test.testCeiling()));
            means.forEach((figure, column) -> column.append(row(test.of(figure).mean())));
            medians.forEach(
                    (figure, column) -> column.append(row(test.of(figure).median())));
            table.rowDone();
        }
    }
}
