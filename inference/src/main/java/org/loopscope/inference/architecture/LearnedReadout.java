package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.Tensor;

/** A readout that is learnt by its gradient. Rates are the softplus of the drives. */
public interface LearnedReadout extends Readout {
    /** What the weights are, by name. */
    List<WeightBlock> weightBlocks();

    /** Where learning starts from, the biases left at 0. */
    void initialize(float[] weights, Random random);

    /**
     * {@link #forward} of a batch that is learnt from. A readout that samples draws here, by its seed and the step alone;
     * the gradients that follow are those at what was drawn.
     *
     * @param step counted from the model's first
     */
    default void forwardToLearn(int step, PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates) {
        forward(memory, count, features, drives, rates);
    }

    /** Gradient by the weights, overwritten. After {@link #forwardToLearn} of the same features. */
    void weightGradient(PartMemory memory, int count, Tensor features, Tensor driveGradient);

    /** Adds the penalties' gradient, and their sum to {@code total[0]}. */
    void penalize(PartMemory memory, Tensor total);
}
