package org.loopscope.inference.architecture;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.DepthwiseShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * A convolution of each channel by itself, then at each pixel a sum of all channels for each output (Chollet 2017): the
 * kernel between two channels is the product of the two. The map keeps its size. Weights: depthwise, then pointwise.
 */
record SeparableLayer(DepthwiseShape depthwise, ConvolutionShape pointwise) implements LayerShape {
    SeparableLayer(MapShape input, int channels, int kernelPx) {
        this(
                new DepthwiseShape(input.widthPx(), input.heightPx(), input.channels(), kernelPx),
                new ConvolutionShape(input.widthPx(), input.heightPx(), input.channels(), channels, 1, 0));
    }

    @Override
    public int haloPx() {
        return depthwise.haloPx();
    }

    @Override
    public int gradientHaloPx() {
        return pointwise.gradientHaloPx();
    }

    @Override
    public MapShape output(int outputHaloPx) {
        return pointwise.output(outputHaloPx);
    }

    @Override
    public int weightFloats() {
        return depthwise.weightFloats() + pointwise.weightFloats();
    }

    @Override
    public List<WeightBlock> blocks(String prefix, int at) {
        int side = depthwise.kernelPx();
        return List.of(
                new WeightBlock(prefix + "depthwise", List.of(side, side, depthwise.channels()), at),
                new WeightBlock(
                        prefix + "pointwise",
                        List.of(pointwise.inputChannels(), pointwise.outputChannels()),
                        at + pointwiseAt()));
    }

    /** At a size that keeps the maps': nothing is normalised between the two, and of two small factors little would be left. */
    @Override
    public void initialize(float[] weights, int at, Random random) {
        for (int i = 0; i < weightFloats(); i++) {
            double inputs = i < pointwiseAt() ? depthwise.kernelPx() * depthwise.kernelPx() : pointwise.inputChannels();
            weights[at + i] = SmallStart.draw(random, 1 / Math.sqrt(inputs));
        }
    }

    /** No penalty: few weights stand between two channels. */
    @Override
    public Optional<ConvolutionShape> grouped() {
        return Optional.empty();
    }

    /** Where the pointwise weights begin among the layer's. */
    int pointwiseAt() {
        return depthwise.weightFloats();
    }

    @Override
    public Convolution on(TensorBackend backend, int capacity) {
        return new SeparableConvolution(this, capacity, backend);
    }
}
