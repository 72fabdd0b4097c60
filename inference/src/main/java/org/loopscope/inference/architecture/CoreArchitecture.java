package org.loopscope.inference.architecture;

import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** What all neurons share: the way from a picture to the features that each neuron's readout weighs. */
public sealed interface CoreArchitecture
        permits ConvolutionalArchitecture, DepthSeparableArchitecture, PixelArchitecture {
    /** In a model file: a network can start from the core of another of the same kind. */
    String kind();

    /**
     * The features behind pictures of this size.
     *
     * @throws IllegalArgumentException where the pictures are too small for the core
     */
    MapShape features(PictureSize pictures);

    /** The core on a device. */
    LearnedCore core(PictureSize pictures, Regularization regularization, TensorBackend backend);
}
