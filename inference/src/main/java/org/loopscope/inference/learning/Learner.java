package org.loopscope.inference.learning;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.Response;
import org.loopscope.inference.complexness.ComplexnessSurvey;
import org.loopscope.inference.complexness.HeldOutResponses;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.HeldOutTest;
import org.loopscope.inference.quality.ModelQuality;
import org.loopscope.inference.quality.RepeatedResponses;
import org.loopscope.inference.quality.TestQuality;
import org.loopscope.stimulus.GaudyPicture;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/**
 * The model's side of the session: does requests one by one, in order. Its state follows from the requests and the steps
 * granted to them alone. One thread.
 *
 * <p>Responses may be scaled per neuron before the model sees them, so that loud and quiet neurons weigh alike in the
 * loss; everything that is answered is in the unit of the responses again.
 */
public final class Learner implements AutoCloseable {
    /** Pictures per call of the model: bounds the memory that a prediction of the whole bank takes. */
    private static final int BATCH = 64;

    private static final SynthesisPlan CONTROLS =
            new SynthesisPlan(new TargetGoal.LeastExciting(), PictureSpace.PIXELS);

    private final StimulusBank bank;
    private final IntFunction<EncodingModel> modelFor;
    private final LearnerSettings settings;
    private final LatentCodes codes;
    private @Nullable EncodingModel model;
    private @Nullable RepeatedResponses testSet;
    private @Nullable TrainingResponses trainingSet;
    private @Nullable RepeatedResponses toBank;
    private @Nullable Synthesis synthesis;
    private @Nullable Evolution evolution;
    private @Nullable Ranking ranking;
    private boolean makingControls;
    private @Nullable CellSurveys surveys;
    private int stepsTaken;

    /**
     * @param modelFor makes the model for a number of neurons
     * @param codes of the spaces that pictures will be asked for in
     */
    public Learner(
            StimulusBank bank, IntFunction<EncodingModel> modelFor, LearnerSettings settings, LatentCodes codes) {
        this.bank = bank;
        this.modelFor = modelFor;
        this.settings = settings;
        this.codes = codes;
    }

    /**
     * Does one request.
     *
     * @param trainingSteps optimiser steps that it is given
     * @return what there is to say, or null
     */
    public @Nullable ModelUpdate handle(ModelRequest request, int trainingSteps) {
        return switch (request) {
            case ModelRequest.Open open -> {
                open(open.neurons());
                yield null;
            }
            case ModelRequest.Learn learn -> learn(learn, trainingSteps);
            case ModelRequest.Train train -> train(trainingSteps, train.learningRate());
            case ModelRequest.Evaluate evaluate -> evaluate();
            case ModelRequest.ScoreBank score ->
                trainingSet().ready()
                        ? new ModelUpdate.BankScores(model().presentations(), predict(bank.choosable()))
                        : new ModelUpdate.BankScores(0, new float[0]);
            case ModelRequest.StartRanking start -> {
                ranking = new Ranking(start, bank.choosable());
                yield null;
            }
            case ModelRequest.ContinueRanking slice -> rank();
            case ModelRequest.StartSynthesis start -> {
                synthesis().start(start.targetNeurons(), start.plan(), start.seed());
                makingControls = false;
                yield null;
            }
            case ModelRequest.StartControls start -> {
                synthesis().start(start.targetNeurons(), CONTROLS, start.seed());
                makingControls = true;
                yield null;
            }
            case ModelRequest.Ascend ascend -> {
                // With too few responses seen to know their scale there is no model to ascend on, and no picture.
                ModelUpdate.Images images = trainingSet().ready()
                        ? synthesis().ascend(model(), scale(), ascend.steps())
                        : new ModelUpdate.Images(0, 0, List.of());
                yield makingControls ? new ModelUpdate.Controls(images) : images;
            }
            case ModelRequest.StartEvolution start -> opened(evolution).start(start);
            case ModelRequest.Breed breed -> opened(evolution).breed(breed.fitness());
            case ModelRequest.StartSurvey start -> surveys().start(heldOut(), presentations(), start);
            case ModelRequest.ContinueSurvey slice -> surveys().advance(model());
            case ModelRequest.TakeSnapshot snapshot -> new ModelUpdate.Snapshot(presentations(), model().parameters());
        };
    }

    private void open(int neurons) {
        EncodingModel made = modelFor.apply(neurons);
        model = made;
        testSet = new RepeatedResponses(Math.max(1, bank.heldOut().size()), neurons);
        trainingSet = new TrainingResponses(made::add, made::addValidation, made::releaseValidation, settings);
        synthesis = new Synthesis(settings.ascent(), codes, made.pictureSize(), neurons, bank.choosable());
        RepeatedResponses choosable = new RepeatedResponses(bank.choosable().size(), neurons);
        toBank = choosable;
        evolution = new Evolution(
                codes, choosable, made.pictureSize(), settings.ascent().contrastRms());
        surveys = new CellSurveys(new ComplexnessSurvey(
                settings.complexness(), settings.ascent(), made.pictureSize(), neurons, bank.choosable()));
    }

