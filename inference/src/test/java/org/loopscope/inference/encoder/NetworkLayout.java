package org.loopscope.inference.encoder;

import java.util.List;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.DepthSeparableArchitecture;
import org.loopscope.inference.architecture.PixelArchitecture;
import org.loopscope.inference.tensor.ConvolutionShape;

/**
 * Where the weights of a core lie, written a second time: for each layer its kernels and shifts; then the readout's. The
 * running moments stand apart.
 */
final class NetworkLayout {
    final List<ConvolutionShape> layers;
    private final boolean separable;

    NetworkLayout(EncoderSettings settings) {
        separable = settings.core() instanceof DepthSeparableArchitecture;
        layers = switch (settings.core()) {
            case ConvolutionalArchitecture convolutions -> convolutions.shapes(settings.pictureSize());
            case DepthSeparableArchitecture separable ->
                new ConvolutionalArchitecture(separable.layers()).shapes(settings.pictureSize());
            case PixelArchitecture pixels -> List.of();
        };
    }

    int kernelOffset(int layer) {
        int offset = 0;
        for (int l = 0; l < layer; l++) {
            offset += weightFloats(l) + layers.get(l).outputChannels();
        }
        return offset;
    }

    /** Whether the kernel between two channels is the product of a depthwise and a pointwise one. */
    boolean separable(int layer) {
        return separable && layer > 0;
    }

    private int weightFloats(int layer) {
        ConvolutionShape s = layers.get(layer);
        return separable(layer)
                ? s.kernelPx() * s.kernelPx() * s.inputChannels() + s.inputChannels() * s.outputChannels()
                : s.weightFloats();
    }

    /** Where a separable layer's weight of a pair of channels is. */
    int pointwise(int layer, int in, int out) {
        ConvolutionShape s = layers.get(layer);
        return kernelOffset(layer) + s.kernelPx() * s.kernelPx() * s.inputChannels() + in * s.outputChannels() + out;
    }

    int shiftOffset(int layer) {
        return kernelOffset(layer) + weightFloats(layer);
    }

    int readoutOffset() {
        return kernelOffset(layers.size());
    }

    int runningOffset(int layer) {
        int offset = 0;
        for (ConvolutionShape shape : layers.subList(0, layer)) {
            offset += 2 * shape.outputChannels();
        }
        return offset;
    }
}
