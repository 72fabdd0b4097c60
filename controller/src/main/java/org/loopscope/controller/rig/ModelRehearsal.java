package org.loopscope.controller.rig;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.LatentCodes;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.SynthesisPlan;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;

/**
 * What a model will be asked for in a session, once through on made-up responses and with a learner of its own. An OpenCL
 * driver compiles a kernel when it is first launched, the JVM a method when it has run for a while; both take the processor
 * from the frames, and are better done before the first of them.
 */
public final class ModelRehearsal {
    /** Kernels are compiled for the core's channels, not for the neurons, whose number is not known yet. */
    private static final int NEURONS = 16;

    private static final int TRAINING_STEPS = 20;

    private final ExperimentConfig config;
    private final StimulusBank bank;
    private final SplittableRandom random;

    /** @param bank of the session to come */
    public ModelRehearsal(ExperimentConfig config, StimulusBank bank) {
        this.config = config;
        this.bank = bank;
        random = new SplittableRandom(config.seed());
    }

    /** @param models as the session's own, whose learner this leaves alone */
    public void run(LearnerFactory models) {
        float rate = config.learning().learningRate();
        int[] targets = IntStream.range(0, Math.min(NEURONS, config.learning().targets()))
                .toArray();
        try (Learner learner = models.learner(bank, LatentCodes.none())) {
            learner.handle(new ModelRequest.Open(NEURONS), 0);
            for (int i = 0; i < bank.heldOut().size(); i++) {
                learn(learner, new Stimulus.HeldOutImage(i), 0, rate);
            }
            for (int i = 0; i < presentations(); i++) {
                learn(learner, new Stimulus.BankImage(i % bank.choosable().size()), 1, rate);
            }
            learner.handle(new ModelRequest.Train(TRAINING_STEPS, rate), TRAINING_STEPS);
            learner.handle(new ModelRequest.Evaluate(), 0);
            learner.handle(new ModelRequest.ScoreBank(), 0);
            learner.handle(new ModelRequest.StartSynthesis(targets, config.seed(), SynthesisPlan.mostExciting()), 0);
            learner.handle(new ModelRequest.Ascend(config.learning().ascentSteps()), 0);
            learner.handle(new ModelRequest.StartControls(targets, config.seed()), 0);
            learner.handle(new ModelRequest.Ascend(config.learning().ascentSteps()), 0);
            learner.handle(new ModelRequest.TakeSnapshot(), 0);
        }
    }

    /** So many that the scale is known and a batch of the training set is full, validation left out. */
    private int presentations() {
        int learnt = Math.max(config.model().scaleFrom(), config.model().batch());
        int every = config.model().validationEvery();
        return every == 0 ? learnt : learnt * every / (every - 1) + 1;
    }

    private void learn(Learner learner, Stimulus stimulus, int steps, float rate) {
        float[] rates = new float[NEURONS];
        for (int n = 0; n < NEURONS; n++) {
            rates[n] = (float) -Math.log(1 - random.nextDouble());
        }
        StimulusDecision decision = new StimulusDecision(0, 0, stimulus, 0, 0, 0, 0, false, "rehearsal", -1, 0);
        Presentation shown = new Presentation(decision, 0, 0, Presentation.Outcome.ON_TIME);
        learner.handle(new ModelRequest.Learn(new Response(shown, rates, 1), steps, rate), steps);
    }
}
