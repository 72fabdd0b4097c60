package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * A convolution of the picture, then depth-separable layers (Chollet 2017), as the baseline of the Sensorium 2022
 * competition has them (Willeke et al. 2022). Normalised and followed by softplus as in {@link ConvolutionalArchitecture}.
 *
 * @param layers from the picture inwards; those behind the first keep the map's size
 */
public record DepthSeparableArchitecture(List<ConvolutionLayer> layers) implements CoreArchitecture {
    public DepthSeparableArchitecture {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || layers.stream().skip(1).anyMatch(layer -> layer.padding() != Padding.SAME)) {
            throw new IllegalArgumentException(
                    "encoder core: give a convolution and depth-separable layers of padding SAME behind it");
        }
    }

    @Override
    public String kind() {
        return "depth-separable";
    }

    @Override
    public MapShape features(PictureSize pictures) {
        return shapes(pictures).getLast().output(0);
    }

    @Override
    public LearnedCore core(PictureSize pictures, Regularization regularization, TensorBackend backend) {
        return new ConvolutionalCore(first(pictures), shapes(pictures), regularization, backend);
    }

    private ConvolutionShape first(PictureSize pictures) {
        return new ConvolutionalArchitecture(layers.subList(0, 1))
                .shapes(pictures)
                .getFirst();
    }

    private List<LayerShape> shapes(PictureSize pictures) {
        List<LayerShape> shapes = new ArrayList<>();
        shapes.add(new FullLayer(first(pictures)));
        for (ConvolutionLayer layer : layers.subList(1, layers.size())) {
            shapes.add(new SeparableLayer(shapes.getLast().output(0), layer.channels(), layer.kernelPx()));
        }
        return List.copyOf(shapes);
    }
}
