package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * The convolutional core that all neurons share. Every layer is normalised per channel; a softplus follows each but the
 * last.
 *
 * @param layers from the picture inwards
 */
public record CoreArchitecture(List<ConvolutionLayer> layers) {
    public CoreArchitecture {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("encoder core: no layers; give at least one convolution");
        }
    }

    /** The core of Klindt et al. 2017 for V1 data: three layers of {@code channels}, the first complete windows only. */
    public static CoreArchitecture klindt(int channels, int firstKernelPx) {
        return new CoreArchitecture(List.of(
                new ConvolutionLayer(channels, firstKernelPx, Padding.VALID),
                new ConvolutionLayer(channels, 3, Padding.SAME),
                new ConvolutionLayer(channels, 3, Padding.SAME)));
    }

    /** The core on a device. */
    public Core core(int imageSizePx, Regularization regularization, TensorBackend backend) {
        return new ConvolutionalCore(shapes(imageSizePx), regularization, backend);
    }

    /** The layers as they stand behind a grey picture of the given side. */
    public List<ConvolutionShape> shapes(int imageSizePx) {
        List<ConvolutionShape> shapes = new ArrayList<>();
        int sidePx = imageSizePx;
        int channels = 1;
        for (ConvolutionLayer layer : layers) {
            ConvolutionShape shape =
                    new ConvolutionShape(sidePx, channels, layer.channels(), layer.kernelPx(), layer.haloPx());
            shapes.add(shape);
            sidePx = shape.outputSidePx();
            channels = layer.channels();
        }
        return List.copyOf(shapes);
    }
}
