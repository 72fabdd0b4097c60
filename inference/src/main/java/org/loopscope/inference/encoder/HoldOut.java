package org.loopscope.inference.encoder;

import org.loopscope.inference.quality.Correlation;

/** Presentations that nothing is learnt from, and how well they are predicted. */
final class HoldOut {
    /** With fewer of them, chance would decide. */
    private static final int LEAST = 16;

    private final TrainingSet presentations = new TrainingSet();
    private final int pixels;
    private final int neurons;

    HoldOut(int pixels, int neurons) {
        this.pixels = pixels;
        this.neurons = neurons;
    }

    /** A prediction, as {@link EncodingModel#predict}. */
    @FunctionalInterface
    interface Prediction {
        void predict(float[] images, int count, float[] rates);
    }

    void add(float[] image, float[] response) {
        presentations.add(image, response);
    }

    int size() {
        return presentations.size();
    }

    boolean tells() {
        return presentations.size() >= LEAST;
    }

    void giveOldestTo(TrainingSet other) {
        presentations.giveOldestTo(other);
    }

    void dropOldest() {
        presentations.dropOldest();
    }

    /** Rates of all presentations, presentation-major. */
    float[] predicted(Prediction prediction) {
        float[] images = new float[size() * pixels];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(presentations.image(i), 0, images, i * pixels, pixels);
        }
        float[] rates = new float[size() * neurons];
        prediction.predict(images, size(), rates);
        return rates;
    }

    /** Mean over the neurons of the correlation of these rates with the responses. */
    double correlation(float[] rates) {
        float[] measured = new float[size() * neurons];
        for (int i = 0; i < size(); i++) {
            System.arraycopy(presentations.response(i), 0, measured, i * neurons, neurons);
        }
        return Correlation.mean(Correlation.perNeuron(rates, measured, size(), neurons));
    }
}
