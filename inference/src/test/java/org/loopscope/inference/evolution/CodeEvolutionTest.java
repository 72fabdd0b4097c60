package org.loopscope.inference.evolution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.latent.GeneratorSettings;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.inference.latent.PictureGenerator;
import org.loopscope.inference.latent.PrincipalComponents;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

class CodeEvolutionTest {
    private static final double CONTRAST_RMS = 0.3;
    /** Five minutes of presentations of half a second for one cell. */
    private static final EvolutionSettings SESSION = EvolutionSettings.defaults(30, 20, CONTRAST_RMS);

    @Test
    void shouldExciteBeyondTheBanksBestOnNoisySingleTrials() {
        List<StimulusImage> bank = bank(1000, 32);
        PrincipalComponents code = PrincipalComponents.of(bank, 64);
        assertGain(code, bank, 4, 1, 2, 3);
    }

    @Test
    @Tag("slow")
    void shouldExciteBeyondTheBanksBestWithTheGenerator() {
        List<StimulusImage> bank = bank(1000, 32);
        PictureGenerator generator = PictureGenerator.trained(bank, GeneratorSettings.defaults(1));
        assertGain(generator, bank, 12, 1, 2, 3, 4, 5);
        assertGain(PrincipalComponents.of(bank, 64), bank, 12, 1, 2, 3, 4, 5);
    }

    private static void assertGain(LatentCode code, List<StimulusImage> bank, int neurons, long... seeds) {
        List<EvolutionScenario.Outcome> outcomes = new ArrayList<>();
        for (long seed : seeds) {
            List<EvolutionScenario.Outcome> ofSeed = new EvolutionScenario(bank, code, SESSION, neurons, seed).run();
            System.out.printf(
                    "%s, seed %d: %d cells, %.2f times the bank's best%n",
                    code.getClass().getSimpleName(), seed, ofSeed.size(), gain(ofSeed));
            outcomes.addAll(ofSeed);
        }
        double driveOfOptimum = outcomes.stream()
                .mapToDouble(EvolutionScenario.Outcome::driveOfOptimum)
                .average()
                .orElseThrow();
        String figures = "%s: %.2f times the bank's best (lowest of %d cells %.2f), %.2f of the optimal drive; seeds %s"
                .formatted(
                        code.getClass().getSimpleName(),
                        gain(outcomes),
                        outcomes.size(),
                        outcomes.stream()
                                .mapToDouble(EvolutionScenario.Outcome::gain)
                                .min()
                                .orElseThrow(),
                        driveOfOptimum,
                        Arrays.toString(seeds));
        System.out.println(figures);
        assertTrue(gain(outcomes) >= 1.3, figures);
    }

    private static double gain(List<EvolutionScenario.Outcome> outcomes) {
        return outcomes.stream()
                .mapToDouble(EvolutionScenario.Outcome::gain)
                .average()
                .orElseThrow();
    }

    @Test
    void shouldClimbToThePictureWantedWhenThereIsNoNoise() {
        List<StimulusImage> bank = bank(60, 16);
        PrincipalComponents code = PrincipalComponents.of(bank, 12);
        float[] wanted = bank.get(17).pixels();
        CodeEvolution evolution = new CodeEvolution(EvolutionSettings.defaults(20, 40, 0.3), code, new int[0], 5);
        float[] fitness = new float[20];
        while (!evolution.finished()) {
            for (int i = 0; i < fitness.length; i++) {
                fitness[i] = dot(wanted, evolution.picture(i));
            }
            evolution.breed(fitness);
        }
        float reached = dot(wanted, evolution.settled());
        float start = bank.stream()
                .filter(image -> !image.equals(bank.get(17)))
                .map(image -> dot(wanted, image.pixels()))
                .max(Float::compare)
                .orElseThrow();
        // The code's own best picture is its projection of the wanted one.
        float[] own = new float[12];
        code.bankCode(17, own, 0);
        float[] best = new float[256];
        code.decode(own, 0, best, 0);
        org.loopscope.stimulus.ContrastEnergy.normalize(best, 0.3);
        String figures = "reached %.1f, the bank's next best %.1f, best of the code %.1f, seed 5"
                .formatted(reached, start, dot(wanted, best));
        assertTrue(reached >= 0.9 * dot(wanted, best), figures);
    }

    @Test
    void shouldBeginWithTheAncestorsAndKeepTheContrast() {
        List<StimulusImage> bank = bank(60, 16);
        PrincipalComponents code = PrincipalComponents.of(bank, 12);
        CodeEvolution evolution = new CodeEvolution(EvolutionSettings.defaults(4, 3, 0.3), code, new int[] {7, 3}, 1);
        float[] numbers = new float[12];
        code.bankCode(3, numbers, 0);
        float[] ancestor = new float[256];
        code.decode(numbers, 0, ancestor, 0);
        double similar = dot(ancestor, evolution.picture(1))
                / Math.sqrt(dot(ancestor, ancestor) * (double) dot(evolution.picture(1), evolution.picture(1)));
        assertTrue(similar > 0.97, "only " + similar + " alike");
        evolution.breed(new float[] {1, 5, Float.NaN, 2});
        assertEquals(1, evolution.generation());
        float[] settled = evolution.settled();
        assertArrayEquals(bankLike(code, 3), settled, 1e-4f);
        for (int i = 0; i < 4; i++) {
            StimulusImage picture = new StimulusImage("", PictureSize.square(16), evolution.picture(i));
            assertEquals(0.3, picture.contrastRms(), 1e-5);
        }
    }

    @Test
    void shouldGiveTheSamePicturesForTheSameSeedAndStayWhenNothingIsMeasured() {
        List<StimulusImage> bank = bank(60, 16);
        PrincipalComponents code = PrincipalComponents.of(bank, 12);
        CodeEvolution one = new CodeEvolution(EvolutionSettings.defaults(6, 4, 0.3), code, new int[0], 9);
        CodeEvolution same = new CodeEvolution(EvolutionSettings.defaults(6, 4, 0.3), code, new int[0], 9);
        one.breed(new float[] {1, 2, 3, 4, 5, 6});
        same.breed(new float[] {1, 2, 3, 4, 5, 6});
        assertArrayEquals(one.picture(2), same.picture(2));
        float[] before = one.settled();
        float[] unmeasured = new float[6];
        Arrays.fill(unmeasured, Float.NaN);
        one.breed(unmeasured);
        assertArrayEquals(before, one.settled());
        assertThrows(IllegalArgumentException.class, () -> one.breed(new float[5]));
    }

    private static float[] bankLike(LatentCode code, int picture) {
        CodeEvolution only = new CodeEvolution(
                EvolutionSettings.defaults(4, 2, 0.3), code, new int[] {picture, picture, picture, picture}, 77);
        return only.picture(0);
    }

    private static float dot(float[] a, float[] b) {
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
            sum += (double) a[p] * b[p];
        }
        return (float) sum;
    }

    private static List<StimulusImage> bank(int count, int sidePx) {
        return new BankGenerator(new BankSettings(PictureSize.square(sidePx), count, 0, CONTRAST_RMS, 1))
                .generate()
                .choosable();
    }
}
