package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;

/** What stands before the normalisation in one layer of a {@link ConvolutionalCore}. Knows its kernels' number and order. */
sealed interface LayerShape permits FullLayer, SeparableLayer {
    /** The frame that its input stands in. */
    int haloPx();

    /** The frame that the gradient by its output stands in, for the gradient by its input. */
    int gradientHaloPx();

    /** Its output, in a frame of zeros. */
    MapShape output(int outputHaloPx);

    /** Kernels, all together; a multiple of 16. */
    int weightFloats();

    /**
     * The kernels by name.
     *
     * @param prefix of the layer's names, such as {@code core.0.}
     * @param at where the layer begins among the core's weights
     */
    List<WeightBlock> blocks(String prefix, int at);

    /** @param at where the layer begins in {@code weights} */
    void initialize(float[] weights, int at, Random random);

    /** The layer's kernels where they stand between pairs of channels, for the penalty on their norms; empty where none do. */
    Optional<ConvolutionShape> grouped();

    /** The layer on a device, for at most {@code capacity} pictures at a time; allocates. */
    Convolution on(TensorBackend backend, int capacity);

    default int channels() {
        return output(0).channels();
    }
}
