package org.loopscope.inference.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loopscope.inference.architecture.LearnedCore;
import org.loopscope.inference.architecture.LearnedReadout;
import org.loopscope.inference.architecture.PartMemory;
import org.loopscope.inference.architecture.WeightBlock;
import org.loopscope.inference.rule.LearningRule;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * What the model has learned, in device memory. All weights stand in one tensor, so that one step of the learning rule
 * serves them all: the core's, then the readout's, its biases last. The gradient has the same order.
 */
final class EncoderMemory {
    /** How the names of the core's arrays begin. */
    private static final String CORE = "core.";

    final Tensor weights;
    final Tensor gradient;
    /** The learning rule's. */
    final Tensor state;

    private final Tensor moments;
    private final LearnedCore core;
    private final LearnedReadout readout;

    EncoderMemory(LearnedCore core, LearnedReadout readout, LearningRule rule, TensorBackend backend) {
        this.core = core;
        this.readout = readout;
        weights = backend.allocate(weightCount());
        gradient = backend.allocate(weightCount());
        state = backend.allocate(rule.stateCount(weightCount()));
        moments = backend.allocate(core.momentCount());
    }

    int weightCount() {
        return core.weightCount() + readout.weightCount();
    }

    PartMemory ofCore() {
        int count = core.weightCount();
        return new PartMemory(weights.slice(0, count), gradient.slice(0, count), moments);
    }

    PartMemory ofReadout() {
        int first = core.weightCount();
        int count = readout.weightCount();
        return new PartMemory(
                weights.slice(first, count), gradient.slice(first, count), moments.slice(core.momentCount(), 0));
    }

    /** Where the readout's biases are. */
    Tensor biases() {
        return weights.slice(weightCount() - readout.paddedNeurons(), readout.paddedNeurons());
    }

    void initialize(TensorBackend backend, Random random) {
        float[] ofCore = new float[core.weightCount()];
        float[] ofMoments = new float[core.momentCount()];
        core.initialize(ofCore, ofMoments, random);
        float[] ofReadout = new float[readout.weightCount()];
        readout.initialize(ofReadout, random);
        backend.write(ofCore, 0, ofCore.length, ofCore().weights());
        backend.write(ofReadout, 0, ofReadout.length, ofReadout().weights());
        backend.write(ofMoments, 0, ofMoments.length, moments);
    }

    /**
     * All that predictions depend on, by name.
     *
     * @param numbers as {@link #readWeights} gives them
     */
    List<NamedWeights> named(float[] numbers) {
        List<NamedWeights> named = new ArrayList<>();
        name(core.weightBlocks(), numbers, 0, named);
        name(core.momentBlocks(), numbers, weightCount(), named);
        name(readout.weightBlocks(), numbers, core.weightCount(), named);
        return named;
    }

    private static void name(List<WeightBlock> blocks, float[] numbers, int partAt, List<NamedWeights> named) {
        float[] part = Arrays.copyOfRange(numbers, partAt, numbers.length);
        for (WeightBlock block : blocks) {
            named.add(new NamedWeights(block.name(), block.shape(), block.read(part)));
        }
    }

    /**
     * Takes over the core of another network.
     *
     * @throws IllegalArgumentException where one of its arrays is missing or has another shape, or is none of this core's
     */
    void takeCore(TensorBackend backend, List<NamedWeights> from) {
        Set<String> known = Stream.concat(core.weightBlocks().stream(), core.momentBlocks().stream())
                .map(WeightBlock::name)
                .collect(Collectors.toSet());
        for (NamedWeights given : from) {
            if (given.name().startsWith(CORE) && !known.contains(given.name())) {
                throw new IllegalArgumentException("the network to start from has " + given.name()
                        + ", this one has not: it has more layers, or a core of another kind");
            }
        }
        take(backend, core.weightBlocks(), from, ofCore().weights());
        take(backend, core.momentBlocks(), from, moments);
    }

    private static void take(TensorBackend backend, List<WeightBlock> blocks, List<NamedWeights> from, Tensor part) {
        float[] numbers = new float[part.length()];
        for (WeightBlock block : blocks) {
            NamedWeights given = from.stream()
                    .filter(weights -> weights.name().equals(block.name()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the network to start from has no " + block.name()
                            + ": it has fewer layers than this one, or a core of another kind"));
            if (!given.shape().equals(block.shape())) {
                throw new IllegalArgumentException("the network to start from has " + block.name() + " of shape "
                        + given.shape() + ", this one's is " + block.shape()
                        + ": give model.channels and model.kernels as they were there");
            }
            block.write(given.values(), numbers);
        }
        backend.write(numbers, 0, numbers.length, part);
    }

    /** Weights, the rule's numbers, the moments. */
    int stateLength() {
        return weightCount() + state.length() + core.momentCount();
    }

    /** Copies {@link #stateLength} numbers off the device. */
    void read(TensorBackend backend, float[] to, int at) {
        backend.read(weights, to, at, weightCount());
        backend.read(state, to, at + weightCount(), state.length());
        backend.read(moments, to, at + weightCount() + state.length(), core.momentCount());
    }

    /** Copies weights and moments off the device. */
    void readWeights(TensorBackend backend, float[] to) {
        backend.read(weights, to, 0, weightCount());
        backend.read(moments, to, weightCount(), core.momentCount());
    }

    /** Puts back what {@link #readWeights} gave. */
    void writeWeights(TensorBackend backend, float[] from) {
        backend.write(from, 0, weightCount(), weights);
        backend.write(from, weightCount(), core.momentCount(), moments);
    }

    /** Puts back what {@link #read} gave. */
    void write(TensorBackend backend, float[] from, int at) {
        backend.write(from, at, weightCount(), weights);
        backend.write(from, at + weightCount(), state.length(), state);
        backend.write(from, at + weightCount() + state.length(), core.momentCount(), moments);
    }
}
