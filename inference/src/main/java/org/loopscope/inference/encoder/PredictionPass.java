package org.loopscope.inference.encoder;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * Predictions and their gradient by the pixels, with the running moments folded into each layer's scale and shift
 * (evaluation mode).
 */
final class PredictionPass {
    private final TensorBackend backend;
    private final EncoderMemory memory;
    private final int capacity;
    private final Tensor images;
    private final List<Layer> layers = new ArrayList<>();
    private final Tensor drives;
    private final Tensor rates;
    private final Tensor driveWeights;
    private final Tensor imageGradient;

    private record Layer(ChannelAffine affine, Tensor activations, Tensor activationGradient, Tensor valueGradient) {}

    /** @param capacity most pictures in one pass */
    PredictionPass(int capacity, EncoderMemory memory, TensorBackend backend) {
        this.backend = backend;
        this.memory = memory;
        this.capacity = capacity;
        images = backend.allocate(capacity * memory.layers.getFirst().inputFloats());
        imageGradient = backend.allocate(capacity * memory.layers.getFirst().inputFloats());
        for (int l = 0; l < memory.layers.size(); l++) {
            ConvolutionShape shape = memory.layers.get(l);
            int channels = shape.outputChannels();
            int side = shape.outputSidePx();
            layers.add(new Layer(
                    new ChannelAffine(backend.allocate(channels), backend.allocate(channels)),
                    backend.allocate(capacity * new MapShape(side, channels, memory.activationHaloPx(l)).floats()),
                    backend.allocate(capacity * shape.outputFloats()),
                    backend.allocate(capacity * gradientShape(l).floats())));
        }
        int padded = memory.readout.paddedNeurons();
        drives = backend.allocate(capacity * padded);
        rates = backend.allocate(capacity * padded);
        driveWeights = backend.allocate(capacity * padded);
    }

    int capacity() {
        return capacity;
    }

    private MapShape gradientShape(int layer) {
        ConvolutionShape shape = memory.layers.get(layer);
        return new MapShape(shape.outputSidePx(), shape.outputChannels(), memory.gradientHaloPx(layer));
    }

    private Activation activation(int layer) {
        return layer + 1 < layers.size() ? Activation.SOFTPLUS : Activation.IDENTITY;
    }

    /** Takes over the running moments and shifts as they are now. To be called after they have changed. */
    void foldNormalization() {
        float[] parameters = new float[memory.parameterCount()];
        float[] running = new float[memory.runningCount()];
        backend.read(memory.parameters, parameters, 0, parameters.length);
        backend.read(memory.running, running, 0, running.length);
        for (int l = 0; l < layers.size(); l++) {
            int channels = memory.layers.get(l).outputChannels();
            float[] scale = new float[channels];
            float[] shift = new float[channels];
            for (int c = 0; c < channels; c++) {
                float mean = running[memory.runningOffset(l) + c];
                float variance = running[memory.runningOffset(l) + channels + c];
                scale[c] = (float) (1 / Math.sqrt(variance + TensorBackend.VARIANCE_EPSILON));
                shift[c] = parameters[memory.shiftOffset(l) + c] - mean * scale[c];
            }
            backend.write(scale, 0, channels, layers.get(l).affine().scale());
            backend.write(shift, 0, channels, layers.get(l).affine().shift());
        }
    }

    /**
     * @param framedImages normalised pixels, in the first layer's frame
     * @param paddedRates receives {@code count * paddedNeurons}
     */
    void predict(float[] framedImages, int count, float[] paddedRates) {
        forward(framedImages, count);
        backend.read(rates, paddedRates, 0, count * memory.readout.paddedNeurons());
    }

    /**
     * @param paddedWeights of each picture's drives, {@code count * paddedNeurons}
     * @param framedGradient receives the gradient by the normalised pixels, frame included
     */
    void gradient(float[] framedImages, int count, float[] paddedWeights, float[] paddedRates, float[] framedGradient) {
        forward(framedImages, count);
        backend.write(paddedWeights, 0, count * memory.readout.paddedNeurons(), driveWeights);
        backend.readoutMapGradient(
                memory.readout,
                count,
                driveWeights,
                memory.readoutWeights(memory.parameters),
                layers.getLast().activationGradient());
        for (int l = layers.size() - 1; l >= 0; l--) {
            ConvolutionShape shape = memory.layers.get(l);
            Layer layer = layers.get(l);
            Tensor kernels = memory.kernels(memory.parameters, l);
            backend.affineGradient(
                    gradientShape(l),
                    count,
                    layer.activations(),
                    memory.activationHaloPx(l),
                    layer.affine().scale(),
                    activation(l),
                    layer.activationGradient(),
                    layer.valueGradient());
            if (l > 0) {
                Tensor below = layers.get(l - 1).activationGradient();
                backend.inputGradient(shape, count, layer.valueGradient(), kernels, below);
            } else {
                backend.imageGradient(shape, count, layer.valueGradient(), kernels, imageGradient);
            }
        }
        backend.read(rates, paddedRates, 0, count * memory.readout.paddedNeurons());
        backend.read(
                imageGradient,
                framedGradient,
                0,
                count * memory.layers.getFirst().inputFloats());
    }

    private void forward(float[] framedImages, int count) {
        backend.write(framedImages, 0, count * memory.layers.getFirst().inputFloats(), images);
        Tensor input = images;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            backend.convolveAndActivate(
                    memory.layers.get(l),
                    count,
                    input,
                    memory.kernels(memory.parameters, l),
                    layer.affine(),
                    activation(l),
                    memory.activationHaloPx(l),
                    layer.activations());
            input = layer.activations();
        }
        backend.readout(memory.readout, count, input, memory.readoutWeights(memory.parameters), drives, rates);
    }
}
