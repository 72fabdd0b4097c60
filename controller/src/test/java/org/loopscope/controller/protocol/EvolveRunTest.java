package org.loopscope.controller.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.config.BlockConfig;
import org.loopscope.controller.config.LearningConfig;
import org.loopscope.inference.Response;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.inference.learning.PictureSpace;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

class EvolveRunTest {
    private static final BlockConfig.Evolve BLOCK =
            new BlockConfig.Evolve("evolve", 3, new BlockConfig.Timing(500_000_000L, 0), 1, 4, 2, PictureSpace.PCA);
    private static final int NEURON = 2;

    private final Knowledge knowledge = new Knowledge(3, 1);
    private final List<ModelRequest> requests = new ArrayList<>();
    private final EvolveRun run = new EvolveRun(BLOCK, new LearningConfig(1, 1e-3f, 0, 1000, 1000, 10, 1, 5));

    private void begin() {
        knowledge.aimAt(new int[] {NEURON, 0});
        run.begin(knowledge, requests::add);
    }

    @Test
    void shouldAskForOneEvolutionOfTheFirstTargetAndWaitForIt() {
        begin();
        ModelRequest.StartEvolution start = assertInstanceOf(ModelRequest.StartEvolution.class, requests.getFirst());
        assertArrayEquals(new int[] {NEURON}, start.neurons());
        assertInstanceOf(Next.Wait.class, run.next(knowledge));
        knowledge.take(generation(0, false));
        assertInstanceOf(Next.Show.class, run.next(knowledge));
    }

    @Test
    void shouldBreedFromTheOwnNeuronsAnswersInTheOrderOfTheGeneration() {
        begin();
        knowledge.take(generation(0, false));
        for (Stimulus.Synthesized shown : showAll()) {
            answer(shown, Float.parseFloat(shown.image().id()));
        }
        ModelRequest.Breed breed = assertInstanceOf(ModelRequest.Breed.class, requests.getLast());
        assertArrayEquals(new float[] {0, 1, 2, 3}, breed.fitness());
        assertInstanceOf(Next.Wait.class, run.next(knowledge));
        knowledge.take(generation(2, true));
        assertInstanceOf(Next.Done.class, run.next(knowledge));
        assertEquals(
                4,
                requests.stream().filter(ModelRequest.Learn.class::isInstance).count());
    }

    @Test
    void shouldBreedWithoutAnAnswerThatDoesNotCome() {
        begin();
        knowledge.take(generation(0, false));
        List<Stimulus.Synthesized> shown = showAll();
        shown.stream().skip(1).forEach(picture -> answer(picture, 1));
        int waited = 0;
        while (!(requests.getLast() instanceof ModelRequest.Breed)) {
            assertInstanceOf(Next.Wait.class, run.next(knowledge));
            assertTrue(++waited < 10, "waits for ever");
        }
        float[] fitness = ((ModelRequest.Breed) requests.getLast()).fitness();
        for (int i = 0; i < fitness.length; i++) {
            assertEquals(i == Integer.parseInt(shown.getFirst().image().id()), Float.isNaN(fitness[i]), "picture " + i);
        }
        answer(shown.getFirst(), 9);
        assertEquals(
                1,
                requests.stream().filter(ModelRequest.Breed.class::isInstance).count(),
                "late answers breed nothing");
    }

    private List<Stimulus.Synthesized> showAll() {
        List<Stimulus.Synthesized> shown = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Next.Show show = assertInstanceOf(Next.Show.class, run.next(knowledge));
            assertEquals("evolved", show.policy());
            shown.add(assertInstanceOf(Stimulus.Synthesized.class, show.stimulus()));
        }
        assertEquals(4, shown.stream().distinct().count());
        return shown;
    }

    private void answer(Stimulus.Synthesized stimulus, float rate) {
        StimulusDecision decision = new StimulusDecision(0, 0, stimulus, 0, 1, 0, 0, false, "evolved", -1, 0);
        Response response = new Response(
                new Presentation(decision, 0, 1, Presentation.Outcome.ON_TIME), new float[] {7, 8, rate}, 5);
        run.measured(response, knowledge, requests::add);
    }

    private static ModelUpdate.Generation generation(int number, boolean finished) {
        List<Stimulus.Synthesized> pictures = new ArrayList<>();
        for (int i = 0; i < 4 && !finished; i++) {
            pictures.add(new Stimulus.Synthesized(
                    NEURON, 0, new StimulusImage(String.valueOf(i), PictureSize.square(1), new float[] {i})));
        }
        return new ModelUpdate.Generation(number, finished, pictures, List.of());
    }
}
