package org.loopscope.inference.objective;

import org.loopscope.inference.tensor.FitLoss;

/** Half the squared error: the negative log likelihood of responses with noise of the same size everywhere. */
public record SquaredErrorLoss() implements Objective {
    @Override
    public FitLoss loss() {
        return FitLoss.SQUARED_ERROR;
    }
}
