package org.loopscope.controller.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ModelConfig;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.CoreArchitecture;
import org.loopscope.inference.architecture.DepthSeparableArchitecture;
import org.loopscope.inference.architecture.GaborBank;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.architecture.PixelArchitecture;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.complexness.ComplexnessSettings;
import org.loopscope.inference.encoder.EncoderSettings;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.EnsembleModel;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.encoder.PictureScale;
import org.loopscope.inference.encoder.RidgeModel;
import org.loopscope.inference.encoder.Transfer;
import org.loopscope.inference.learning.LearnerSettings;
import org.loopscope.inference.objective.CorrelationLoss;
import org.loopscope.inference.objective.Objective;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.objective.SquaredErrorLoss;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.synthesis.AscentSettings;
import org.loopscope.inference.synthesis.GradientSmoothing;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/** From an experiment's words about the model to the settings of its parts. */
public final class Models {
    private Models() {}

    /** The encoder for a number of neurons; pictures are normalised by the bank's mean and standard deviation. */
    public static EncoderSettings encoder(ExperimentConfig config, StimulusBank bank, int neurons) {
        ModelConfig model = config.model();
        return new EncoderSettings(
                bank.pictureSize(),
                neurons,
                core(model),
                readout(model),
                new Regularization(
                        (float) model.smoothness(), (float) model.groupSparsity(), (float) model.readoutSparsity()),
                objective(model),
                new Adam(),
                model.batch(),
                config.seed(),
                PictureScale.of(
                        bank.choosable().stream().map(StimulusImage::pixels).toList()));
    }

    /** Of the experiment's network; {@link CoreArchitecture#kind} says which cores can be taken over. */
    public static CoreArchitecture core(ModelConfig model) {
        return switch (model.core()) {
            case KLINDT, THREE_LAYER -> new ConvolutionalArchitecture(layers(model));
            case DEPTH_SEPARABLE -> new DepthSeparableArchitecture(layers(model));
            case LINEAR -> new PixelArchitecture();
        };
    }

    private static List<ConvolutionLayer> layers(ModelConfig model) {
        List<ConvolutionLayer> layers = new ArrayList<>();
        for (int i = 0; i < model.channels().size(); i++) {
            layers.add(new ConvolutionLayer(
                    model.channels().get(i), model.kernelsPx().get(i), i == 0 ? Padding.VALID : Padding.SAME));
        }
        return layers;
    }

    private static ReadoutKind readout(ModelConfig model) {
        if (model.core() == ModelConfig.CoreKind.LINEAR) {
            return ReadoutKind.FILTER;
        }
        return switch (model.readout()) {
            case FACTORIZED -> ReadoutKind.FACTORIZED;
            case GAUSSIAN -> ReadoutKind.GAUSSIAN;
        };
    }

    private static Objective objective(ModelConfig model) {
        return switch (model.objective()) {
            case POISSON -> new PoissonLoss();
            case SQUARED_ERROR -> new SquaredErrorLoss();
            case CORRELATION -> new CorrelationLoss();
        };
    }

    /** The model for a number of neurons, of the members that the experiment names; every network starts from the same core. */
    static EncodingModel model(
            ExperimentConfig config, StimulusBank bank, int neurons, Optional<Transfer> transfer, ModelPlace place) {
        EncoderSettings network = encoder(config, bank, neurons);
        List<EncodingModel> members = new ArrayList<>();
        for (ModelConfig.Member kind : config.model().members()) {
            int member = members.size();
            members.add(
                    switch (kind) {
                        case GABOR_RIDGE -> place.model(member, backend -> new RidgeModel(ridge(network), backend));
                        case NETWORK ->
                            place.model(
                                    member,
                                    backend -> new NetworkModel(
                                            network.withSeed(config.seed() + member), transfer, backend));
                    });
        }
        return members.size() == 1 ? members.getFirst() : new EnsembleModel(members);
    }

    private static RidgeModel.Settings ridge(EncoderSettings settings) {
        PictureSize size = settings.pictureSize();
        return new RidgeModel.Settings(
                size, settings.neurons(), GaborBank.covering(size.widthPx(), size.heightPx()), true, settings.scale());
    }

    public static LearnerSettings learner(ExperimentConfig config) {
        return new LearnerSettings(
                config.model().responseScaling(),
                config.model().scaleFrom(),
                config.model().validationEvery(),
                config.model().shuffleResponses(),
                config.seed(),
                ascent(config),
                ComplexnessSettings.of(
                        config.complexness().starts(),
                        config.complexness().ascentSteps(),
                        config.complexness().leastPresentations()));
    }

    private static AscentSettings ascent(ExperimentConfig config) {
        AscentSettings settings = AscentSettings.defaults()
                .with(
                        config.synthesis().starts(),
                        config.synthesis().ascentSteps(),
                        config.stimuli().contrastRms());
        return switch (config.synthesis().gradient()) {
            case GAUSSIAN -> settings;
            case FOURIER -> settings.with(new GradientSmoothing.Fourier(GradientSmoothing.Fourier.WALKER));
        };
    }
}
