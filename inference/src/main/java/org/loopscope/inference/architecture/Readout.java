package org.loopscope.inference.architecture;

import java.util.Random;
import org.loopscope.inference.tensor.Tensor;

/** From the features to each neuron's drive, and from the drive by a softplus to its rate. Knows its weights' number and order; where they lie is given. One thread. */
public interface Readout {
    /** Neurons rounded up to a multiple of 16; what belongs to those behind the last is 0. */
    int paddedNeurons();

    /** Learned numbers, a multiple of 16; the last {@link #paddedNeurons} of them are the biases. */
    int weightCount();

    /** Where learning starts from, the biases left at 0. */
    void initialize(float[] weights, Random random);

    /**
     * @param drives receives {@code count * paddedNeurons}
     * @param rates likewise: the softplus of the drives
     */
    void forward(PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates);

    /** Gradient by the features, overwritten. */
    void featureGradient(PartMemory memory, int count, Tensor driveGradient, Tensor featureGradient);

    /** Gradient by the weights, overwritten. */
    void weightGradient(PartMemory memory, int count, Tensor features, Tensor driveGradient);

    /**
     * Adds the penalties' gradient.
     *
     * @param penalties receives {@link #paddedNeurons} terms, whose sum is the penalty
     */
    void penalize(PartMemory memory, Tensor penalties);
}
