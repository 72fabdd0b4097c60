package org.loopscope.inference.encoder;

import org.loopscope.inference.tensor.TensorBackend;

/** A model that can go on with another backend when its own has failed. */
public interface MovableModel extends EncodingModel {
    /**
     * A copy of what would be lost with the device and training has changed; given to {@link #movedTo} later. Empty where
     * nothing would be.
     */
    float[] deviceState();

    /**
     * The same model on another backend, which it closes. It knows the same presentations, and has learnt what it had when
     * {@code deviceState} was taken; an unfinished {@link #train} since then is forgotten and may be asked for again. This
     * model is not to be used any more, and its own backend, which may not answer, is not asked for anything.
     */
    MovableModel movedTo(TensorBackend backend, float[] deviceState);
}
