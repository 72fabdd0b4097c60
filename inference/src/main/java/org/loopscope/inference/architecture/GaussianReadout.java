package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.GaussianReadoutShape;
import org.loopscope.inference.tensor.GaussianReadoutWeights;
import org.loopscope.inference.tensor.GaussianSample;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * Each neuron reads the map at one point (Lurz et al. 2021, "Generalization in data-driven models of primary visual
 * cortex"): a weight of either sign for each channel there. While it learns, the point is drawn for each picture from a
 * normal distribution of learned mean and spread, so that the mean feels the map around it; predictions are made at the
 * mean. Weights: feature, mean, spread, bias; see {@link GaussianReadoutShape}.
 */
public final class GaussianReadout implements LearnedReadout {
    /** Means begin within this distance of the map's centre along each axis. */
    private static final float FARTHEST_START = 0.3f;

    /** Spreads begin below this size. */
    private static final float WIDEST_START = 0.1f;

    private final GaussianReadoutShape shape;
    private final float sparsity;
    private final PositionNoise noise;
    private final TensorBackend backend;
    private final Tensor drawn;
    private final Tensor none;
    private final GaussianSample sample;
    private final Tensor penalties;

    /**
     * @param sparsity strength of the penalty on the L1 norm of a neuron's feature weights
     * @param seed of the sampled positions
     * @param capacity most pictures in one pass
     */
    public GaussianReadout(GaussianReadoutShape shape, float sparsity, long seed, int capacity, TensorBackend backend) {
        this.shape = shape;
        this.sparsity = sparsity;
        this.backend = backend;
        noise = new PositionNoise(seed, shape);
        drawn = backend.allocate(capacity * shape.positionFloats());
        none = backend.allocate(capacity * shape.positionFloats());
        sample = GaussianSample.allocate(shape, capacity, backend);
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

    private int meanOffset() {
        return shape.map().channels() * shape.paddedNeurons();
    }

    private int spreadOffset() {
        return meanOffset() + GaussianReadoutShape.AXES * shape.paddedNeurons();
    }

    private int biasOffset() {
        return spreadOffset() + GaussianReadoutShape.AXES * GaussianReadoutShape.AXES * shape.paddedNeurons();
    }

    @Override
    public List<WeightBlock> weightBlocks() {
        int neurons = shape.neurons();
        int stride = shape.paddedNeurons();
        int axes = GaussianReadoutShape.AXES;
        return List.of(
                new WeightBlock("readout.feature", List.of(shape.map().channels(), neurons), 0, stride),
                new WeightBlock("readout.position", List.of(axes, neurons), meanOffset(), stride),
                new WeightBlock("readout.spread", List.of(axes, axes, neurons), spreadOffset(), stride),
                new WeightBlock("readout.bias", List.of(neurons), biasOffset(), stride));
    }

    @Override
    public void initialize(float[] weights, Random random) {
        for (int i = 0; i < biasOffset(); i++) {
            float evenly = 2 * random.nextFloat() - 1;
            float start = i < meanOffset()
                    ? 1f / shape.map().channels()
                    : evenly * (i < spreadOffset() ? FARTHEST_START : WIDEST_START);
            weights[i] = i % shape.paddedNeurons() < shape.neurons() ? start : 0f;
        }
    }

    private GaussianReadoutWeights parts(Tensor of) {
        return new GaussianReadoutWeights(
                of.slice(0, meanOffset()),
                of.slice(meanOffset(), spreadOffset() - meanOffset()),
                of.slice(spreadOffset(), biasOffset() - spreadOffset()),
                of.slice(biasOffset(), shape.paddedNeurons()));
    }

    /** Nothing to do: the weights are read where they are. */
    @Override
    public void refresh(PartMemory memory) {}

    @Override
    public void forward(PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates) {
        look(none, memory, count, features, drives, rates);
    }

    @Override
    public void forwardToLearn(int step, PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates) {
        float[] numbers = noise.of(step, count);
        backend.write(numbers, 0, numbers.length, drawn);
        look(drawn, memory, count, features, drives, rates);
    }

    private void look(Tensor at, PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates) {
        GaussianReadoutWeights weights = parts(memory.weights());
        backend.gaussianPositions(shape, count, weights, at, sample.positions());
        backend.gaussianReadout(shape, count, features, weights, sample, drives, rates);
    }

    @Override
    public void featureGradient(PartMemory memory, int count, Tensor driveGradient, Tensor featureGradient) {
        backend.gaussianMapGradient(shape, count, driveGradient, parts(memory.weights()), sample, featureGradient);
    }

    @Override
    public void weightGradient(PartMemory memory, int count, Tensor features, Tensor driveGradient) {
        backend.gaussianWeightGradient(
                shape,
                count,
                features,
                drawn,
                sample,
                driveGradient,
                parts(memory.weights()),
                parts(memory.gradient()));
    }

    @Override
    public void penalize(PartMemory memory, Tensor total) {
        backend.addSparsity(
                shape.map().channels(),
                sparsity,
                memory.weights().slice(0, meanOffset()),
                memory.gradient().slice(0, meanOffset()),
                penalties);
        backend.accumulate(penalties, penalties.length(), total);
    }
}
