package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** One layer of a {@link ConvolutionalCore}, as it stands behind the one before: its maps and its weights. */
sealed interface CoreLayer permits FullLayer, SeparableLayer {
    /** Of its maps. */
    ConvolutionShape shape();

    int weightFloats();

    /** The zero frame that {@link Convolution#inputGradient} needs around the output's gradient. */
    int gradientHaloPx();

    /**
     * @param prefix of the names
     * @param at of the layer's first weight in the core's
     */
    List<WeightBlock> weightBlocks(String prefix, int at);

    /** Where learning starts from. */
    void initialize(float[] weights, int at, Random random);

    /** The layer on a device. */
    Convolution on(TensorBackend backend, int capacity);

    /**
     * Adds the penalty's gradient for a layer behind the first one.
     *
     * @param penalties receives a term for each output channel
     */
    void addSparsity(float strength, Tensor weights, Tensor gradient, Tensor penalties, TensorBackend backend);
}
