package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.ChannelMoments;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Forward and backward of one batch through the convolutions, with the batch's own moments. */
final class ConvolutionalTraining implements LearnedCore.Training {
    /** Weight of the newest batch in the running moments. */
    private static final float MOMENTUM = 0.1f;

    private final ConvolutionalCore core;
    private final TensorBackend backend;
    private final int batch;
    private final PartMemory memory;
    private final List<Layer> layers = new ArrayList<>();
    private final Tensor penalties;

    /** One layer's maps: convolved, activated, and the gradients by both; the last is overwritten on the way back. */
    private record Layer(
            Convolution convolution,
            Tensor values,
            Tensor activations,
            ChannelMoments moments,
            Tensor activationGradient,
            Tensor valueGradient) {}

    ConvolutionalTraining(ConvolutionalCore core, int batch, PartMemory memory) {
        this.core = core;
        this.batch = batch;
        this.memory = memory;
        backend = core.backend();
        int mostChannels = 0;
        for (int l = 0; l < core.layers(); l++) {
            LayerShape shape = core.layer(l);
            int channels = shape.channels();
            mostChannels = Math.max(mostChannels, channels);
            layers.add(new Layer(
                    shape.on(backend, batch),
                    backend.allocate(batch * shape.output(0).floats()),
                    backend.allocate(batch * core.activationShape(l).floats()),
                    new ChannelMoments(backend.allocate(channels), backend.allocate(channels)),
                    backend.allocate(batch * shape.output(0).floats()),
                    backend.allocate(batch * core.gradientShape(l).floats())));
        }
        penalties = backend.allocate(mostChannels);
    }

    @Override
    public Tensor forward(Tensor pictures) {
        Tensor input = pictures;
        for (int l = 0; l < layers.size(); l++) {
            LayerShape shape = core.layer(l);
            Layer layer = layers.get(l);
            layer.convolution().kernels(core.kernels(memory.weights(), l));
            layer.convolution().convolve(batch, input, layer.values());
            backend.batchMoments(
                    batch * shape.output(0).pixels(),
                    shape.channels(),
                    layer.values(),
                    layer.moments(),
                    core.runningMoments(memory.moments(), l),
                    MOMENTUM);
            backend.normalizeAndActivate(
                    core.activationShape(l),
                    batch,
                    layer.values(),
                    layer.moments(),
                    core.shifts(memory.weights(), l),
                    core.activation(l),
                    layer.activations());
            input = layer.activations();
        }
        return input;
    }

    @Override
    public Tensor featureGradient() {
        return layers.getLast().activationGradient();
    }

    @Override
    public void backward(Tensor pictures) {
        for (int l = layers.size() - 1; l >= 0; l--) {
            Layer layer = layers.get(l);
            backend.normalizationGradient(
                    core.gradientShape(l),
                    batch,
                    layer.values(),
                    layer.moments(),
                    core.shifts(memory.weights(), l),
                    core.activation(l),
                    layer.activationGradient(),
                    core.shifts(memory.gradient(), l),
                    layer.valueGradient());
            layer.convolution()
                    .weightGradient(
                            batch,
                            l == 0 ? pictures : layers.get(l - 1).activations(),
                            layer.valueGradient(),
                            core.gradientShape(l).haloPx(),
                            core.kernels(memory.gradient(), l));
            if (l > 0) {
                Tensor below = layers.get(l - 1).activationGradient();
                layer.convolution().inputGradient(batch, layer.valueGradient(), below);
            }
        }
    }

    @Override
    public void penalize(Tensor total) {
        for (int l = 0; l < layers.size(); l++) {
            LayerShape shape = core.layer(l);
            Tensor kernels = core.kernels(memory.weights(), l);
            Tensor gradient = core.kernels(memory.gradient(), l);
            if (l == 0) {
                backend.addSmoothness(core.filters(), core.regularization().smoothness(), kernels, gradient, penalties);
                backend.accumulate(penalties, shape.channels(), total);
            } else if (shape.grouped().isPresent()) {
                ConvolutionShape grouped = shape.grouped().get();
                backend.addGroupSparsity(grouped, core.regularization().groupSparsity(), kernels, gradient, penalties);
                backend.accumulate(penalties, shape.channels(), total);
            }
        }
    }
}
