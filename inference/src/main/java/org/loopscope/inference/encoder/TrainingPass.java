package org.loopscope.inference.encoder;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelMoments;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Loss of one batch and its gradient by every parameter, with batch statistics (training mode). */
final class TrainingPass {
    /** Weight of the newest batch in the running moments. */
    private static final float MOMENTUM = 0.1f;

    private final TensorBackend backend;
    private final EncoderMemory memory;
    private final Regularization regularization;
    private final int batch;
    private final Tensor images;
    private final Tensor responses;
    private final List<Layer> layers = new ArrayList<>();
    private final Tensor drives;
    private final Tensor rates;
    private final Tensor driveGradient;
    private final Tensor losses;
    private final Tensor penalties;
    private final Tensor total;

    /** One layer's maps: convolved, activated, and the gradients by both; the last is overwritten on the way back. */
    private record Layer(
            Tensor values,
            Tensor activations,
            ChannelMoments moments,
            Tensor activationGradient,
            Tensor valueGradient) {}

    TrainingPass(EncoderSettings settings, EncoderMemory memory, TensorBackend backend) {
        this.backend = backend;
        this.memory = memory;
        this.regularization = settings.regularization();
        this.batch = settings.batch();
        images = backend.allocate(batch * memory.layers.getFirst().inputFloats());
        int mostChannels = 0;
        for (int l = 0; l < memory.layers.size(); l++) {
            ConvolutionShape shape = memory.layers.get(l);
            int channels = shape.outputChannels();
            mostChannels = Math.max(mostChannels, channels);
            layers.add(new Layer(
                    backend.allocate(batch * shape.outputFloats()),
                    backend.allocate(batch * activationShape(l).floats()),
                    new ChannelMoments(backend.allocate(channels), backend.allocate(channels)),
                    backend.allocate(batch * shape.outputFloats()),
                    backend.allocate(batch * gradientShape(l).floats())));
        }
        int padded = memory.readout.paddedNeurons();
        responses = backend.allocate(batch * padded);
        drives = backend.allocate(batch * padded);
        rates = backend.allocate(batch * padded);
        driveGradient = backend.allocate(batch * padded);
        losses = backend.allocate(batch);
        penalties = backend.allocate(Math.max(mostChannels, padded));
        total = backend.allocate(1);
    }

    private MapShape activationShape(int layer) {
        ConvolutionShape shape = memory.layers.get(layer);
        return new MapShape(shape.outputSidePx(), shape.outputChannels(), memory.activationHaloPx(layer));
    }

    private MapShape gradientShape(int layer) {
        ConvolutionShape shape = memory.layers.get(layer);
        return new MapShape(shape.outputSidePx(), shape.outputChannels(), memory.gradientHaloPx(layer));
    }

    private Activation activation(int layer) {
        return layer + 1 < layers.size() ? Activation.SOFTPLUS : Activation.IDENTITY;
    }

    /** Sets the running sum of losses to zero. */
    void clearLoss() {
        backend.fillZero(total);
    }

    /** Sum, since it was cleared, of the losses of all passes, penalties included. Waits for the device. */
    float summedLoss() {
        float[] sum = new float[1];
        backend.read(total, sum, 0, 1);
        return sum[0];
    }

    /**
     * Forward and backward for one batch; afterwards the gradient is in the model's memory.
     *
     * @param framedImages normalised pixels, in the first layer's frame
     * @param paddedResponses {@code batch * paddedNeurons}
     */
    void run(float[] framedImages, float[] paddedResponses) {
        backend.write(framedImages, 0, framedImages.length, images);
        backend.write(paddedResponses, 0, paddedResponses.length, responses);
        forward();
        backward();
        penalize();
    }

    private void forward() {
        Tensor input = images;
        for (int l = 0; l < layers.size(); l++) {
            ConvolutionShape shape = memory.layers.get(l);
            Layer layer = layers.get(l);
            Tensor shifts = memory.shifts(memory.parameters, l);
            backend.convolve(shape, batch, input, memory.kernels(memory.parameters, l), layer.values());
            backend.batchMoments(
                    batch * shape.outputPixels(),
                    shape.outputChannels(),
                    layer.values(),
                    layer.moments(),
                    memory.runningMoments(l),
                    MOMENTUM);
            backend.normalizeAndActivate(
                    activationShape(l),
                    batch,
                    layer.values(),
                    layer.moments(),
                    shifts,
                    activation(l),
                    layer.activations());
            input = layer.activations();
        }
        ReadoutShape shape = memory.readout;
        backend.readout(shape, batch, input, memory.readoutWeights(memory.parameters), drives, rates);
        backend.poissonLoss(shape, batch, drives, rates, responses, losses, driveGradient);
        backend.accumulate(losses, batch, total);
    }

    private void backward() {
        ReadoutWeights weights = memory.readoutWeights(memory.parameters);
        Layer last = layers.getLast();
        backend.readoutWeightGradient(
                memory.readout,
                batch,
                last.activations(),
                driveGradient,
                weights,
                memory.readoutWeights(memory.gradient));
        backend.readoutMapGradient(memory.readout, batch, driveGradient, weights, last.activationGradient());
        for (int l = layers.size() - 1; l >= 0; l--) {
            ConvolutionShape shape = memory.layers.get(l);
            Layer layer = layers.get(l);
            backend.normalizationGradient(
                    gradientShape(l),
                    batch,
                    layer.values(),
                    layer.moments(),
                    memory.shifts(memory.parameters, l),
                    activation(l),
                    layer.activationGradient(),
                    memory.shifts(memory.gradient, l),
                    layer.valueGradient());
            Tensor input = l == 0 ? images : layers.get(l - 1).activations();
            Tensor kernelGradient = memory.kernels(memory.gradient, l);
            backend.weightGradient(
                    shape, batch, input, layer.valueGradient(), memory.gradientHaloPx(l), kernelGradient);
            if (l > 0) {
                backend.inputGradient(
                        shape,
                        batch,
                        layer.valueGradient(),
                        memory.kernels(memory.parameters, l),
                        layers.get(l - 1).activationGradient());
            }
        }
    }

    private void penalize() {
        for (int l = 0; l < layers.size(); l++) {
            ConvolutionShape shape = memory.layers.get(l);
            Tensor kernels = memory.kernels(memory.parameters, l);
            Tensor gradient = memory.kernels(memory.gradient, l);
            if (l == 0) {
                backend.addSmoothness(shape, regularization.smoothness(), kernels, gradient, penalties);
            } else {
                backend.addGroupSparsity(shape, regularization.groupSparsity(), kernels, gradient, penalties);
            }
            backend.accumulate(penalties, shape.outputChannels(), total);
        }
        backend.addReadoutSparsity(
                memory.readout,
                regularization.readoutSparsity(),
                memory.readoutWeights(memory.parameters),
                memory.readoutWeights(memory.gradient),
                penalties);
        backend.accumulate(penalties, memory.readout.paddedNeurons(), total);
    }
}