    private @Nullable ModelUpdate learn(ModelRequest.Learn learn, int trainingSteps) {
        Response response = learn.response();
        switch (response.presentation().decision().stimulus()) {
            case Stimulus.BankImage image -> {
                float[] picture = bank.choosable().get(image.index()).pixels();
                trainingSet().add(picture, response.rates());
                surveys().add(picture, response.rates());
                opened(toBank).add(image.index(), response.rates());
            }
            case Stimulus.GaudyImage image -> {
                float[] picture =
                        GaudyPicture.of(bank.choosable().get(image.index())).pixels();
                trainingSet().add(picture, response.rates());
                surveys().add(picture, response.rates());
            }
            case Stimulus.Synthesized image -> trainingSet().add(image.image().pixels(), response.rates());
            case Stimulus.HeldOutImage image -> testSet().add(image.index(), response.rates());
            case Stimulus.Blank blank -> {}
        }
        return train(trainingSteps, learn.learningRate());
    }

    private @Nullable ModelUpdate train(int steps, float learningRate) {
        if (steps == 0 || !trainingSet().ready()) {
            return null;
        }
        float loss = model().train(steps, learningRate);
        if (Float.isNaN(loss)) {
            return null;
        }
        stepsTaken += steps;
        return new ModelUpdate.Trained(presentations(), stepsTaken, loss);
    }

    /** A slice of the ranking under way, if there is one. */
    private ModelUpdate.@Nullable BankRanking rank() {
        int[] pictures = ranking == null ? null : ranking.advance(model());
        if (pictures == null) {
            return null;
        }
        ranking = null;
        return new ModelUpdate.BankRanking(pictures.length == 0 ? 0 : model().presentations(), pictures);
    }

    private ModelUpdate evaluate() {
        HeldOutPredictions rates = restored(HeldOutPredictions.of(model()::predict, bank.heldOut(), testSet()));
        TestQuality test = new HeldOutTest(testSet(), settings.seed()).of(rates).quality();
        return new ModelUpdate.Quality(
                presentations(), stepsTaken, test.correlations(), test.meanCorrelation(), test, rates);
    }

    /** In the unit of the responses, which is not known before the scale is. */
    private HeldOutPredictions restored(HeldOutPredictions predicted) {
        float[] rates = new float[predicted.rates().length];
        boolean known = trainingSet().ready();
        for (int i = 0; i < rates.length; i++) {
            rates[i] = known ? scale().restored(predicted.rates()[i], i % model().neurons()) : Float.NaN;
        }
        return new HeldOutPredictions(predicted.pictures(), rates);
    }

    /** No neuron is predicted before the training has begun. */
    private HeldOutResponses heldOut() {
        int[] shown = testSet().picturesWith(1);
        return new HeldOutResponses(
                Arrays.stream(shown)
                        .mapToObj(picture -> bank.heldOut().get(picture).pixels())
                        .toList(),
                testSet().means(shown),
                trainingSet().ready()
                        ? ModelQuality.of(model()::predict, bank.heldOut(), testSet())
                                .perNeuron()
                        : new double[model().neurons()]);
    }

    private float[] predict(List<StimulusImage> images) {
        int pixels = images.getFirst().pixels().length;
        int neurons = model().neurons();
        float[] rates = new float[images.size() * neurons];
        float[] batch = new float[BATCH * pixels];
        float[] batchRates = new float[BATCH * neurons];
        for (int from = 0; from < images.size(); from += BATCH) {
            int count = Math.min(BATCH, images.size() - from);
            for (int i = 0; i < count; i++) {
                System.arraycopy(images.get(from + i).pixels(), 0, batch, i * pixels, pixels);
            }
            model().predict(batch, count, batchRates);
            for (int i = 0; i < count * neurons; i++) {
                rates[from * neurons + i] = scale().restored(batchRates[i], i % neurons);
            }
        }
        return rates;
    }

    private int presentations() {
        return trainingSet().presentations();
    }

    private ResponseScale scale() {
        return trainingSet().scale();
    }

    private EncodingModel model() {
        return opened(model);
    }

    private RepeatedResponses testSet() {
        return opened(testSet);
    }

    private TrainingResponses trainingSet() {
        return opened(trainingSet);
    }

    private Synthesis synthesis() {
        return opened(synthesis);
    }

    private CellSurveys surveys() {
        return opened(surveys);
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the model was asked for work before it was opened");
        }
        return part;
    }

    /** What the model runs on, for the log; null before it was opened. */
    public @Nullable String device() {
        return model == null ? null : model.device();
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
