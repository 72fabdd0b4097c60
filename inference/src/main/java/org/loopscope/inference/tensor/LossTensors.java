package org.loopscope.inference.tensor;

/**
 * What a loss is computed from, and what it gives. Each of {@code batch * padded(neurons)} but the terms.
 *
 * @param rates the softplus of the drives
 * @param terms receives {@link FitLoss#terms} terms, whose sum is the loss
 * @param driveGradient receives the gradient by the drives, 0 behind the last neuron
 */
public record LossTensors(Tensor drives, Tensor rates, Tensor responses, Tensor terms, Tensor driveGradient) {}
