package org.loopscope.inference.rule;

import org.loopscope.inference.tensor.AdamStep;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Steps of a size that follows each weight's own gradients (Kingma and Ba 2015), with the usual decay rates. */
public record Adam() implements LearningRule {
    @Override
    public int stateCount(int weights) {
        return 2 * weights;
    }

    @Override
    public void step(
            TensorBackend backend, int step, float learningRate, Tensor weights, Tensor gradient, Tensor state) {
        int count = weights.length();
        backend.adam(
                AdamStep.at(step, learningRate), weights, gradient, state.slice(0, count), state.slice(count, count));
    }
}
