package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** The convolutions with the running moments folded into each layer's scale and shift. */
final class ConvolutionalPrediction implements Core.Prediction {
    private final ConvolutionalCore core;
    private final TensorBackend backend;
    private final PartMemory memory;
    private final List<Layer> layers = new ArrayList<>();

    private record Layer(
            Convolution convolution,
            ChannelAffine affine,
            Tensor activations,
            Tensor activationGradient,
            Tensor valueGradient) {}

    ConvolutionalPrediction(ConvolutionalCore core, int capacity, PartMemory memory) {
        this.core = core;
        this.memory = memory;
        backend = core.backend();
        for (int l = 0; l < core.layers(); l++) {
            LayerShape shape = core.layer(l);
            int channels = shape.channels();
            layers.add(new Layer(
                    shape.on(backend, capacity),
                    new ChannelAffine(backend.allocate(channels), backend.allocate(channels)),
                    backend.allocate(capacity * core.activationShape(l).floats()),
                    backend.allocate(capacity * shape.output(0).floats()),
                    backend.allocate(capacity * core.gradientShape(l).floats())));
        }
    }

    @Override
    public void refresh() {
        float[] weights = new float[core.weightCount()];
        float[] running = new float[core.momentCount()];
        backend.read(memory.weights(), weights, 0, weights.length);
        backend.read(memory.moments(), running, 0, running.length);
        for (int l = 0; l < layers.size(); l++) {
            int channels = core.layer(l).channels();
            float[] scale = new float[channels];
            float[] shift = new float[channels];
            for (int c = 0; c < channels; c++) {
                float mean = running[core.momentOffset(l) + c];
                float variance = running[core.momentOffset(l) + channels + c];
                scale[c] = (float) (1 / Math.sqrt(variance + TensorBackend.VARIANCE_EPSILON));
                shift[c] = weights[core.shiftOffset(l) + c] - mean * scale[c];
            }
            layers.get(l).convolution().kernels(core.kernels(memory.weights(), l));
            backend.write(scale, 0, channels, layers.get(l).affine().scale());
            backend.write(shift, 0, channels, layers.get(l).affine().shift());
        }
    }

    @Override
    public Tensor forward(Tensor pictures, int count) {
        Tensor input = pictures;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            layer.convolution()
                    .convolveAndActivate(
                            count,
                            input,
                            layer.affine(),
                            core.activation(l),
                            core.activationShape(l).haloPx(),
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
    public void pictureGradient(int count, Tensor gradient) {
        for (int l = layers.size() - 1; l >= 0; l--) {
            Layer layer = layers.get(l);
            backend.affineGradient(
                    core.gradientShape(l),
                    count,
                    layer.activations(),
                    core.activationShape(l).haloPx(),
                    layer.affine().scale(),
                    core.activation(l),
                    layer.activationGradient(),
                    layer.valueGradient());
            if (l > 0) {
                Tensor below = layers.get(l - 1).activationGradient();
                layer.convolution().inputGradient(count, layer.valueGradient(), below);
            } else {
                layer.convolution().imageGradient(count, layer.valueGradient(), gradient);
            }
        }
    }
}
