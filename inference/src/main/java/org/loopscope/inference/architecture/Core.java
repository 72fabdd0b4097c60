package org.loopscope.inference.architecture;

import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;

/** From a picture to the features that all neurons share: {@code [pixel][channel]} for each picture. One thread. */
public interface Core {
    PictureLayout pictures();

    /** The features of one picture: maps without a frame. */
    MapShape features();

    /** Forward with what was learnt, and the gradient by the pictures. */
    interface Prediction {
        /** The weights or moments have changed. */
        void refresh();

        /** @return the features, until the next call */
        Tensor forward(Tensor pictures, int count);

        /** Where the gradient by the features is to be written. */
        Tensor featureGradient();

        /** From the gradient by the features to that by the pictures, in the core's layout. After {@link #forward}. */
        void pictureGradient(int count, Tensor gradient);
    }
}
