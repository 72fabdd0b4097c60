package org.loopscope.inference.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.evolution.CodeEvolution;
import org.loopscope.inference.evolution.EvolutionSettings;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.inference.quality.RepeatedResponses;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

/**
 * The evolution of pictures for one or several neurons, a generation at a time: each neuron has its own, and is bred from
 * its own responses alone. The bank's pictures that it answered to best so far begin it. Model thread.
 */
final class Evolution {
    private final LatentCodes codes;
    private final RepeatedResponses toBank;
    private final double contrastRms;
    private final PictureSize size;
    private int[] neurons = {};
    private List<CodeEvolution> evolutions = List.of();

    /** @param toBank responses so far to the bank's choosable pictures, kept up to date by the owner */
    Evolution(LatentCodes codes, RepeatedResponses toBank, PictureSize size, double contrastRms) {
        this.codes = codes;
        this.toBank = toBank;
        this.size = size;
        this.contrastRms = contrastRms;
    }

    ModelUpdate.Generation start(ModelRequest.StartEvolution request) {
        @Nullable LatentCode code = codes.of(request.space());
        if (code == null) {
            throw new IllegalArgumentException(
                    "pictures evolve in a code, not in pixels: give the space pca or generator");
        }
        neurons = request.neurons().clone();
        EvolutionSettings settings =
                EvolutionSettings.defaults(request.population(), request.generations(), contrastRms);
        List<CodeEvolution> begun = new ArrayList<>();
        for (int neuron : neurons) {
            begun.add(new CodeEvolution(
                    settings, code, bestAnswered(neuron, request.population()), request.seed() * 31 + neuron));
        }
        evolutions = List.copyOf(begun);
        return generation();
    }

    /** @param fitness in the order of the last generation's pictures; not a number where none was measured */
    ModelUpdate.Generation breed(float[] fitness) {
        int from = 0;
        for (CodeEvolution evolution : evolutions) {
            float[] part = new float[evolution.population()];
            System.arraycopy(fitness, from, part, 0, part.length);
            evolution.breed(part);
            from += part.length;
        }
        return generation();
    }

    private int[] bestAnswered(int neuron, int count) {
        int[] shown = toBank.picturesWith(1);
        float[] means = toBank.means(shown);
        return IntStream.range(0, shown.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -means[i * toBank.neurons() + neuron]))
                .limit(count)
                .mapToInt(i -> shown[i])
                .toArray();
    }

    private ModelUpdate.Generation generation() {
        List<Stimulus.Synthesized> pictures = new ArrayList<>();
        List<Stimulus.Synthesized> settled = new ArrayList<>();
        int number = 0;
        boolean finished = true;
        for (int n = 0; n < neurons.length; n++) {
            CodeEvolution evolution = evolutions.get(n);
            number = evolution.generation();
            finished = evolution.finished();
            String id = "evolved-neuron-" + neurons[n] + "-generation-" + number;
            for (int i = 0; i < evolution.population() && !finished; i++) {
                pictures.add(stimulus(neurons[n], id + "-picture-" + i, evolution.picture(i)));
            }
            if (number > 0) {
                settled.add(stimulus(neurons[n], id + "-settled", evolution.settled()));
            }
        }
        return new ModelUpdate.Generation(number, finished, pictures, settled);
    }

    private Stimulus.Synthesized stimulus(int neuron, String id, float[] pixels) {
        return new Stimulus.Synthesized(neuron, 0, new StimulusImage(id, size, pixels));
    }
}
