package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * Where a neuron looks times what it looks for (Klindt, Ecker, Euler and Bethge 2017): a weight for each pixel and one for
 * each channel, both without their sign. Weights: spatial, feature, bias; see {@link ReadoutShape}.
 */
public final class FactorizedReadout implements LearnedReadout {
    private final ReadoutShape shape;
    private final float sparsity;
    private final TensorBackend backend;
    private final Tensor pooled;
    private final Tensor penalties;

    /**
     * @param sparsity strength of the penalty on the product of both factors' L1 norms
     * @param capacity most pictures in one pass
     */
    public FactorizedReadout(ReadoutShape shape, float sparsity, int capacity, TensorBackend backend) {
        this.shape = shape;
        this.sparsity = sparsity;
        this.backend = backend;
        pooled = backend.allocate(capacity * shape.pooledFloats());
        penalties = backend.allocate(shape.paddedNeurons());
    }

    @Override
    public int paddedNeurons() {
        return shape.paddedNeurons();
    }

    @Override
    public int weightCount() {
        return biasOffset() + shape.paddedNeurons();
    }

    private int featureOffset() {
        return shape.pixels() * shape.paddedNeurons();
    }

    private int biasOffset() {
        return featureOffset() + shape.channels() * shape.paddedNeurons();
    }

    @Override
    public List<WeightBlock> weightBlocks() {
        int neurons = shape.neurons();
        int stride = shape.paddedNeurons();
        return List.of(
                new WeightBlock("readout.spatial", List.of(shape.pixels(), neurons), 0, stride),
                new WeightBlock("readout.feature", List.of(shape.channels(), neurons), featureOffset(), stride),
                new WeightBlock("readout.bias", List.of(neurons), biasOffset(), stride));
    }

    @Override
    public void initialize(float[] weights, Random random) {
        for (int i = 0; i < biasOffset(); i++) {
            boolean real = i % shape.paddedNeurons() < shape.neurons();
            weights[i] = real ? SmallStart.draw(random) : 0f;
        }
    }

    private ReadoutWeights parts(Tensor of) {
        return new ReadoutWeights(
                of.slice(0, featureOffset()),
                of.slice(featureOffset(), biasOffset() - featureOffset()),
                of.slice(biasOffset(), shape.paddedNeurons()));
    }

    /** Nothing to do: the weights are read where they are. */
    @Override
    public void refresh(PartMemory memory) {}

    @Override
    public void forward(PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates) {
        backend.readout(shape, count, features, parts(memory.weights()), pooled, drives, rates);
    }

    @Override
    public void featureGradient(PartMemory memory, int count, Tensor driveGradient, Tensor featureGradient) {
        backend.readoutMapGradient(shape, count, driveGradient, parts(memory.weights()), featureGradient);
    }

    /** After {@link #forward} of the same features: that leaves what is pooled. */
    @Override
    public void weightGradient(PartMemory memory, int count, Tensor features, Tensor driveGradient) {
        backend.readoutWeightGradient(
                shape, count, features, pooled, driveGradient, parts(memory.weights()), parts(memory.gradient()));
    }

    @Override
    public void penalize(PartMemory memory, Tensor total) {
        backend.addReadoutSparsity(shape, sparsity, parts(memory.weights()), parts(memory.gradient()), penalties);
        backend.accumulate(penalties, penalties.length(), total);
    }
}
