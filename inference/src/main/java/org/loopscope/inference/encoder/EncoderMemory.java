package org.loopscope.inference.encoder;

import java.util.List;
import org.loopscope.inference.tensor.ChannelMoments;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * What the model has learned, in device memory. All weights stand in one tensor, so that one Adam step serves them all:
 * for each layer its kernels and shifts, then the readout's spatial weights, feature weights and biases. Gradient and
 * both Adam moments have the same order. The running moments stand apart: mean and variance, layer by layer.
 */
final class EncoderMemory {
    final List<ConvolutionShape> layers;
    final ReadoutShape readout;
    final Tensor parameters;
    final Tensor gradient;
    final Tensor firstMoments;
    final Tensor secondMoments;
    final Tensor running;

    EncoderMemory(EncoderSettings settings, TensorBackend backend) {
        layers = settings.core().shapes(settings.imageSizePx());
        ConvolutionShape last = layers.getLast();
        readout = new ReadoutShape(last.outputPixels(), last.outputChannels(), settings.neurons());
        parameters = backend.allocate(parameterCount());
        gradient = backend.allocate(parameterCount());
        firstMoments = backend.allocate(parameterCount());
        secondMoments = backend.allocate(parameterCount());
        running = backend.allocate(runningCount());
    }

    int parameterCount() {
        return biasOffset() + readout.paddedNeurons();
    }

    int runningCount() {
        return 2 * layers.stream().mapToInt(ConvolutionShape::outputChannels).sum();
    }

    int kernelOffset(int layer) {
        int offset = 0;
        for (ConvolutionShape shape : layers.subList(0, layer)) {
            offset += shape.weightFloats() + shape.outputChannels();
        }
        return offset;
    }

    int shiftOffset(int layer) {
        return kernelOffset(layer) + layers.get(layer).weightFloats();
    }

    int spatialOffset() {
        return kernelOffset(layers.size());
    }

    int featureOffset() {
        return spatialOffset() + readout.pixels() * readout.paddedNeurons();
    }

    int biasOffset() {
        return featureOffset() + readout.channels() * readout.paddedNeurons();
    }

    /** One layer's kernels, in the parameters or in one of their companions. */
    Tensor kernels(Tensor of, int layer) {
        return of.slice(kernelOffset(layer), layers.get(layer).weightFloats());
    }

    Tensor shifts(Tensor of, int layer) {
        return of.slice(shiftOffset(layer), layers.get(layer).outputChannels());
    }

    ReadoutWeights readoutWeights(Tensor of) {
        return new ReadoutWeights(
                of.slice(spatialOffset(), featureOffset() - spatialOffset()),
                of.slice(featureOffset(), biasOffset() - featureOffset()),
                of.slice(biasOffset(), readout.paddedNeurons()));
    }

    /** One layer's running moments. */
    ChannelMoments runningMoments(int layer) {
        int offset = runningOffset(layer);
        int channels = layers.get(layer).outputChannels();
        return new ChannelMoments(running.slice(offset, channels), running.slice(offset + channels, channels));
    }

    int runningOffset(int layer) {
        int offset = 0;
        for (ConvolutionShape shape : layers.subList(0, layer)) {
            offset += 2 * shape.outputChannels();
        }
        return offset;
    }

    /** The frame that a layer's output needs so that the next layer can read it. */
    int activationHaloPx(int layer) {
        return layer + 1 < layers.size() ? layers.get(layer + 1).haloPx() : 0;
    }

    /** The frame that the gradient by a layer's output needs; the first layer's is handled without one. */
    int gradientHaloPx(int layer) {
        return layer == 0 ? 0 : layers.get(layer).gradientHaloPx();
    }
}
