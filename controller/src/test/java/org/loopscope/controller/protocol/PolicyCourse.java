package org.loopscope.controller.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.LearnerFactory;
import org.loopscope.controller.rig.Models;
import org.loopscope.inference.Response;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.learning.LatentCodes;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.learning.SynthesisPlan;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/**
 * A mapping block of a session without its microscope: the block's own run and policy, the session's learner and model,
 * and a subject that answers. As in a session, a picture is decided before the response to the last one is in.
 */
final class PolicyCourse implements AutoCloseable {
    private final PolicySubject subject;
    private final ExperimentConfig config;
    private final Learner learner;
    private final Knowledge knowledge;
    private final MapRun run;
    private final Deque<ModelRequest> requests = new ArrayDeque<>();
    final List<StimulusDecision> shown = new ArrayList<>();
    private @Nullable EncodingModel model;
    private @Nullable Response awaited;
    private int measured;
    /** The longest that one slice of a ranking took. */
    double longestSliceMs;

    PolicyCourse(PolicySubject subject, ExperimentConfig config, ComputeDevice device) {
        this.subject = subject;
        this.config = config;
        LearnerFactory factory = new LearnerFactory(config, device, Optional.empty());
        learner = new Learner(
                subject.bank(),
                neurons -> {
                    model = factory.model(subject.bank(), neurons);
                    return model;
                },
                Models.learner(config),
                LatentCodes.none());
        knowledge = new Knowledge(subject.neurons(), 0);
        BlockConfig.Map map = (BlockConfig.Map) config.blocks().getFirst();
        ProtocolSettings settings = new ProtocolSettings(
                config.blocks(),
                config.learning(),
                config.responseWindow(),
                config.decisionLeadNs(),
                config.presenterDeadlineNs(),
                subject.bank(),
                0,
                false,
                0,
                1);
        run = new MapRun(
                map, config.learning(), Blocks.choice(map.policy(), settings, subject.neurons(), map.seed()), 0);
        learner.handle(new ModelRequest.Open(subject.neurons()), 0);
        run.begin(knowledge, requests::add);
        work();
    }

    /** Goes on until so many responses have been learnt from. */
    void advanceTo(int presentations) {
        while (measured < presentations) {
            Next next = run.next(knowledge);
            Response last = awaited;
            awaited = next instanceof Next.Show show ? present(show) : null;
            if (last != null) {
                run.measured(last, knowledge, requests::add);
                measured++;
                work();
            } else if (awaited == null) {
                throw new IllegalStateException("the block has ended after " + measured + " presentations");
            }
        }
    }

    private Response present(Next.Show show) {
        StimulusDecision decision = new StimulusDecision(
                shown.size(), 0, show.stimulus(), 0, 0, 0, 0, false, show.policy(), knowledge.newestUpdate(), 0);
        shown.add(decision);
        return new Response(
                new Presentation(decision, 0, 0, Presentation.Outcome.ON_TIME), subject.respond(show.stimulus()), 1);
    }

    /** The training at the block's end. */
    void polish() {
        Polish.request(config.learning(), requests::add);
        work();
    }

    private void work() {
        while (!requests.isEmpty()) {
            ModelRequest request = requests.remove();
            int steps = switch (request) {
                case ModelRequest.Learn learn -> learn.trainingSteps();
                case ModelRequest.Train train -> train.trainingSteps();
                default -> 0;
            };
            long startNs = System.nanoTime();
            ModelUpdate update = learner.handle(request, steps);
            if (request instanceof ModelRequest.ContinueRanking) {
                longestSliceMs = Math.max(longestSliceMs, (System.nanoTime() - startNs) * 1e-6);
            }
            if (update != null) {
                knowledge.take(update);
            }
        }
    }

    /** Mean over cells of the correlation with what the held-out pictures evoke: of the whole model, then of each member. */
    double[] testCorrelations() {
        EncodingModel all = model();
        List<EncodingModel> tested = new ArrayList<>(List.of(all));
        tested.addAll(all.members());
        int count = subject.bank().heldOut().size();
        int pixels = subject.bank().pictureSize().pixels();
        float[] images = new float[count * pixels];
        float[] truth = new float[count * subject.neurons()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(subject.bank().heldOut().get(i).pixels(), 0, images, i * pixels, pixels);
            System.arraycopy(subject.truth(i), 0, truth, i * subject.neurons(), subject.neurons());
        }
        float[] rates = new float[truth.length];
        return tested.stream()
                .mapToDouble(one -> {
                    one.predict(images, count, rates);
                    return Correlation.mean(Correlation.perNeuron(rates, truth, count, subject.neurons()));
                })
                .toArray();
    }

    /** Mean true drive of every fifth cell's most exciting image, of the optimum's. */
    double driveOfOptimum(PolicySubject.Simulated cells) {
        int[] targets =
                IntStream.range(0, subject.neurons()).filter(n -> n % 5 == 0).toArray();
        learner.handle(new ModelRequest.StartSynthesis(targets, config.seed(), SynthesisPlan.mostExciting()), 0);
        ModelUpdate.Images images = (ModelUpdate.Images) Objects.requireNonNull(
                learner.handle(new ModelRequest.Ascend(config.learning().ascentSteps()), 0));
        return images.candidates().stream()
                .mapToDouble(candidate -> {
                    Stimulus.Synthesized made = candidate.stimulus();
                    int neuron = made.targetNeuron();
                    return Math.max(0, cells.population.trueDrive(neuron, made.image()))
                            / cells.population.trueDrive(
                                    neuron,
                                    cells.population.optimalImage(neuron, PolicySubject.Simulated.CONTRAST_RMS));
                })
                .average()
                .orElseThrow();
    }

    private EncodingModel model() {
        return Objects.requireNonNull(model);
    }

    @Override
    public void close() {
        learner.close();
    }
}
