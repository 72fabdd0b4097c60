package org.loopscope.controller.protocol;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.policy.RandomChoice;
import org.loopscope.stimulus.Stimulus;

/**
 * Pictures evolved for the first targets: a generation is shown in random order, the targets' pictures mixed; what each
 * picture's own neuron answered is its fitness; when all have been answered to, the next generation is bred. The
 * responses are learnt from as any others.
 *
 * <p>A response that does not come (the presentation was not seen, or on bad frames) is waited for during a few trials
 * of mid-grey, then its picture counts as not measured.
 */
final class EvolveRun implements BlockRun {
    /** With the usual windows the last response takes two trials. */
    private static final int MOST_TRIALS_TO_WAIT = 4;

    private final BlockConfig.Evolve block;
    private final LearningConfig learning;
    private final Map<String, Integer> shown = new HashMap<>();
    private ModelUpdate.@Nullable Generation current;
    private @Nullable Consumer<ModelRequest> model;
    private @Nullable RandomChoice order;
    private float[] fitness = {};
    private int generationsBefore;
    private int position;
    private int measured;
    private int waited;
    private boolean breeding = true;

    EvolveRun(BlockConfig.Evolve block, LearningConfig learning) {
        this.block = block;
        this.learning = learning;
    }

    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> toModel) {
        model = toModel;
        generationsBefore = knowledge.generationsTaken();
        int[] targets = knowledge.targets();
        int[] neurons = Arrays.copyOf(targets, Math.min(block.targets(), targets.length));
        toModel.accept(new ModelRequest.StartEvolution(
                neurons, block.space(), block.population(), block.generations(), block.seed()));
    }

    @Override
    public Next next(Knowledge knowledge) {
        if (breeding) {
            ModelUpdate.Generation newest = knowledge.generation();
            if (newest == null || knowledge.generationsTaken() == generationsBefore) {
                return new Next.Wait();
            }
            generationsBefore = knowledge.generationsTaken();
            begin(newest);
        }
        ModelUpdate.Generation generation = current;
        if (generation == null || generation.finished()) {
            return new Next.Done();
        }
        if (position == generation.pictures().size()) {
            if (++waited >= MOST_TRIALS_TO_WAIT) {
                breed();
            }
            return new Next.Wait();
        }
        position++;
        int picture = order == null ? 0 : order.next();
        Stimulus.Synthesized stimulus = generation.pictures().get(picture);
        shown.put(stimulus.image().id(), picture);
        return new Next.Show(stimulus, "evolved", false);
    }

    private void begin(ModelUpdate.Generation generation) {
        breeding = false;
        current = generation;
        position = 0;
        measured = 0;
        waited = 0;
        shown.clear();
        fitness = new float[generation.pictures().size()];
        Arrays.fill(fitness, Float.NaN);
        if (!generation.finished()) {
            order = new RandomChoice(fitness.length, block.seed() + generation.number());
        }
    }

    @Override
    public void measured(Response response, Knowledge knowledge, Consumer<ModelRequest> toModel) {
        knowledge.learn(response, learning.stepsPerPresentation(), Polish.rateAfter(learning), toModel);
        if (response.presentation().decision().stimulus() instanceof Stimulus.Synthesized picture) {
            Integer place = shown.get(picture.image().id());
            if (place != null && Float.isNaN(fitness[place]) && !breeding && isOf(place, picture)) {
                fitness[place] = response.rates()[picture.targetNeuron()];
                if (++measured == fitness.length) {
                    breed();
                }
            }
        }
    }

    /** Of the generation's pictures; in a what-if replay another one of the same name may have been shown. */
    private boolean isOf(int place, Stimulus.Synthesized shownPicture) {
        return current != null
                && Arrays.equals(
                        current.pictures().get(place).image().pixels(),
                        shownPicture.image().pixels());
    }

    private void breed() {
        Consumer<ModelRequest> toModel = model;
        if (toModel == null) {
            throw new IllegalStateException("an evolution cannot breed before its block has begun");
        }
        breeding = true;
        toModel.accept(new ModelRequest.Breed(fitness.clone()));
    }

    @Override
    public boolean canAimAnew() {
        return false;
    }

    @Override
    public void end(Knowledge knowledge, Consumer<ModelRequest> toModel) {
        toModel.accept(new ModelRequest.Evaluate());
    }
}
