package org.loopscope.inference.evolution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.inference.simulated.V1Population;
import org.loopscope.inference.simulated.V1Settings;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/**
 * Simulated V1 cells in front of a screen: first every picture of a bank is shown once, then pictures are evolved for one
 * cell after the other on its spike counts in half a second, with all the noise of single trials.
 */
final class EvolutionScenario {
    private static final long TRIAL_NS = 500_000_000L;

    private final List<StimulusImage> bank;
    private final LatentCode code;
    private final EvolutionSettings settings;
    private final V1Population cells;
    private final long seed;
    private @Nullable StimulusImage onScreen;
    private long nowNs;

    /** True rate to the picture evolved and to the one of the bank that is truly best, spikes per second. */
    record Outcome(int cell, double evolvedHz, double bestOfBankHz, double driveOfOptimum) {
        double gain() {
            return evolvedHz / bestOfBankHz;
        }
    }

    EvolutionScenario(List<StimulusImage> bank, LatentCode code, EvolutionSettings settings, int neurons, long seed) {
        this.bank = bank;
        this.code = code;
        this.settings = settings;
        this.seed = seed;
        PictureSize size = bank.getFirst().size();
        cells = new V1Population(V1Settings.standard(seed).with(neurons, size), sessionNs -> onScreen);
    }

    List<Outcome> run() {
        int[][] counts = new int[bank.size()][];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = shown(bank.get(i));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int cell = 0; cell < cells.count(); cell++) {
            if (cells.truth().cells().get(cell).responsive()) {
                outcomes.add(evolve(cell, counts));
            }
        }
        return outcomes;
    }

    private Outcome evolve(int cell, int[][] counts) {
        int[] ancestors = IntStream.range(0, bank.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -counts[i][cell]))
                .limit(settings.population())
                .mapToInt(Integer::intValue)
                .toArray();
        CodeEvolution evolution = new CodeEvolution(settings, code, ancestors, seed * 1000 + cell);
        float[] fitness = new float[evolution.population()];
        while (!evolution.finished()) {
            for (int i = 0; i < fitness.length; i++) {
                fitness[i] = shown(picture(evolution.picture(i)))[cell];
            }
            evolution.breed(fitness);
        }
        StimulusImage settled = picture(evolution.settled());
        double best = bank.stream()
                .mapToDouble(image -> cells.trueRate(cell, image))
                .max()
                .orElseThrow();
        return new Outcome(
                cell,
                cells.trueRate(cell, settled),
                best,
                cells.trueDrive(cell, settled)
                        / cells.trueDrive(cell, cells.optimalImage(cell, settings.contrastRms())));
    }

    private int[] shown(StimulusImage image) {
        onScreen = image;
        int[] spikes = new int[cells.count()];
        cells.spikes(nowNs, nowNs + TRIAL_NS, spikes);
        nowNs += TRIAL_NS;
        return spikes;
    }

    private StimulusImage picture(float[] pixels) {
        return new StimulusImage("evolved", bank.getFirst().size(), pixels);
    }
}
