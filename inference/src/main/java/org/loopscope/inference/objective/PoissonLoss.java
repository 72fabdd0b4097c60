package org.loopscope.inference.objective;

import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Negative log likelihood of the responses, were they Poisson counts: {@code rate - response * log(rate)}. */
public record PoissonLoss() implements Objective {
    @Override
    public int terms(int batch, int paddedNeurons) {
        return batch;
    }

    @Override
    public void loss(
            TensorBackend backend,
            int neurons,
            int batch,
            Tensor drives,
            Tensor rates,
            Tensor responses,
            Tensor losses,
            Tensor driveGradient) {
        backend.poissonLoss(neurons, batch, drives, rates, responses, losses, driveGradient);
    }
}
