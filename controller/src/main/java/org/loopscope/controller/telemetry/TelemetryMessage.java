package org.loopscope.controller.telemetry;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.inference.Response;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.inference.quality.QualityFigure;
import org.loopscope.inference.quality.TestQuality;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/**
 * What is published; the record's components are the fields of the JSON object. Times are session nanoseconds, null
 * where something was not measured.
 */
public sealed interface TelemetryMessage {

    /**
     * Which session runs.
     *
     * @param phase {@code running}, or the outcome once it has ended
     * @param cells how many neurons are recorded, 0 before they are found
     * @param targets the neurons that the session aims at, as far as chosen
     */
    record Session(
            String sessionId,
            String phase,
            String startTime,
            String version,
            String device,
            boolean fullSpeed,
            int cells,
            List<Integer> targets,
            long sessionNs)
            implements TelemetryMessage {
        /** More would not fit into a message; a session aims at tens of neurons, not at hundreds. */
        private static final int MAX_TARGETS = 200;

        public Session {
            sessionId = clip(sessionId, 200);
            device = clip(device, 400);
            targets = List.copyOf(targets.subList(0, Math.min(targets.size(), MAX_TARGETS)));
        }
    }

    /**
     * A search for new cells has ended.
     *
     * @param search its number in the session
     * @param found how many cells it found
     * @param newCells how many were found while the session ran, these included
     * @param frameIndex the first frame with their activity
     */
    record NewCells(int search, int found, int newCells, long frameIndex, long sessionNs) implements TelemetryMessage {}

    /** One frame of several: means over the neurons, and the shift that motion correction found. */
    record FrameSummary(
            long frameIndex,
            long frameEndNs,
            float shiftXPx,
            float shiftYPx,
            float correlation,
            int cells,
            float meanDfOverF,
            float meanEvents)
            implements TelemetryMessage {}

    record Block(String block, String kind, boolean begun, long frameIndex, long sessionNs)
            implements TelemetryMessage {}

    /** A stimulus in words: its kind, the picture or the target neuron, and gradient steps if it was synthesized. */
    record Shown(
            String kind, @Nullable Integer index, @Nullable Integer ascentSteps) {
        static Shown of(Stimulus stimulus) {
            return switch (stimulus) {
                case Stimulus.Blank() -> new Shown("blank", null, null);
                case Stimulus.BankImage(int index) -> new Shown("bank", index, null);
                case Stimulus.GaudyImage(int index) -> new Shown("gaudy", index, null);
                case Stimulus.HeldOutImage(int index) -> new Shown("heldOut", index, null);
                case Stimulus.Synthesized made -> new Shown("synthesized", made.targetNeuron(), made.ascentSteps());
            };
        }
    }

    /** What is to be shown next, and what the choice rests on. */
    record Decision(
            long index,
            long frameIndex,
            Shown stimulus,
            String policy,
            long decidedNs,
            long requestedOnsetNs,
            long deadlineNs,
            boolean missedDeadline,
            int modelUpdate,
            int modelAge)
            implements TelemetryMessage {
        static Decision of(StimulusDecision d) {
            return new Decision(
                    d.index(),
                    d.frameIndex(),
                    Shown.of(d.stimulus()),
                    d.policy(),
                    d.decidedNs(),
                    d.requestedOnsetNs(),
                    d.deadlineNs(),
                    d.missedDeadline(),
                    d.modelUpdate(),
                    d.modelAge());
        }
    }

    /** What was on the screen. */
    record Presented(
            long decision,
            Shown stimulus,
            long requestedOnsetNs,
            @Nullable Long measuredOnsetNs,
            @Nullable Long measuredOffsetNs,
            Presentation.Outcome outcome)
            implements TelemetryMessage {
        static Presented of(Presentation p) {
            return new Presented(
                    p.decision().index(),
                    Shown.of(p.decision().stimulus()),
                    p.decision().requestedOnsetNs(),
                    measured(p.measuredOnsetNs()),
                    measured(p.measuredOffsetNs()),
                    p.outcome());
        }
    }

    /** The neurons' answer: the mean over all, and the rates of the targets, in the order of the session's targets. */
    record Responded(long decision, @Nullable Long measuredOnsetNs, int frames, float meanRate, List<Float> targetRates)
            implements TelemetryMessage {
        public Responded {
            targetRates = List.copyOf(targetRates.subList(0, Math.min(targetRates.size(), Session.MAX_TARGETS)));
        }

        static Responded of(Response response, float meanRate, List<Float> targetRates) {
            Presentation p = response.presentation();
            return new Responded(
                    p.decision().index(), measured(p.measuredOnsetNs()), response.frames(), meanRate, targetRates);
        }
    }

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
            implements TelemetryMessage {
        static Quality of(SessionEvent.QualityMeasured q) {
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
                    defined(test.testCorrelation().low()),
                    defined(test.testCorrelation().high()),
                    defined(test.testCeiling().value()),
                    test.reliable().length,
                    defined(test.typical(QualityFigure.SINGLE_TRIAL_CORRELATION).value()),
                    defined(test.typical(QualityFigure.SINGLE_TRIAL_CEILING).value()),
                    defined(feve.value()),
                    defined(feve.low()),
                    defined(feve.high()));
        }

        private static @Nullable Float defined(float value) {
            return Float.isNaN(value) ? null : value;
        }

        /** Nearest rank; zero of nothing. */
        private static float quantile(float[] sorted, double fraction) {
            return sorted.length == 0 ? 0 : sorted[(int) Math.round(fraction * (sorted.length - 1))];
        }
    }

    /**
     * A pulse asked for or given.
     *
     * @param executedOnsetNs when the line rose, null while it is only asked for
     */
    record PulseOutput(
            String line,
            long requestedOnsetNs,
            long widthNs,
            @Nullable Long executedOnsetNs) implements TelemetryMessage {}

    /** Something went wrong, or frames were lost. */
    record Alarm(String what, boolean ended, long sessionNs) implements TelemetryMessage {
        public Alarm {
            what = clip(what, 1000);
        }
    }

    /**
     * Counts since the session's start, and the slowest frame since the last such message.
     *
     * @param worstActivityMs longest time from a frame's arrival to its activity, milliseconds
     * @param worstDecisionMs the same to its decision
     * @param clockDriftPpm how much the timing device's clock runs fast
     * @param clockResidualNs scatter of its fit
     * @param telemetryDropped messages that this stream has dropped
     */
    record Health(
            long sessionNs,
            long frames,
            long framesLost,
            long framesDuplicated,
            long framesReordered,
            long rawFramesShed,
            long decisions,
            long missedDeadlines,
            long faults,
            double worstActivityMs,
            double worstDecisionMs,
            double clockDriftPpm,
            double clockResidualNs,
            long telemetryDropped)
            implements TelemetryMessage {}

    private static String clip(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    }

    private static @Nullable Long measured(long ns) {
        return ns == Presentation.NOT_MEASURED ? null : ns;
    }
}
