package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelMoments;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * Layers, full or separable, each normalised per channel and, but for the last, followed by a softplus. Weights: layer by layer the
 * kernels and the shifts. Moments: layer by layer the running means and variances.
 */
final class ConvolutionalCore implements LearnedCore {
    private final ConvolutionShape first;
    private final List<LayerShape> layers;
    private final Regularization regularization;
    private final TensorBackend backend;

    /** @param first the first layer, which sees the picture */
    ConvolutionalCore(
            ConvolutionShape first, List<LayerShape> layers, Regularization regularization, TensorBackend backend) {
        this.first = first;
        this.layers = List.copyOf(layers);
        this.regularization = regularization;
        this.backend = backend;
    }

    @Override
    public PictureLayout pictures() {
        PictureSize size = new PictureSize(first.inputWidthPx(), first.inputHeightPx());
        return new PictureLayout(size, first.haloPx(), first.inputFloats());
    }

    @Override
    public MapShape features() {
        return layers.getLast().output(0);
    }

    @Override
    public int weightCount() {
        return kernelOffset(layers.size());
    }

    @Override
    public int momentCount() {
        return momentOffset(layers.size());
    }

    @Override
    public List<WeightBlock> weightBlocks() {
        List<WeightBlock> blocks = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            String prefix = "core." + l + ".";
            blocks.addAll(layers.get(l).blocks(prefix, kernelOffset(l)));
            blocks.add(new WeightBlock(prefix + "shift", List.of(layers.get(l).channels()), shiftOffset(l)));
        }
        return blocks;
    }

    @Override
    public List<WeightBlock> momentBlocks() {
        List<WeightBlock> blocks = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            int channels = layers.get(l).channels();
            blocks.add(new WeightBlock("core." + l + ".running_mean", List.of(channels), momentOffset(l)));
            blocks.add(
                    new WeightBlock("core." + l + ".running_variance", List.of(channels), momentOffset(l) + channels));
        }
        return blocks;
    }

    @Override
    public void initialize(float[] weights, float[] moments, Random random) {
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).initialize(weights, kernelOffset(l), random);
            int variances = momentOffset(l) + layers.get(l).channels();
            Arrays.fill(moments, variances, momentOffset(l + 1), 1f);
        }
    }

    @Override
    public Training training(int batch, PartMemory memory) {
        return new ConvolutionalTraining(this, batch, memory);
    }

    @Override
    public Prediction prediction(int capacity, PartMemory memory) {
        return new ConvolutionalPrediction(this, capacity, memory);
    }

    TensorBackend backend() {
        return backend;
    }

    /** The kernels that see the picture: a filter for each channel. */
    MapShape filters() {
        return new MapShape(first.kernelPx(), first.kernelPx(), first.outputChannels(), 0);
    }

    Regularization regularization() {
        return regularization;
    }

    int layers() {
        return layers.size();
    }

    LayerShape layer(int l) {
        return layers.get(l);
    }

    Activation activation(int layer) {
        return layer + 1 < layers.size() ? Activation.SOFTPLUS : Activation.IDENTITY;
    }

    /** A layer's output, in the frame that the next layer reads it in. */
    MapShape activationShape(int layer) {
        int haloPx = layer + 1 < layers.size() ? layers.get(layer + 1).haloPx() : 0;
        return layers.get(layer).output(haloPx);
    }

    /** The gradient by a layer's output, in the frame that the layer's transpose reads it in; none for the first. */
    MapShape gradientShape(int layer) {
        LayerShape shape = layers.get(layer);
        return shape.output(layer == 0 ? 0 : shape.gradientHaloPx());
    }

    /** A layer's kernels, in the weights or their gradient. */
    Tensor kernels(Tensor of, int layer) {
        return of.slice(kernelOffset(layer), layers.get(layer).weightFloats());
    }

    Tensor shifts(Tensor of, int layer) {
        return of.slice(shiftOffset(layer), layers.get(layer).channels());
    }

    ChannelMoments runningMoments(Tensor of, int layer) {
        int channels = layers.get(layer).channels();
        int offset = momentOffset(layer);
        return new ChannelMoments(of.slice(offset, channels), of.slice(offset + channels, channels));
    }

    int kernelOffset(int layer) {
        int offset = 0;
        for (LayerShape shape : layers.subList(0, layer)) {
            offset += shape.weightFloats() + shape.channels();
        }
        return offset;
    }

    int shiftOffset(int layer) {
        return kernelOffset(layer) + layers.get(layer).weightFloats();
    }

    int momentOffset(int layer) {
        int offset = 0;
        for (LayerShape shape : layers.subList(0, layer)) {
            offset += 2 * shape.channels();
        }
        return offset;
    }
}
