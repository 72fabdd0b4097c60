package org.loopscope.inference.encoder;

import java.util.Arrays;
import java.util.Random;
import org.loopscope.inference.tensor.AdamStep;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * A convolutional core shared by all neurons and a factorised readout per neuron (Klindt, Ecker, Euler and Bethge 2017,
 * "Neural system identification for large populations separating 'what' and 'where'"), trained with a Poisson loss and
 * Adam. Weights start from a truncated normal; the biases start, at the first step, where the model predicts each
 * neuron's mean response so far.
 */
public final class ConvolutionalEncoder implements EncodingModel {
    private static final int PREDICTION_BATCH = 64;
    private static final double INITIAL_SD = 0.01;
    private static final float LEAST_INITIAL_RATE = 0.01f;

    private final EncoderSettings settings;
    private final TensorBackend backend;
    private final EncoderMemory memory;
    private final TrainingPass training;
    private final PredictionPass prediction;
    private final PictureFrame frame;
    private final BatchSampler sampler;
    private final TrainingSet trainingSet = new TrainingSet();
    private final int[] chosen;
    private final float[] batchImages;
    private final float[] batchResponses;
    private int stepsTaken;
    private boolean foldedNormalization;

    /** @param backend closed with the model */
    public ConvolutionalEncoder(EncoderSettings settings, TensorBackend backend) {
        this.settings = settings;
        this.backend = backend;
        memory = new EncoderMemory(settings, backend);
        training = new TrainingPass(settings, memory, backend);
        prediction = new PredictionPass(PREDICTION_BATCH, memory, backend);
        frame = new PictureFrame(settings, memory.layers.getFirst());
        sampler = new BatchSampler(settings.seed());
        chosen = new int[settings.batch()];
        batchImages = new float[settings.batch() * frame.framedPixels()];
        batchResponses = new float[settings.batch() * memory.readout.paddedNeurons()];
        initialize();
    }

    private void initialize() {
        Random random = new Random(settings.seed());
        float[] parameters = new float[memory.parameterCount()];
        for (int l = 0; l < memory.layers.size(); l++) {
            int end = memory.shiftOffset(l);
            for (int i = memory.kernelOffset(l); i < end; i++) {
                parameters[i] = truncatedNormal(random);
            }
        }
        int padded = memory.readout.paddedNeurons();
        for (int i = memory.spatialOffset(); i < memory.biasOffset(); i++) {
            boolean real = (i - memory.spatialOffset()) % padded < settings.neurons();
            parameters[i] = real ? truncatedNormal(random) : 0f;
        }
        backend.write(parameters, 0, parameters.length, memory.parameters);
        float[] running = new float[memory.runningCount()];
        for (int l = 0; l < memory.layers.size(); l++) {
            int channels = memory.layers.get(l).outputChannels();
            Arrays.fill(running, memory.runningOffset(l) + channels, memory.runningOffset(l) + 2 * channels, 1f);
        }
        backend.write(running, 0, running.length, memory.running);
    }

    /** Normal with the tails beyond two standard deviations drawn again. */
    private static float truncatedNormal(Random random) {
        double z;
        do {
            z = random.nextGaussian();
        } while (Math.abs(z) > 2);
        return (float) (INITIAL_SD * z);
    }

    @Override
    public int neurons() {
        return settings.neurons();
    }

    @Override
    public int imageSizePx() {
        return settings.imageSizePx();
    }

    @Override
    public void add(float[] image, float[] response) {
        if (image.length != frame.pixels() || response.length != settings.neurons()) {
            throw new IllegalArgumentException("encoder: got " + image.length + " pixels and " + response.length
                    + " responses; needs " + frame.pixels() + " and " + settings.neurons());
        }
        trainingSet.add(image, response);
    }

    @Override
    public int presentations() {
        return trainingSet.size();
    }

    @Override
    public float train(int steps, float learningRate) {
        if (steps <= 0 || trainingSet.size() < settings.batch()) {
            return Float.NaN;
        }
        if (stepsTaken == 0) {
            initializeBiases();
        }
        training.clearLoss();
        for (int step = 0; step < steps; step++) {
            fillBatch();
            training.run(batchImages, batchResponses);
            stepsTaken++;
            backend.adam(
                    AdamStep.at(stepsTaken, learningRate),
                    memory.parameters,
                    memory.gradient,
                    memory.firstMoments,
                    memory.secondMoments);
        }
        foldedNormalization = false;
        return training.summedLoss() / steps;
    }

    private void initializeBiases() {
        float[] biases = new float[memory.readout.paddedNeurons()];
        for (int n = 0; n < settings.neurons(); n++) {
            double rate = Math.max(trainingSet.meanResponse(n), LEAST_INITIAL_RATE);
            biases[n] = (float) StrictMath.log(StrictMath.expm1(rate));
        }
        backend.write(
                biases,
                0,
                biases.length,
                memory.readoutWeights(memory.parameters).bias());
    }

