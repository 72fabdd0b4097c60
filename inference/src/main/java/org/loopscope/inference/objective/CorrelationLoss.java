package org.loopscope.inference.objective;

import org.loopscope.inference.tensor.FitLoss;

/**
 * One less the correlation, over each batch: the quantity that models are compared by. The size of the predicted rates is
 * left open; a model fitted by it ranks pictures and does not say how many events there will be.
 */
public record CorrelationLoss() implements Objective {
    @Override
    public FitLoss loss() {
        return FitLoss.CORRELATION;
    }
}
