package org.loopscope.inference.encoder;

import org.loopscope.inference.architecture.LearnedCore;
import org.loopscope.inference.architecture.LearnedReadout;
import org.loopscope.inference.tensor.FitLoss;
import org.loopscope.inference.tensor.LossTensors;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Loss of one batch and its gradient by every weight. */
final class TrainingPass {
    private final TensorBackend backend;
    private final EncoderMemory memory;
    private final LearnedCore.Training core;
    private final LearnedReadout readout;
    private final FitLoss loss;
    private final int neurons;
    private final int batch;
    private final Tensor pictures;
    private final Tensor responses;
    private final Tensor drives;
    private final Tensor rates;
    private final Tensor driveGradient;
    private final Tensor losses;
    private final Tensor total;

    TrainingPass(
            EncoderSettings settings,
            LearnedCore core,
            LearnedReadout readout,
            EncoderMemory memory,
            TensorBackend backend) {
        this.backend = backend;
        this.memory = memory;
        this.readout = readout;
        this.core = core.training(settings.batch(), memory.ofCore());
        loss = settings.objective().loss();
        neurons = settings.neurons();
        batch = settings.batch();
        int padded = readout.paddedNeurons();
        pictures = backend.allocate(batch * core.pictures().floats());
        responses = backend.allocate(batch * padded);
        drives = backend.allocate(batch * padded);
        rates = backend.allocate(batch * padded);
        driveGradient = backend.allocate(batch * padded);
        losses = backend.allocate(loss.terms(batch, padded));
        total = backend.allocate(1);
    }

    /** Sets the running sum of losses to zero. */
    void clearLoss() {
        backend.fillZero(total);
    }

    /** Sum, since it was cleared, of the losses of all passes, penalties included. Waits for the device. */
    float summedLoss() {
        float[] sum = new float[1];
        backend.read(total, sum, 0, 1);
        return sum[0];
    }

    /**
     * Forward and backward for one batch; afterwards the gradient is in the model's memory.
     *
     * @param step counted from the model's first
     * @param laidOut pictures as the core wants them
     * @param paddedResponses {@code batch * paddedNeurons}
     */
    void run(int step, float[] laidOut, float[] paddedResponses) {
        backend.write(laidOut, 0, laidOut.length, pictures);
        backend.write(paddedResponses, 0, paddedResponses.length, responses);
        Tensor features = core.forward(pictures);
        readout.forwardToLearn(step, memory.ofReadout(), batch, features, drives, rates);
        backend.loss(loss, neurons, batch, new LossTensors(drives, rates, responses, losses, driveGradient));
        backend.accumulate(losses, losses.length(), total);
        readout.weightGradient(memory.ofReadout(), batch, features, driveGradient);
        if (core.learns()) {
            readout.featureGradient(memory.ofReadout(), batch, driveGradient, core.featureGradient());
            core.backward(pictures);
        }
        core.penalize(total);
        readout.penalize(memory.ofReadout(), total);
    }
}
