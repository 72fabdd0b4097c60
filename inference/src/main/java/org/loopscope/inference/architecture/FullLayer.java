package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;

/** A convolution of all channels with all. */
record FullLayer(ConvolutionShape shape) implements LayerShape {
    @Override
    public int haloPx() {
        return shape.haloPx();
    }

    @Override
    public int gradientHaloPx() {
        return shape.gradientHaloPx();
    }

    @Override
    public MapShape output(int outputHaloPx) {
        return shape.output(outputHaloPx);
    }

    @Override
    public int weightFloats() {
        return shape.weightFloats();
    }

    @Override
    public List<WeightBlock> blocks(String prefix, int at) {
        List<Integer> kernels =
                List.of(shape.kernelPx(), shape.kernelPx(), shape.inputChannels(), shape.outputChannels());
        return List.of(new WeightBlock(prefix + "kernels", kernels, at));
    }

    @Override
    public void initialize(float[] weights, int at, Random random) {
        for (int i = at; i < at + weightFloats(); i++) {
            weights[i] = SmallStart.draw(random);
        }
    }

    @Override
    public Optional<ConvolutionShape> grouped() {
        return Optional.of(shape);
    }

    @Override
    public Convolution on(TensorBackend backend, int capacity) {
        return backend.convolution(shape);
    }
}
