package org.loopscope.inference.architecture;

import org.loopscope.inference.tensor.Tensor;

/**
 * From the features to each neuron's drive, and from the drive to its rate. Knows its weights' number and order; where
 * they lie is given. One thread.
 */
public interface Readout {
    /** Neurons rounded up to a multiple of 16; what belongs to those behind the last is 0. */
    int paddedNeurons();

    /** Learned numbers, a multiple of 16; the last {@link #paddedNeurons} of them are the biases. */
    int weightCount();

    /** The weights have changed; to be called before the next prediction. */
    void refresh(PartMemory memory);

    /**
     * @param drives receives {@code count * paddedNeurons}
     * @param rates likewise: the output's nonlinearity of the drives
     */
    void forward(PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates);

    /** Gradient by the features, overwritten. */
    void featureGradient(PartMemory memory, int count, Tensor driveGradient, Tensor featureGradient);
}
