package org.loopscope.inference.objective;

import org.loopscope.inference.tensor.FitLoss;

/** Negative log likelihood of the responses, were they Poisson counts: {@code rate - response * log(rate)}. */
public record PoissonLoss() implements Objective {
    @Override
    public FitLoss loss() {
        return FitLoss.POISSON;
    }
}
