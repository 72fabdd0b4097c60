package org.loopscope.controller.refit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.controller.config.ModelConfig.Member;
import org.loopscope.controller.modelfile.ModelFile;
import org.loopscope.controller.protocol.Polish;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.LearnerFactory;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.inference.Response;
import org.loopscope.inference.encoder.NamedWeights;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.stimulus.StimulusBank;

/**
 * Fits a session's mapping responses as the session did, presentation by presentation with the steps that each grants, but
 * from several beginnings: chance, another network's core that stays as it is, and that core learnt further. All else is
 * equal, so what differs between the curves is the beginning.
 */
public final class Refit {
    private final MappingResponses session;
    private final ComputeDevice device;
    private final StimulusBank bank;
    private final Consumer<String> progress;

    /** @param progress is told of each curve when it is done */
    public Refit(Path journal, Consumer<String> progress) throws IOException {
        session = MappingResponses.of(journal);
        ExperimentConfig experiment = session.experiment(List.of());
        device = ComputeDevice.find(experiment.model().device());
        bank = Banks.of(experiment);
        this.progress = progress;
    }

    public String sessionId() {
        return session.sessionId();
    }

    /**
     * Quality over presentations from each beginning: from scratch, the readout alone, all.
     *
     * @throws ConfigurationException where the session has no network, or the given core is not one of it
     */
    public List<NamedCurve> curves(ModelFile from) {
        if (!session.experiment(List.of()).model().members().contains(Member.NETWORK)) {
            throw new ConfigurationException(session.sessionId()
                    + " has no network among its model.members: there is nothing to start elsewhere");
        }
        Optional<List<NamedWeights>> given = Optional.of(from.weights());
        return List.of(
                curve("from scratch", Optional.empty(), "all"),
                curve("readout alone", given, "readout"),
                curve("all learnt further", given, "all"));
    }

    private NamedCurve curve(String name, Optional<List<NamedWeights>> given, String learnt) {
        ExperimentConfig experiment = session.experiment(List.of("model.transfer=" + learnt));
        LearningConfig learning = experiment.learning();
        List<QualityPoint> quality = new ArrayList<>();
        try (Learner learner = new LearnerFactory(experiment, device, given).learner(bank)) {
            learner.handle(new ModelRequest.Open(session.neurons()), 0);
            int measured = 0;
            for (Response response : session.responses()) {
                int steps = learning.stepsPerPresentation();
                learner.handle(new ModelRequest.Learn(response, steps, learning.learningRate()), steps);
                if (++measured % learning.evaluateEvery() == 0) {
                    evaluate(learner, quality);
                }
            }
            Polish.request(learning, train -> learner.handle(train, train.trainingSteps()));
            evaluate(learner, quality);
        }
        progress.accept(
                String.format(Locale.ROOT, "%s: r %.3f", name, quality.getLast().testCorrelation()));
        return new NamedCurve(name, quality);
    }

    private static void evaluate(Learner learner, List<QualityPoint> quality) {
        if (learner.handle(new ModelRequest.Evaluate(), 0) instanceof ModelUpdate.Quality measured) {
            quality.add(QualityPoint.of(
                    measured.presentations(), measured.trainingSteps(), measured.meanCorrelation(), measured.test()));
        }
    }
}
