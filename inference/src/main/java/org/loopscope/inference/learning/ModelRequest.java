package org.loopscope.inference.learning;

import org.loopscope.inference.Response;

/**
 * Work for the model, done strictly in the order of asking: so the model's state depends on the requests alone, and
 * never on how fast the machine was. (How many optimiser steps a request was given under load is journaled.)
 */
public sealed interface ModelRequest {
    /** Optimiser steps that the request asks for; 0 for one that is not about learning. */
    default int trainingSteps() {
        return 0;
    }

    /** The calibration has ended: the model is to be made for so many neurons. */
    record Open(int neurons) implements ModelRequest {}

    /**
     * A presentation has been measured. A choosable or synthesized picture joins the training set and grants {@code
     * trainingSteps} optimiser steps; a held-out picture joins the test set.
     */
    record Learn(Response response, int trainingSteps, float learningRate) implements ModelRequest {}

    /** Optimiser steps on what is there already. */
    record Train(int trainingSteps, float learningRate) implements ModelRequest {}

    /** Measure the prediction of the held-out pictures' mean responses. */
    record Evaluate() implements ModelRequest {}

    /** Predict the response of every neuron to every choosable picture. */
    record ScoreBank() implements ModelRequest {}

    /**
     * Begin to rank pictures by what the model's members disagree about; takes the place of a ranking under way.
     *
     * @param candidates indices of the bank's choosable part
     * @param count how many of them at most
     */
    record StartRanking(Disagreement by, int[] candidates, int count) implements ModelRequest {}

    /** Go on with the ranking for a slice; the last slice answers with {@link ModelUpdate.BankRanking}. */
    record ContinueRanking() implements ModelRequest {}

    /** Begin pictures for these neurons, from fresh noise. */
    record StartSynthesis(int[] targetNeurons, long seed, SynthesisPlan plan) implements ModelRequest {}

    /**
     * Begin these neurons' least exciting images, in pixels, as controls: what {@link Ascend} answers from then on is
     * {@link ModelUpdate.Controls}.
     */
    record StartControls(int[] targetNeurons, long seed) implements ModelRequest {}

    /** Go on with gradient ascent; answers with the images so far. */
    record Ascend(int steps) implements ModelRequest {}

    /**
     * Begin to evolve pictures for these neurons, from the bank's that they answered to best; answers with the first
     * {@link ModelUpdate.Generation}.
     *
     * @param population pictures of each neuron's in a generation
     */
    record StartEvolution(int[] neurons, PictureSpace space, int population, int generations, long seed)
            implements ModelRequest {}

    /**
     * Breed the next generation; answers with it.
     *
     * @param fitness one for each picture of the last generation, in its order; not a number where none was measured
     */
    record Breed(float[] fitness) implements ModelRequest {}

    /**
     * Begin to tell simple from complex cells, those that the model predicts best first; what an earlier survey has not come
     * to is left.
     *
     * @param mostCells how many cells at most
     * @param seed of the images' starts and of the bootstrap
     */
    record StartSurvey(int mostCells, long seed) implements ModelRequest {}

    /** Go on with the survey for a slice. */
    record ContinueSurvey() implements ModelRequest {}

    /** A copy of the learned numbers, for the log. */
    record TakeSnapshot() implements ModelRequest {}
}
