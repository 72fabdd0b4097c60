package org.loopscope.inference.encoder;

/** Predictions of any number of pictures, in contrast units and neurons as they are, in passes of a fixed size. */
final class BatchedPrediction {
    private final PredictionPass pass;
    private final PictureFrame frame;
    private final int neurons;
    private final int paddedNeurons;

    BatchedPrediction(PredictionPass pass, PictureFrame frame, int neurons, int paddedNeurons) {
        this.pass = pass;
        this.frame = frame;
        this.neurons = neurons;
        this.paddedNeurons = paddedNeurons;
    }

    /** As {@link EncodingModel#predict}. */
    void predict(float[] images, int count, float[] rates) {
        int most = Math.min(count, pass.capacity());
        float[] framed = new float[most * frame.floats()];
        float[] paddedRates = new float[most * paddedNeurons];
        for (int start = 0; start < count; start += pass.capacity()) {
            int pictures = Math.min(pass.capacity(), count - start);
            for (int i = 0; i < pictures; i++) {
                frame.normalize(images, start + i, framed, i);
            }
            pass.predict(framed, pictures, paddedRates);
            unpad(paddedRates, pictures, rates, start);
        }
    }

    /** As {@link EncodingModel#inputGradient}. */
    void gradient(float[] images, int count, float[] weights, float[] rates, float[] gradient) {
        int most = Math.min(count, pass.capacity());
        float[] framed = new float[most * frame.floats()];
        float[] framedGradient = new float[most * frame.floats()];
        float[] paddedRates = new float[most * paddedNeurons];
        float[] paddedWeights = new float[most * paddedNeurons];
        for (int start = 0; start < count; start += pass.capacity()) {
            int pictures = Math.min(pass.capacity(), count - start);
            for (int i = 0; i < pictures; i++) {
                frame.normalize(images, start + i, framed, i);
                System.arraycopy(weights, (start + i) * neurons, paddedWeights, i * paddedNeurons, neurons);
            }
            pass.gradient(framed, pictures, paddedWeights, paddedRates, framedGradient);
            unpad(paddedRates, pictures, rates, start);
            for (int i = 0; i < pictures; i++) {
                frame.gradientByContrast(framedGradient, i, gradient, start + i);
            }
        }
    }

    private void unpad(float[] paddedRates, int pictures, float[] rates, int start) {
        for (int i = 0; i < pictures; i++) {
            System.arraycopy(paddedRates, i * paddedNeurons, rates, (start + i) * neurons, neurons);
        }
    }
}
