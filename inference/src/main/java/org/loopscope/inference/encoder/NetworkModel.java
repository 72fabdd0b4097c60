package org.loopscope.inference.encoder;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.loopscope.inference.architecture.FactorizedReadout;
import org.loopscope.inference.architecture.FilterReadout;
import org.loopscope.inference.architecture.FixedCore;
import org.loopscope.inference.architecture.GaussianReadout;
import org.loopscope.inference.architecture.LearnedCore;
import org.loopscope.inference.architecture.LearnedReadout;
import org.loopscope.inference.tensor.GaussianReadoutShape;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/**
 * A core that all neurons share and a readout for each, trained by backpropagation: architecture, objective and learning
 * rule as the settings say. The readout's biases start, at the first step, where the model predicts each neuron's mean
 * response so far. Predictions are made with {@link ShownWeights}.
 */
public final class NetworkModel implements MovableModel {
    private static final float LEAST_INITIAL_RATE = 0.01f;

    private final EncoderSettings settings;
    private final TensorBackend backend;
    private final EncoderMemory memory;
    private final ShownWeights shown;
    private final TrainingPass training;
    private final PictureFrame frame;
    private final int paddedNeurons;
    private final BatchSampler sampler;
    private final Optional<Transfer> transfer;
    private final TrainingSet trainingSet;
    private final HoldOut validationSet;
    private final int[] chosen;
    private final float[] batchImages;
    private final float[] batchResponses;
    private int stepsTaken;

    /** @param backend closed with the model */
    public NetworkModel(EncoderSettings settings, TensorBackend backend) {
        this(settings, Optional.empty(), backend);
    }

    /**
     * @param transfer where to start from, instead of from chance
     * @param backend closed with the model
     * @throws IllegalArgumentException where the given core is not one of these settings
     */
    public NetworkModel(EncoderSettings settings, Optional<Transfer> transfer, TensorBackend backend) {
        this(
                settings,
                transfer,
                new TrainingSet(),
                new HoldOut(settings.pictureSize().pixels(), settings.neurons()),
                backend);
    }

    private NetworkModel(
            EncoderSettings settings,
            Optional<Transfer> transfer,
            TrainingSet trainingSet,
            HoldOut validationSet,
            TensorBackend backend) {
        this.settings = settings;
        this.transfer = transfer;
        this.trainingSet = trainingSet;
        this.validationSet = validationSet;
        this.backend = backend;
        LearnedCore core = core(settings, transfer, backend);
        LearnedReadout readout = readout(settings, core.features(), backend);
        paddedNeurons = readout.paddedNeurons();
        memory = new EncoderMemory(core, readout, settings.rule(), backend);
        training = new TrainingPass(settings, core, readout, memory, backend);
        frame = new PictureFrame(core.pictures(), settings.scale());
        shown = new ShownWeights(settings, core, readout, memory, frame, backend);
        sampler = new BatchSampler(settings.seed());
        chosen = new int[settings.batch()];
        batchImages = new float[settings.batch() * frame.floats()];
        batchResponses = new float[settings.batch() * paddedNeurons];
        memory.initialize(backend, new Random(settings.seed()));
        transfer.ifPresent(from -> memory.takeCore(backend, from.weights()));
        shown.begin();
    }

    private static LearnedCore core(EncoderSettings settings, Optional<Transfer> transfer, TensorBackend backend) {
        LearnedCore core = settings.core().core(settings.pictureSize(), settings.regularization(), backend);
        boolean fixed = transfer.isPresent() && transfer.get().learnt() == Transfer.Learnt.READOUT;
        return fixed ? new FixedCore(core) : core;
    }

    private static LearnedReadout readout(EncoderSettings settings, MapShape features, TensorBackend backend) {
        return switch (settings.readout()) {
            case FACTORIZED ->
                new FactorizedReadout(
                        new ReadoutShape(features.pixels(), features.channels(), settings.neurons()),
                        settings.regularization().readoutSparsity(),
                        Math.max(settings.batch(), PredictionMemory.BATCH),
                        backend);
            case GAUSSIAN ->
                new GaussianReadout(
                        new GaussianReadoutShape(features, settings.neurons()),
                        settings.regularization().readoutSparsity(),
                        settings.seed(),
                        Math.max(settings.batch(), PredictionMemory.BATCH),
                        backend);
            case FILTER ->
                new FilterReadout(settings.pictureSize(), settings.neurons(), settings.regularization(), backend);
        };
    }

    /** What it was made with. */
    public EncoderSettings settings() {
        return settings;
    }

