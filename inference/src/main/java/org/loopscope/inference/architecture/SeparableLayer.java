package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.DepthwiseShape;
import org.loopscope.inference.tensor.SeparableConvolution;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * A kernel for each input channel, then a weight between every input and every output channel. The map keeps its size.
 *
 * @param shape of the maps, and the kernels' side; its own weights are not used
 */
record SeparableLayer(ConvolutionShape shape) implements CoreLayer {
    SeparableLayer {
        if (shape.haloPx() != shape.kernelPx() / 2 || shape.inputChannels() == 1) {
            throw new IllegalArgumentException(
                    "encoder: a separable layer keeps its map's size and stands behind another"
                            + " layer; the first layer has to be a full convolution");
        }
    }

    private DepthwiseShape depthwise() {
        return new DepthwiseShape(shape.inputWidthPx(), shape.inputHeightPx(), shape.inputChannels(), shape.kernelPx());
    }

    private ConvolutionShape mixing() {
        return SeparableConvolution.mixing(depthwise(), shape.outputChannels());
    }

    @Override
    public int weightFloats() {
        return depthwise().weightFloats() + mixing().weightFloats();
    }

    @Override
    public int gradientHaloPx() {
        return 0;
    }

    @Override
    public List<WeightBlock> weightBlocks(String prefix, int at) {
        int kernelPx = shape.kernelPx();
        return List.of(
                new WeightBlock(prefix + ".depthwise", List.of(kernelPx, kernelPx, shape.inputChannels()), at),
                new WeightBlock(
                        prefix + ".mixing",
                        List.of(shape.inputChannels(), shape.outputChannels()),
                        at + depthwise().weightFloats()));
    }

    /**
     * Of the size that keeps the features' variance (He et al. 2015): the product of two small starts would vanish beside
     * the normalisation's epsilon.
     */
    @Override
    public void initialize(float[] weights, int at, Random random) {
        int kernels = depthwise().weightFloats();
        double depthwiseSd = 1.0 / shape.kernelPx();
        double mixingSd = 1 / Math.sqrt(shape.inputChannels());
        for (int i = 0; i < weightFloats(); i++) {
            weights[at + i] = SmallStart.draw(random, i < kernels ? depthwiseSd : mixingSd);
        }
    }

    @Override
    public Convolution on(TensorBackend backend, int capacity) {
        return new SeparableConvolution(depthwise(), shape.outputChannels(), capacity, backend);
    }

    /** Of the weights between channels; the kernels are few. */
    @Override
    public void addSparsity(float strength, Tensor weights, Tensor gradient, Tensor penalties, TensorBackend backend) {
        int at = depthwise().weightFloats();
        int count = mixing().weightFloats();
        backend.addGroupSparsity(mixing(), strength, weights.slice(at, count), gradient.slice(at, count), penalties);
    }
}
