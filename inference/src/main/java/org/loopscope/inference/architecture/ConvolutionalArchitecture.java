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
    public String kind() {
        return "convolutional";
    }

    @Override
    public MapShape features(PictureSize pictures) {
        return shapes(pictures).getLast().output(0);
    }

    @Override
    public LearnedCore core(PictureSize pictures, Regularization regularization, TensorBackend backend) {
        List<ConvolutionShape> shapes = shapes(pictures);
        List<LayerShape> all = new ArrayList<>();
        for (ConvolutionShape shape : shapes) {
            all.add(new FullLayer(shape));
        }
        return new ConvolutionalCore(shapes.getFirst(), all, regularization, backend);
    }

    /** The layers as they stand behind a grey picture. */
    public List<ConvolutionShape> shapes(PictureSize pictures) {
        List<ConvolutionShape> shapes = new ArrayList<>();
        int widthPx = pictures.widthPx();
        int heightPx = pictures.heightPx();
        int channels = 1;
        for (ConvolutionLayer layer : layers) {
            ConvolutionShape shape = new ConvolutionShape(
                    widthPx, heightPx, channels, layer.channels(), layer.kernelPx(), layer.haloPx());
            shapes.add(shape);
            widthPx = shape.outputWidthPx();
            heightPx = shape.outputHeightPx();
            channels = layer.channels();
        }
        return List.copyOf(shapes);
    }
}
