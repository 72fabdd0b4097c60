package org.loopscope.inference.encoder;

import java.util.List;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.PixelArchitecture;
import org.loopscope.inference.tensor.ConvolutionShape;

/**
 * Where the weights of a core lie, written a second time: for each layer its kernels and shifts; then the readout's. The
 * running moments stand apart.
 */
final class NetworkLayout {
    final List<ConvolutionShape> layers;

    NetworkLayout(EncoderSettings settings) {
        layers = switch (settings.core()) {
            case ConvolutionalArchitecture convolutions -> convolutions.shapes(settings.pictureSize());
            case PixelArchitecture pixels -> List.of();
        };
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
