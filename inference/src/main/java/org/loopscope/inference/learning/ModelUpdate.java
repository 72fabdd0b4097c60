package org.loopscope.inference.learning;

import java.util.List;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.TestQuality;
import org.loopscope.stimulus.Stimulus;

/** What the model has to say. Immutable by agreement: arrays are never changed after they were handed over. */
public sealed interface ModelUpdate {
    /**
     * Quality on the held-out pictures: per neuron the correlation between the prediction and the mean of the repeats.
     *
     * @param presentations presentations in the training set
     * @param trainingSteps optimiser steps taken so far
     * @param correlation per neuron, 0 where it is not defined
     * @param meanCorrelation mean over all neurons
     * @param test all figures of quality, with their intervals
     * @param predictions the rates that they are about, in the unit of the responses
     */
    record Quality(
            int presentations,
            int trainingSteps,
            float[] correlation,
            float meanCorrelation,
            TestQuality test,
            HeldOutPredictions predictions)
            implements ModelUpdate {}

    /**
     * Predicted rates of the whole bank.
     *
     * @param presentations presentations in the training set
     * @param rates {@code choosable pictures * neurons}, picture-major
     */
    record BankScores(int presentations, float[] rates) implements ModelUpdate {}

    /**
     * Pictures of the bank, those first that the model would learn most from; none while its members cannot be compared.
     *
     * @param presentations presentations in the training set
     * @param pictures indices of the bank's choosable part
     */
    record BankRanking(int presentations, int[] pictures) implements ModelUpdate {}

    /** The best image so far for each target, in the order of the targets. */
    record Images(int presentations, int ascentSteps, List<Candidate> candidates) implements ModelUpdate {
        public Images {
            candidates = List.copyOf(candidates);
        }
    }

    /** The least exciting image so far for each target, made as a control. */
    record Controls(Images images) implements ModelUpdate {}

    /**
     * A generation of evolved pictures.
     *
     * @param number from 0
     * @param finished true when the evolution has run as planned: then there are no pictures to show
     * @param pictures to be shown, neuron by neuron, as many for each
     * @param settled what each neuron's evolution has come to; empty with the first generation
     */
    record Generation(
            int number, boolean finished, List<Stimulus.Synthesized> pictures, List<Stimulus.Synthesized> settled)
            implements ModelUpdate {
        public Generation {
            pictures = List.copyOf(pictures);
            settled = List.copyOf(settled);
        }
    }

    /** A synthesized image and the response that the model expects from its target neuron. */
    record Candidate(Stimulus.Synthesized stimulus, float predictedRate) {}

    /**
     * How far the survey of simple and complex cells has come; the answer to every request that concerns it.
     *
     * @param survey its running number, from 1
     * @param presentations presentations in the training set
     * @param cellsLeft cells that it has yet to judge
     * @param judged the cell that this slice has judged, or none
     */
    record Surveyed(int survey, int presentations, int cellsLeft, List<CellComplexness> judged) implements ModelUpdate {
        public Surveyed {
            judged = List.copyOf(judged);
        }
    }

    /** The learned numbers. */
    record Snapshot(int presentations, float[] parameters) implements ModelUpdate {}

    /** Optimiser steps were taken; {@code loss} is their mean, NaN when there were none. */
    record Trained(int presentations, int trainingSteps, float loss) implements ModelUpdate {}
}
