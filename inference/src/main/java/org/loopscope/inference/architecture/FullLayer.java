package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** A kernel between every input and every output channel. */
record FullLayer(ConvolutionShape shape) implements CoreLayer {
    @Override
    public int weightFloats() {
        return shape.weightFloats();
    }

    @Override
    public int gradientHaloPx() {
        return shape.gradientHaloPx();
    }

    @Override
    public List<WeightBlock> weightBlocks(String prefix, int at) {
        return List.of(new WeightBlock(
                prefix + ".kernels",
                List.of(shape.kernelPx(), shape.kernelPx(), shape.inputChannels(), shape.outputChannels()),
                at));
    }

    @Override
    public void initialize(float[] weights, int at, Random random) {
        for (int i = 0; i < weightFloats(); i++) {
            weights[at + i] = SmallStart.draw(random);
        }
    }

    @Override
    public Convolution on(TensorBackend backend, int capacity) {
        return backend.convolution(shape);
    }

    /** The norm of each kernel between two channels. */
    @Override
    public void addSparsity(float strength, Tensor weights, Tensor gradient, Tensor penalties, TensorBackend backend) {
        backend.addGroupSparsity(shape, strength, weights, gradient, penalties);
    }
}