    private void fillBatch() {
        sampler.draw(stepsTaken, trainingSet.size(), chosen);
        int padded = memory.readout.paddedNeurons();
        for (int i = 0; i < chosen.length; i++) {
            frame.normalize(trainingSet.image(chosen[i]), 0, batchImages, i);
            System.arraycopy(trainingSet.response(chosen[i]), 0, batchResponses, i * padded, settings.neurons());
        }
    }

    /** Loss (penalties included) and gradient of the next batch, without a step: for the tests. */
    float lossGradient(float[] gradient) {
        training.clearLoss();
        fillBatch();
        training.run(batchImages, batchResponses);
        backend.read(memory.gradient, gradient, 0, memory.parameterCount());
        return training.summedLoss();
    }

    EncoderMemory memory() {
        return memory;
    }

    @Override
    public void predict(float[] images, int count, float[] rates) {
        foldNormalization();
        int padded = memory.readout.paddedNeurons();
        float[] framed = new float[Math.min(count, prediction.capacity()) * frame.framedPixels()];
        float[] paddedRates = new float[Math.min(count, prediction.capacity()) * padded];
        for (int start = 0; start < count; start += prediction.capacity()) {
            int pictures = Math.min(prediction.capacity(), count - start);
            for (int i = 0; i < pictures; i++) {
                frame.normalize(images, start + i, framed, i);
            }
            prediction.predict(framed, pictures, paddedRates);
            unpad(paddedRates, pictures, rates, start);
        }
    }

    @Override
    public void inputGradient(float[] images, int count, float[] weights, float[] rates, float[] gradient) {
        foldNormalization();
        int most = Math.min(count, prediction.capacity());
        int padded = memory.readout.paddedNeurons();
        float[] framed = new float[most * frame.framedPixels()];
        float[] framedGradient = new float[most * frame.framedPixels()];
        float[] paddedRates = new float[most * padded];
        float[] paddedWeights = new float[most * padded];
        for (int start = 0; start < count; start += prediction.capacity()) {
            int pictures = Math.min(prediction.capacity(), count - start);
            for (int i = 0; i < pictures; i++) {
                frame.normalize(images, start + i, framed, i);
                int from = (start + i) * settings.neurons();
                System.arraycopy(weights, from, paddedWeights, i * padded, settings.neurons());
            }
            prediction.gradient(framed, pictures, paddedWeights, paddedRates, framedGradient);
            unpad(paddedRates, pictures, rates, start);
            for (int i = 0; i < pictures; i++) {
                frame.gradientByContrast(framedGradient, i, gradient, start + i);
            }
        }
    }

    private void unpad(float[] paddedRates, int pictures, float[] rates, int start) {
        int neurons = settings.neurons();
        for (int i = 0; i < pictures; i++) {
            System.arraycopy(paddedRates, i * memory.readout.paddedNeurons(), rates, (start + i) * neurons, neurons);
        }
    }

    private void foldNormalization() {
        if (!foldedNormalization) {
            prediction.foldNormalization();
            foldedNormalization = true;
        }
    }

    /**
     * Everything that training changes: the number of steps taken (two floats, high and low 16 bits), all weights, both
     * Adam moments of each, and the running moments of the normalisation. A model with the same settings, on the same
     * device and with the same training set, goes on from here to the bit.
     */
    @Override
    public float[] parameters() {
        int count = memory.parameterCount();
        float[] state = new float[stateLength()];
        state[0] = stepsTaken >>> 16;
        state[1] = stepsTaken & 0xffff;
        backend.read(memory.parameters, state, 2, count);
        backend.read(memory.firstMoments, state, 2 + count, count);
        backend.read(memory.secondMoments, state, 2 + 2 * count, count);
        backend.read(memory.running, state, 2 + 3 * count, memory.runningCount());
        return state;
    }

    @Override
    public void restore(float[] parameters) {
        if (parameters.length != stateLength()) {
            throw new IllegalArgumentException("encoder: a state of " + parameters.length + " numbers does not fit this"
                    + " architecture, which has " + stateLength());
        }
        int count = memory.parameterCount();
        stepsTaken = (int) parameters[0] << 16 | (int) parameters[1];
        backend.write(parameters, 2, count, memory.parameters);
        backend.write(parameters, 2 + count, count, memory.firstMoments);
        backend.write(parameters, 2 + 2 * count, count, memory.secondMoments);
        backend.write(parameters, 2 + 3 * count, memory.runningCount(), memory.running);
        foldedNormalization = false;
    }

    private int stateLength() {
        return 2 + 3 * memory.parameterCount() + memory.runningCount();
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
