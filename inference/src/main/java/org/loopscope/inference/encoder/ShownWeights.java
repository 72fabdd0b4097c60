package org.loopscope.inference.encoder;

import java.util.Arrays;
import org.loopscope.inference.architecture.LearnedCore;
import org.loopscope.inference.architecture.LearnedReadout;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * What a network predicts with while it learns: the weights' running average over some thirty steps, which errs less
 * than the weights of any one step (Polyak and Juditsky 1992). While presentations come it is the newest average. Once the
 * training set stays as it is, and the hold-out is large enough to tell, it is the average that predicted the hold-out
 * best, and {@link EarlyStopping} slows the learning down.
 */
final class ShownWeights {
    private static final int AVERAGE_EVERY = 2;
    private static final int AVERAGED = 15;
    /** Steps before which the average does not lag by more than a tenth of them. */
    private static final int LAG = 10;

    private final EncoderMemory learnt;
    private final TensorBackend backend;
    /** On the device; the best weights, but while a check is made. */
    private final PredictionMemory shown;

    private final BatchedPrediction prediction;
    private final EarlyStopping stopping = new EarlyStopping();
    private final float[] average;
    private final float[] best;
    private final float[] newest;
    private int bestTrainedOn;
    private double bestCorrelation;
    private boolean bestKnown;

    ShownWeights(
            EncoderSettings settings,
            LearnedCore core,
            LearnedReadout readout,
            EncoderMemory learnt,
            PictureFrame frame,
            TensorBackend backend) {
        this.learnt = learnt;
        this.backend = backend;
        shown = new PredictionMemory(core, readout, backend);
        prediction = new BatchedPrediction(shown.pass(), frame, settings.neurons(), readout.paddedNeurons());
        average = new float[shown.length()];
        best = new float[shown.length()];
        newest = new float[shown.length()];
    }

    /** Learning begins from what is there. */
    void begin() {
        learnt.readWeights(backend, average);
        show(0);
    }

    /** The weights, then the moments, that are shown; not to be changed. */
    float[] best() {
        return best;
    }

    BatchedPrediction prediction() {
        shown.refresh();
        return prediction;
    }

    /** Presentations in the training set when the shown weights were learnt. */
    int trainedOn() {
        return bestTrainedOn;
    }

    boolean resting() {
        return stopping.resting();
    }

    float limited(float learningRate) {
        return stopping.limited(learningRate);
    }

    void trainingSetGrown(int presentations) {
        stopping.grown(presentations);
    }

    void holdOutChanged() {
        bestKnown = false;
    }

    /**
     * After every step.
     *
     * @param learningRate that it was taken at
     */
    void follow(int stepsTaken, float learningRate, int trainedOn, HoldOut holdOut) {
        if (stepsTaken == 1 || stepsTaken % AVERAGE_EVERY == 0) {
            takeIn(1f / Math.min(AVERAGED, 1 + stepsTaken / LAG));
        }
        if (stepsTaken % EarlyStopping.CHECK_EVERY == 0 && holdOut.tells() && !renew(trainedOn, holdOut)) {
            check(learningRate, holdOut);
        }
    }

    /**
     * After some steps: shows the newest average, unless nothing but steps lies between it and the best.
     *
     * @return whether it does
     */
    boolean renew(int trainedOn, HoldOut holdOut) {
        boolean due = trainedOn != bestTrainedOn || !holdOut.tells();
        if (due) {
            show(trainedOn);
            bestKnown = false;
        }
        return due;
    }

    private void takeIn(float share) {
        learnt.readWeights(backend, newest);
        for (int i = 0; i < average.length; i++) {
            average[i] += share * (newest[i] - average[i]);
        }
    }

    private void check(float learningRate, HoldOut holdOut) {
        if (!bestKnown) {
            bestCorrelation = holdOut.correlation(holdOut.predicted(prediction()::predict));
            bestKnown = true;
        }
        shown.write(average);
        double correlation = holdOut.correlation(holdOut.predicted(prediction()::predict));
        switch (stopping.judge(correlation, bestCorrelation, learningRate)) {
            case BEST -> {
                show(bestTrainedOn);
                bestCorrelation = correlation;
            }
            case GO_ON -> shown.write(best);
            case BACK_TO_BEST -> {
                shown.write(best);
                learnt.writeWeights(backend, best);
                System.arraycopy(best, 0, average, 0, best.length);
            }
        }
    }

    private void show(int trainedOn) {
        System.arraycopy(average, 0, best, 0, best.length);
        shown.write(best);
        bestTrainedOn = trainedOn;
    }

    int stateLength() {
        return 1 + EarlyStopping.STATE_LENGTH + average.length + best.length;
    }

    void read(float[] to, int at) {
        to[at] = bestTrainedOn;
        System.arraycopy(stopping.state(), 0, to, at + 1, EarlyStopping.STATE_LENGTH);
        int weights = at + 1 + EarlyStopping.STATE_LENGTH;
        System.arraycopy(average, 0, to, weights, average.length);
        System.arraycopy(best, 0, to, weights + average.length, best.length);
    }

    void write(float[] from, int at) {
        bestTrainedOn = (int) from[at];
        int weights = at + 1 + EarlyStopping.STATE_LENGTH;
        stopping.restore(Arrays.copyOfRange(from, at + 1, weights));
        System.arraycopy(from, weights, average, 0, average.length);
        System.arraycopy(from, weights + average.length, best, 0, best.length);
        shown.write(best);
        bestKnown = false;
    }
}
