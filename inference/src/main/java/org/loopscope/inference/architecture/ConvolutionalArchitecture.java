package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * Convolutions. Every layer is normalised per channel; a softplus follows each but the last.
 *
 * @param layers from the picture inwards
 */
public record ConvolutionalArchitecture(List<ConvolutionLayer> layers) implements CoreArchitecture {
    public ConvolutionalArchitecture {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("encoder core: no layers; give at least one convolution");
        }
    }

    /** The core of Klindt et al. 2017 for V1 data: three layers of {@code channels}, the first complete windows only. */
    public static ConvolutionalArchitecture klindt(int channels, int firstKernelPx) {
        return new ConvolutionalArchitecture(List.of(
                new ConvolutionLayer(channels, firstKernelPx, Padding.VALID),
                new ConvolutionLayer(channels, 3, Padding.SAME),
                new ConvolutionLayer(channels, 3, Padding.SAME)));
    }

    @Override
    public MapShape features(PictureSize pictures) {
        return layers(pictures).getLast().shape().output(0);
    }

    @Override
    public LearnedCore core(PictureSize pictures, Regularization regularization, TensorBackend backend) {
        return new ConvolutionalCore(layers(pictures), regularization, backend);
    }

    /** The layers' maps behind a grey picture. */
    public List<ConvolutionShape> shapes(PictureSize pictures) {
        return layers(pictures).stream().map(CoreLayer::shape).toList();
    }

    private List<CoreLayer> layers(PictureSize pictures) {
        List<CoreLayer> behind = new ArrayList<>();
        int widthPx = pictures.widthPx();
        int heightPx = pictures.heightPx();
        int channels = 1;
        for (ConvolutionLayer layer : layers) {
            ConvolutionShape shape = new ConvolutionShape(
                    widthPx, heightPx, channels, layer.channels(), layer.kernelPx(), layer.haloPx());
            behind.add(layer.behind(shape));
            widthPx = shape.outputWidthPx();
            heightPx = shape.outputHeightPx();
            channels = layer.channels();
        }
        return List.copyOf(behind);
    }
}
