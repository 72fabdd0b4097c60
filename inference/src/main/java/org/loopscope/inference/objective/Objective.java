package org.loopscope.inference.objective;

import org.loopscope.inference.tensor.FitLoss;

/**
 * How far predictions are from responses, as one number, and where to go from there. Small is good. Its size does not
 * depend on the batch, and grows with the number of neurons.
 */
public sealed interface Objective permits PoissonLoss, SquaredErrorLoss, CorrelationLoss {
    FitLoss loss();
}
