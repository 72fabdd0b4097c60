package org.loopscope.inference.encoder;

import org.jspecify.annotations.Nullable;
import org.loopscope.inference.architecture.Core;
import org.loopscope.inference.architecture.GaborBank;
import org.loopscope.inference.architecture.GaborCore;
import org.loopscope.inference.architecture.LinearReadout;
import org.loopscope.inference.architecture.PartMemory;
import org.loopscope.inference.ridge.RidgeFit;
import org.loopscope.inference.ridge.RidgeWeights;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * Fixed Gabor energies and pixels, and a linear readout fitted by ridge regression: little is learnt, so little data is
 * enough, and the fit is exact. The first model of a session, and the baseline of those that learn their features.
 *
 * <p>A training step is a slice of the fit's work; learning rates do not matter to it.
 */
public final class RidgeModel implements MovableModel {
    private static final int PREDICTION_BATCH = 64;

    private final Settings settings;
    private final TensorBackend backend;
    private final GaborCore core;
    private final Core.Prediction features;
    private final PartMemory memory;
    private final PredictionPass pass;
    private final BatchedPrediction prediction;
    private final PictureFrame frame;
    private final Tensor onePicture;
    private final RidgeFit fit;
    private final int paddedNeurons;
    /** Slices of the {@link #train} under way that are done, so that one that broke off goes on where it did. */
    private int slicesDone;

    private @Nullable RidgeWeights shown;
    private float @Nullable [] restored;

    /**
     * @param pixels whether the pixels are features too; without them this is the Gabor-energy baseline, which cannot tell
     *     the sign of contrast
     * @param scale of the pictures
     */
    public record Settings(PictureSize pictureSize, int neurons, GaborBank bank, boolean pixels, PictureScale scale) {
        public Settings {
            if (neurons < 1) {
                throw new IllegalArgumentException("encoder: " + neurons + " neurons; at least 1 is needed");
            }
        }
    }

    /** @param backend closed with the model */
    public RidgeModel(Settings settings, TensorBackend backend) {
        this(settings, null, backend);
    }

    /** @param fit to go on with; null to begin one */
    private RidgeModel(Settings settings, @Nullable RidgeFit fit, TensorBackend backend) {
        this.settings = settings;
        this.backend = backend;
        core = new GaborCore(settings.bank(), settings.pictureSize(), backend);
        features = core.prediction(PREDICTION_BATCH);
        LinearReadout readout = new LinearReadout(core.channels(), settings.neurons(), Activation.IDENTITY, backend);
        paddedNeurons = readout.paddedNeurons();
        Tensor weights = backend.allocate(readout.weightCount());
        memory = new PartMemory(weights, weights.slice(0, 0), weights.slice(0, 0));
        frame = new PictureFrame(core.pictures(), settings.scale());
        pass = new PredictionPass(PREDICTION_BATCH, core.pictures().floats(), features, readout, memory, backend);
        pass.refresh();
        prediction = new BatchedPrediction(pass, frame, settings.neurons(), paddedNeurons);
        onePicture = backend.allocate(frame.floats());
        this.fit = fit == null
                ? new RidgeFit(
                        settings.pixels() ? core.bands() : core.energyBands(), core.channels(), settings.neurons())
                : fit;
    }

    @Override
    public int neurons() {
        return settings.neurons();
    }

    @Override
    public PictureSize pictureSize() {
        return settings.pictureSize();
    }

    @Override
    public void add(float[] image, float[] response) {
        fit.add(featuresOf(image), response.clone());
    }

    @Override
    public void addValidation(float[] image, float[] response) {
        fit.addValidation(featuresOf(image), response.clone());
    }

    @Override
    public void releaseValidation() {
        fit.releaseValidation();
    }

    private float[] featuresOf(float[] image) {
        float[] framed = new float[frame.floats()];
        frame.normalize(image, 0, framed, 0);
        backend.write(framed, 0, framed.length, onePicture);
        float[] row = new float[core.channels()];
        backend.read(features.forward(onePicture, 1), row, 0, row.length);
        return row;
    }

    @Override
    public int presentations() {
        return shown == null ? 0 : shown.presentations() + shown.validation();
    }

    /** @return 1 less the mean correlation with the validation presentations at the last search; NaN before */
    @Override
    public float train(int steps, float learningRate) {
        while (slicesDone < steps) {
            slicesDone = fit.work() ? slicesDone + 1 : steps;
        }
        RidgeWeights newest = fit.newest();
        if (newest == null || newest.equals(shown)) {
            slicesDone = 0;
            return Float.NaN;
        }
        show(newest);
        slicesDone = 0;
        shown = newest;
        restored = null;
        return (float) (1 - newest.validationCorrelation());
    }

    private void show(RidgeWeights newest) {
        float[] all = new float[memory.weights().length()];
        int at = 0;
        for (float[] ofFeature : newest.weights()) {
            System.arraycopy(ofFeature, 0, all, at, ofFeature.length);
            at += paddedNeurons;
        }
        System.arraycopy(newest.biases(), 0, all, at, newest.biases().length);
        backend.write(all, 0, all.length, memory.weights());
        pass.refresh();
    }

    /** Rates are the drives, where they are above 0. */
    @Override
    public void predict(float[] images, int count, float[] rates) {
        prediction.predict(images, count, rates);
        rectify(rates, count);
    }

    @Override
    public void inputGradient(float[] images, int count, float[] weights, float[] rates, float[] gradient) {
        prediction.gradient(images, count, weights, rates, gradient);
        rectify(rates, count);
    }

    private void rectify(float[] rates, int count) {
        for (int i = 0; i < count * settings.neurons(); i++) {
            rates[i] = Math.max(0, rates[i]);
        }
    }

    @Override
    public int parameterCount() {
        return memory.weights().length();
    }

    /** The readout's weights and biases: all that predictions depend on. */
    @Override
    public float[] parameters() {
        float[] all = new float[memory.weights().length()];
        backend.read(memory.weights(), all, 0, all.length);
        return all;
    }

    @Override
    public void restore(float[] parameters) {
        if (parameters.length != parameterCount()) {
            throw new IllegalArgumentException("encoder: a state of " + parameters.length + " numbers does not fit this"
                    + " model, which has " + parameterCount());
        }
        backend.write(parameters, 0, parameters.length, memory.weights());
        pass.refresh();
        restored = parameters.clone();
    }

    /** Nothing: the features that the fit rests on and the fit itself are not on the device. */
    @Override
    public float[] deviceState() {
        return new float[0];
    }

    /** The features of the presentations so far stay as the device gave them. */
    @Override
    public MovableModel movedTo(TensorBackend other, float[] deviceState) {
        RidgeModel moved = new RidgeModel(settings, fit, other);
        moved.slicesDone = slicesDone;
        if (restored != null) {
            moved.restore(restored);
        }
        if (shown != null) {
            moved.show(shown);
            moved.shown = shown;
        }
        return moved;
    }

    @Override
    public String device() {
        return backend.device();
    }

    @Override
    public void close() {
        backend.close();
    }
}
