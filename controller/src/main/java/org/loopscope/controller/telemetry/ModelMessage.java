package org.loopscope.controller.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;

/** What the model has learnt, and what it expects. */
public sealed interface ModelMessage extends TelemetryMessage {
    /**
     * How well the model predicts held-out pictures: mean over the neurons and the spread between them.
     *
     * @param meanLow lower end of the mean's 95 % interval; this and all that follow are null where not defined
     * @param ceiling what a perfect model's mean correlation would be
     * @param reliableNeurons with reliable signal; the figures that follow are over them
     * @param singleTrialCorrelation with single presentations
     * @param feve fraction of explainable variance explained, median
     */
    record Quality(
            int presentations,
            int trainingSteps,
            int neurons,
            float meanCorrelation,
            float lowerQuartile,
            float median,
            float upperQuartile,
            @Nullable Float meanLow,
            @Nullable Float meanHigh,
            @Nullable Float ceiling,
            int reliableNeurons,
            @Nullable Float singleTrialCorrelation,
            @Nullable Float singleTrialCeiling,
            @Nullable Float feve,
            @Nullable Float feveLow,
            @Nullable Float feveHigh)
            implements ModelMessage {
        public static Quality of(SessionEvent.QualityMeasured q) {
            float[] sorted = q.correlation().clone();
            Arrays.sort(sorted);
            TestQuality test = q.test();
            Estimate feve = test.typical(QualityFigure.FEVE);
            return new Quality(
                    q.presentations(),
                    q.trainingSteps(),
                    sorted.length,
                    q.meanCorrelation(),
                    quantile(sorted, 0.25),
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.75),
                    TelemetryMessage.defined(test.testCorrelation().low()),
                    TelemetryMessage.defined(test.testCorrelation().high()),
                    TelemetryMessage.defined(test.testCeiling().value()),
                    test.reliable().length,
                    TelemetryMessage.defined(
                            test.typical(QualityFigure.SINGLE_TRIAL_CORRELATION).value()),
                    TelemetryMessage.defined(
                            test.typical(QualityFigure.SINGLE_TRIAL_CEILING).value()),
                    TelemetryMessage.defined(feve.value()),
                    TelemetryMessage.defined(feve.low()),
                    TelemetryMessage.defined(feve.high()));
        }

        /** Nearest rank; zero of nothing. */
        private static float quantile(float[] sorted, double fraction) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.round(fraction * (sorted.length - 1))];
        }

        @Override
        public Channel channel() {
            return Channel.QUALITY;
        }
    }

    /** A simple model's mean correlation on the held-out pictures, from the same presentations. */
    record Baseline(String name, int presentations, float meanCorrelation) implements ModelMessage {
        @Override
        public Channel channel() {
            return Channel.BASELINE;
        }
    }

    /** What the model expects of the best image that it has made so far for each target. */
    record Images(int presentations, int ascentSteps, List<Integer> neurons, List<Float> predictedRates)
            implements ModelMessage {
        public Images {
            neurons = List.copyOf(neurons.subList(0, Math.min(neurons.size(), RigMessage.MOST_NEURONS)));
            predictedRates = List.copyOf(predictedRates.subList(0, neurons.size()));
        }

        public static Images of(SessionEvent.ImagesPredicted e) {
            List<Integer> neurons = new ArrayList<>();
            List<Float> rates = new ArrayList<>();
            for (int i = 0; i < e.neurons().length; i++) {
                neurons.add(e.neurons()[i]);
                rates.add(e.predictedRates()[i]);
            }
            return new Images(e.presentations(), e.ascentSteps(), neurons, rates);
        }

        @Override
        public Channel channel() {
            return Channel.IMAGES;
        }
    }
}
