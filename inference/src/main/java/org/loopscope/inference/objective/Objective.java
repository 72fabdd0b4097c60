package org.loopscope.inference.objective;

import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * How far predictions are from responses, as one number, and where to go from there. Small is good. A mean over the
 * pictures of a batch and a sum over the neurons, so that its size does not depend on the batch.
 */
public sealed interface Objective permits PoissonLoss {
    /** How many terms its sum has. */
    int terms(int batch, int paddedNeurons);

    /**
     * @param neurons that count; what belongs to those behind, up to a multiple of 16, is ignored
     * @param drives of the output nonlinearity, {@code batch * paddedNeurons}
     * @param rates the softplus of the drives
     * @param responses as many
     * @param losses receives {@link #terms} terms, whose sum is the loss
     * @param driveGradient receives the gradient by the drives, 0 behind the last neuron
     */
    void loss(
            TensorBackend backend,
            int neurons,
            int batch,
            Tensor drives,
            Tensor rates,
            Tensor responses,
            Tensor losses,
            Tensor driveGradient);
}
