package org.loopscope.inference.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands presentations to the model, scaled; holds back the first ones until the scale is known. The presentations that are
 * not learnt from are the last ones: the oldest of them is learnt from when another comes.
 */
final class TrainingResponses {
    /** Presentations not learnt from, at most: more would tell little more, and every one of them is missed. */
    static final int HOLD_OUT = 32;

    private final BiConsumer<float[], float[]> trainingSet;
    private final BiConsumer<float[], float[]> validationSet;
    private final Runnable release;
    private final int validationEvery;
    private final ResponseScaling scaling;
    private final int scaleFrom;
    private final @Nullable SplittableRandom shuffle;
    private final List<float[]> images = new ArrayList<>();
    private final List<float[]> heldBack = new ArrayList<>();
    private @Nullable ResponseScale scale;
    private int heldOut;

    /**
     * @param trainingSet takes a picture and its scaled response
     * @param validationSet likewise
     * @param release moves the oldest of the validation set to the training set
     */
    TrainingResponses(
            BiConsumer<float[], float[]> trainingSet,
            BiConsumer<float[], float[]> validationSet,
            Runnable release,
            LearnerSettings settings) {
        this.trainingSet = trainingSet;
        this.validationSet = validationSet;
        this.release = release;
        this.validationEvery = settings.validationEvery();
        this.scaling = settings.scaling();
        this.scaleFrom = settings.scaleFrom();
        this.shuffle = settings.shuffleResponses() ? new SplittableRandom(settings.seed()) : null;
    }

    void add(float[] image, float[] response) {
        images.add(image);
        if (scale != null) {
            handOver(images.size() - 1, scale.scaled(response));
            return;
        }
        heldBack.add(response);
        if (heldBack.size() == scaleFrom) {
            scale = ResponseScale.of(scaling, heldBack);
            for (int i = 0; i < heldBack.size(); i++) {
                handOver(i, scale.scaled(heldBack.get(i)));
            }
            heldBack.clear();
        }
    }

    private void handOver(int presentation, float[] scaled) {
        boolean validates = validationEvery > 0 && presentation % validationEvery == validationEvery - 1;
        if (!validates) {
            trainingSet.accept(partnerOf(presentation), scaled);
            return;
        }
        validationSet.accept(partnerOf(presentation), scaled);
        if (heldOut < HOLD_OUT) {
            heldOut++;
        } else {
            release.run();
        }
    }

    /** The picture that a response is learnt with: its own, or under the shuffle any other one. */
    private float[] partnerOf(int presentation) {
        if (shuffle == null || images.size() < 2) {
            return images.get(presentation);
        }
        int other = shuffle.nextInt(images.size() - 1);
        return images.get(other < presentation ? other : other + 1);
    }

    boolean ready() {
        return scale != null;
    }

    int presentations() {
        return images.size() - heldBack.size();
    }

    ResponseScale scale() {
        if (scale == null) {
            throw new IllegalStateException(
                    "the model was asked for predictions before it had " + scaleFrom + " presentations to learn from");
        }
        return scale;
    }
}
