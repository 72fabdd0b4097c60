package org.loopscope.inference.encoder;

import java.util.List;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.ReadoutShape;

/**
 * Where the weights of a convolutional core and a factorised readout lie, written a second time: for each layer its kernels and
 * shifts, then the readout's spatial weights, feature weights and biases. The running moments stand apart.
 */
final class NetworkLayout {
    final List<ConvolutionShape> layers;
    final ReadoutShape readout;

    NetworkLayout(EncoderSettings settings) {
        layers = settings.core().shapes(settings.pictureSize());
        ConvolutionShape last = layers.getLast();
        readout = new ReadoutShape(last.outputPixels(), last.outputChannels(), settings.neurons());
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

    int runningOffset(int layer) {
        int offset = 0;
        for (ConvolutionShape shape : layers.subList(0, layer)) {
            offset += 2 * shape.outputChannels();
        }
        return offset;
    }
}
