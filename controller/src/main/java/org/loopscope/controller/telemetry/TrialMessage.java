package org.loopscope.controller.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.Response;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/** What is decided, shown and answered. */
public sealed interface TrialMessage extends TelemetryMessage {
    record Block(String block, String kind, boolean begun, long frameIndex, long sessionNs) implements TrialMessage {
        @Override
        public Channel channel() {
            return Channel.BLOCK;
        }
    }

    /**
     * A stimulus in words: its kind, the picture in the bank or the target neuron, and gradient steps if it was
     * synthesized.
     */
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
            long durationNs,
            long deadlineNs,
            boolean missedDeadline,
            int modelUpdate,
            int modelAge)
            implements TrialMessage {
        public static Decision of(StimulusDecision d) {
            return new Decision(
                    d.index(),
                    d.frameIndex(),
                    Shown.of(d.stimulus()),
                    d.policy(),
                    d.decidedNs(),
                    d.requestedOnsetNs(),
                    d.durationNs(),
                    d.deadlineNs(),
                    d.missedDeadline(),
                    d.modelUpdate(),
                    d.modelAge());
        }

        @Override
        public Channel channel() {
            return Channel.DECISION;
        }
    }

    /** What was on the screen. */
    record Presented(
            long decision,
            Shown stimulus,
            String policy,
            long requestedOnsetNs,
            @Nullable Long measuredOnsetNs,
            @Nullable Long measuredOffsetNs,
            Presentation.Outcome outcome)
            implements TrialMessage {
        public static Presented of(Presentation p) {
            return new Presented(
                    p.decision().index(),
                    Shown.of(p.decision().stimulus()),
                    p.decision().policy(),
                    p.decision().requestedOnsetNs(),
                    TelemetryMessage.measured(p.measuredOnsetNs()),
                    TelemetryMessage.measured(p.measuredOffsetNs()),
                    p.outcome());
        }

        @Override
        public Channel channel() {
            return Channel.PRESENTATION;
        }
    }

    /** The neurons' answer: the mean over all, and the rates of those that the session aimed at then, one for each. */
    record Responded(
            long decision,
            Shown stimulus,
            String policy,
            @Nullable Long measuredOnsetNs,
            int frames,
            float meanRate,
            List<Integer> targets,
            List<Float> targetRates)
            implements TrialMessage {
        public Responded {
            targets = List.copyOf(targets.subList(0, Math.min(targets.size(), RigMessage.MOST_NEURONS)));
            targetRates = List.copyOf(targetRates.subList(0, targets.size()));
        }

        static Responded of(Response response, float meanRate, List<Integer> targets, List<Float> targetRates) {
            Presentation p = response.presentation();
            return new Responded(
                    p.decision().index(),
                    Shown.of(p.decision().stimulus()),
                    p.decision().policy(),
                    TelemetryMessage.measured(p.measuredOnsetNs()),
                    response.frames(),
                    meanRate,
                    targets,
                    targetRates);
        }

        @Override
        public Channel channel() {
            return Channel.RESPONSE;
        }
    }
}
