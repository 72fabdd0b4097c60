package org.loopscope.inference.rule;

import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** From the gradient of the objective, as backpropagation brings it, to a change of the weights. */
public sealed interface LearningRule permits Adam {
    /** Numbers that the rule keeps for so many weights, beside them: part of what a model is restored from. */
    int stateCount(int weights);

    /**
     * One step.
     *
     * @param step counted from 1
     * @param state of {@link #stateCount} floats, all 0 before the first step
     */
    void step(TensorBackend backend, int step, float learningRate, Tensor weights, Tensor gradient, Tensor state);
}
