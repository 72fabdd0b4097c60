package org.loopscope.inference.encoder;

import java.util.List;
import org.loopscope.stimulus.PictureSize;

/**
 * A model of the responses of all recorded neurons to a picture, trained while the session runs. One thread (the
 * model's). Deterministic: the same calls in the same order on the same device give the same numbers to the bit.
 *
 * <p>Pictures are grey, row by row from the top, {@code pictureSize.pixels()} numbers in contrast units as in
 * {@link org.loopscope.stimulus.StimulusImage}; the model normalises them itself, with fixed constants given at
 * construction. Responses and predictions are rates in the unit that the responses were given in (at least 0).
 */
public interface EncodingModel extends AutoCloseable {
    int neurons();

    PictureSize pictureSize();

    /** The models that predict together: this one alone, unless it is made of several. */
    default List<EncodingModel> members() {
        return List.of(this);
    }

    /** The model proper, where another stands before it; its kind tells what sort of model this is. */
    default EncodingModel itself() {
        return this;
    }

    /** Adds one presentation to the training set; both arrays are copied. */
    void add(float[] image, float[] response);

    /**
     * Adds one presentation that is not trained on, but tells when to stop or which settings to prefer; both arrays are
     * copied.
     */
    void addValidation(float[] image, float[] response);

    /** From now on the oldest validation presentation, if there is one, is trained on. */
    void releaseValidation();

    /** How many presentations, trained on or validated by, the predictions rest on. */
    int presentations();

    /**
     * Takes {@code steps} optimiser steps on batches drawn (seeded) from the training set at the given learning rate;
     * does nothing while the set is smaller than a batch.
     *
     * @return mean loss over the steps, or NaN when none was taken
     */
    float train(int steps, float learningRate);

    /**
     * Predicts the responses to {@code count} pictures.
     *
     * @param images {@code count * pictureSize.pixels()} pixels
     * @param rates receives {@code count * neurons} predictions, picture-major
     */
    void predict(float[] images, int count, float[] rates);

    /**
     * Predictions and the gradient, with respect to the pixels (contrast units), of each picture's weighted sum of
     * pre-activations: {@code sum over n of weights[i * neurons + n] * drive_n(image_i)}, where drive is the argument of
     * the output nonlinearity. (The drive and not the rate, so that a cell that is silent for a picture still has a
     * gradient.)
     *
     * @param weights {@code count * neurons}
     * @param rates receives {@code count * neurons} predictions
     * @param gradient receives {@code count * pictureSize.pixels()} values
     */
    void inputGradient(float[] images, int count, float[] weights, float[] rates, float[] gradient);

    /** How many numbers {@link #parameters} gives: the same at all times. */
    int parameterCount();

    /** A copy of every learned number, in an order fixed by the architecture. */
    float[] parameters();

    /** Puts back what {@link #parameters} gave, for the same architecture. */
    void restore(float[] parameters);

    /** Device and backend, for the log. */
    String device();

    @Override
    void close();
}
