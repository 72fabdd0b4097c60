package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.Tensor;

/** A core with weights. Knows their number and order; where they lie is given. */
public interface LearnedCore extends Core {
    /** Learned numbers, a multiple of 16. */
    int weightCount();

    /** Numbers that training measures beside; 0 where there are none. */
    int momentCount();

    /** What the learned numbers are, by name. */
    List<WeightBlock> weightBlocks();

    /** What the measured numbers are, by name. */
    List<WeightBlock> momentBlocks();

    /** Where learning starts from; both arrays of this core's own numbers. */
    void initialize(float[] weights, float[] moments, Random random);

    /** What training needs for batches of a fixed size; allocates. */
    Training training(int batch, PartMemory memory);

    /** What prediction needs for at most {@code capacity} pictures at a time; allocates. */
    Prediction prediction(int capacity, PartMemory memory);

    /** Forward and backward of one batch. */
    interface Training {
        /**
         * @param pictures in the core's layout
         * @return the features, until the next call
         */
        Tensor forward(Tensor pictures);

        /** Where the gradient by the features is to be written. */
        Tensor featureGradient();

        /** Whether the weights are learnt; if not, no gradient by the features is needed. */
        default boolean learns() {
            return true;
        }

        /** From the gradient by the features to that by the weights, which it overwrites. After {@link #forward}. */
        void backward(Tensor pictures);

        /** Adds the penalties' gradient, and their sum to {@code total[0]}. */
        void penalize(Tensor total);
    }
}
