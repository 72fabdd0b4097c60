package org.loopscope.inference.architecture;

import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** No layer at all: the features are the picture's pixels, as one place with a channel for each. For {@link FilterReadout}. */
public record PixelArchitecture() implements CoreArchitecture {
    @Override
    public String kind() {
        return "linear";
    }

    @Override
    public MapShape features(PictureSize pictures) {
        return new MapShape(1, 1, TensorBackend.padded(pictures.pixels()), 0);
    }

    @Override
    public LearnedCore core(PictureSize pictures, Regularization regularization, TensorBackend backend) {
        return new PixelCore(pictures, features(pictures), backend);
    }
}
