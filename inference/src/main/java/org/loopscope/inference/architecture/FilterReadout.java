package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * A linear filter over the whole picture for each neuron, and a softplus behind it: with {@link PixelArchitecture} the
 * linear-nonlinear model. Weights: {@code [pixel][padded neuron]}, then the biases. Filters are to be smooth
 * ({@link Regularization#smoothness}) and small ({@link Regularization#readoutSparsity} times their L1 norm).
 */
public final class FilterReadout implements LearnedReadout {
    private final LinearReadout linear;
    private final MapShape filters;
    private final int neurons;
    private final Regularization regularization;
    private final TensorBackend backend;
    private final Tensor penalties;

    public FilterReadout(PictureSize pictures, int neurons, Regularization regularization, TensorBackend backend) {
        this.neurons = neurons;
        this.regularization = regularization;
        this.backend = backend;
        linear = new LinearReadout(TensorBackend.padded(pictures.pixels()), neurons, Activation.SOFTPLUS, backend);
        filters = new MapShape(pictures.widthPx(), pictures.heightPx(), linear.paddedNeurons(), 0);
        penalties = backend.allocate(linear.paddedNeurons());
    }

    @Override
    public int paddedNeurons() {
        return linear.paddedNeurons();
    }

    @Override
    public int weightCount() {
        return linear.weightCount();
    }

    @Override
    public List<WeightBlock> weightBlocks() {
        int stride = paddedNeurons();
        return List.of(
                new WeightBlock("readout.filter", List.of(filters.heightPx(), filters.widthPx(), neurons), 0, stride),
                new WeightBlock("readout.bias", List.of(neurons), weightCount() - stride, stride));
    }

    /** Filters start at 0: the loss has no other minimum to fall into. */
    @Override
    public void initialize(float[] weights, Random random) {
        // All zeros as they are.
    }

    @Override
    public void refresh(PartMemory memory) {
        linear.refresh(memory);
    }

    /** Training and prediction have weights of their own; those of this call are used from here on. */
    @Override
    public void forward(PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates) {
        linear.refresh(memory);
        linear.forward(memory, count, features, drives, rates);
    }

    @Override
    public void featureGradient(PartMemory memory, int count, Tensor driveGradient, Tensor featureGradient) {
        linear.featureGradient(memory, count, driveGradient, featureGradient);
    }

    @Override
    public void weightGradient(PartMemory memory, int count, Tensor features, Tensor driveGradient) {
        linear.weightGradient(memory, count, features, driveGradient);
    }

    @Override
    public void penalize(PartMemory memory, Tensor total) {
        Tensor weights = memory.weights().slice(0, filters.floats());
        Tensor gradient = memory.gradient().slice(0, filters.floats());
        backend.addSmoothness(filters, regularization.smoothness(), weights, gradient, penalties);
        backend.accumulate(penalties, penalties.length(), total);
        backend.addSparsity(filters.pixels(), regularization.readoutSparsity(), weights, gradient, penalties);
        backend.accumulate(penalties, penalties.length(), total);
    }
}