    /** All that predictions depend on, by name, for a file. */
    public List<NamedWeights> weights() {
        return memory.named(shown.best());
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
        if (image.length != frame.pixels() || response.length != settings.neurons()) {
            throw new IllegalArgumentException("encoder: got " + image.length + " pixels and " + response.length
                    + " responses; needs " + frame.pixels() + " and " + settings.neurons());
        }
        trainingSet.add(image, response);
        shown.trainingSetGrown(trainingSet.size());
    }

    @Override
    public void addValidation(float[] image, float[] response) {
        validationSet.add(image, response);
        shown.holdOutChanged();
    }

    @Override
    public void releaseValidation() {
        if (validationSet.size() > 0) {
            validationSet.giveOldestTo(trainingSet);
            shown.trainingSetGrown(trainingSet.size());
            shown.holdOutChanged();
        }
    }

    @Override
    public int presentations() {
        return shown.trainedOn() == 0 ? 0 : shown.trainedOn() + validationSet.size();
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
        int taken = 0;
        for (; taken < steps && !shown.resting(); taken++) {
            float rate = shown.limited(learningRate);
            fillBatch();
            training.run(stepsTaken, batchImages, batchResponses);
            stepsTaken++;
            settings.rule().step(backend, stepsTaken, rate, memory.weights, memory.gradient, memory.state);
            shown.follow(stepsTaken, rate, trainingSet.size(), validationSet);
        }
        if (taken == 0) {
            return Float.NaN;
        }
        shown.renew(trainingSet.size(), validationSet);
        return training.summedLoss() / taken;
    }

    private void initializeBiases() {
        float[] biases = new float[paddedNeurons];
        for (int n = 0; n < settings.neurons(); n++) {
            double rate = Math.max(trainingSet.meanResponse(n), LEAST_INITIAL_RATE);
            biases[n] = (float) StrictMath.log(StrictMath.expm1(rate));
        }
        backend.write(biases, 0, biases.length, memory.biases());
    }

    private void fillBatch() {
        sampler.draw(stepsTaken, trainingSet.size(), chosen);
        for (int i = 0; i < chosen.length; i++) {
            frame.normalize(trainingSet.image(chosen[i]), 0, batchImages, i);
            System.arraycopy(trainingSet.response(chosen[i]), 0, batchResponses, i * paddedNeurons, settings.neurons());
        }
    }

    /** Loss (penalties included) and gradient of the next batch, without a step: for the tests. */
    float lossGradient(float[] gradient) {
        training.clearLoss();
        fillBatch();
        training.run(stepsTaken, batchImages, batchResponses);
        backend.read(memory.gradient, gradient, 0, memory.weightCount());
        return training.summedLoss();
    }

    /** Predicts with what has been learnt as it is, for the tests. */
    void showLearnt() {
        shown.begin();
    }

    EncoderMemory memory() {
        return memory;
    }

    @Override
    public void predict(float[] images, int count, float[] rates) {
        shown.prediction().predict(images, count, rates);
    }

    @Override
    public void inputGradient(float[] images, int count, float[] weights, float[] rates, float[] gradient) {
        shown.prediction().gradient(images, count, weights, rates, gradient);
    }

    @Override
    public int parameterCount() {
        return 2 + memory.stateLength() + shown.stateLength();
    }

    /**
     * Everything that training changes: the number of steps taken (two floats, high and low 16 bits), all weights, the
     * learning rule's numbers, and what the core measures beside; then what predictions are made with. A model with the same
     * settings, on the same device and with the same presentations, goes on from here to the bit.
     */
    @Override
    public float[] parameters() {
        float[] state = new float[parameterCount()];
        state[0] = stepsTaken >>> 16;
        state[1] = stepsTaken & 0xffff;
        memory.read(backend, state, 2);
        shown.read(state, 2 + memory.stateLength());
        return state;
    }

    @Override
    public void restore(float[] parameters) {
        if (parameters.length != parameterCount()) {
            throw new IllegalArgumentException("encoder: a state of " + parameters.length + " numbers does not fit this"
                    + " architecture, which has " + parameterCount());
        }
        stepsTaken = (int) parameters[0] << 16 | (int) parameters[1];
        memory.write(backend, parameters, 2);
        shown.write(parameters, 2 + memory.stateLength());
    }

    /** All of {@link #parameters}: what is not on the device is small, and belongs to the same moment. */
    @Override
    public float[] deviceState() {
        return parameters();
    }

    @Override
    public MovableModel movedTo(TensorBackend other, float[] deviceState) {
        NetworkModel moved = new NetworkModel(settings, transfer, trainingSet, validationSet, other);
        moved.restore(deviceState);
        moved.shown.trainingSetGrown(trainingSet.size());
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
