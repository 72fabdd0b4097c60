package org.loopscope.inference.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.latent.PrincipalComponents;
import org.loopscope.stimulus.ContrastEnergy;
import org.loopscope.stimulus.PictureSimilarity;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

class SynthesisGoalTest {
    private static final PictureSize SIZE = PictureSize.square(24);
    private static final int NEURONS = 8;
    private static final long SEED = 21;
    private static final AscentSettings SETTINGS = AscentSettings.defaults();

    private final GaborCells cells = GaborCells.random(SEED, NEURONS, 0.5, SIZE);
    private final List<StimulusImage> bank =
            new BankGenerator(new BankSettings(SIZE, 120, 0, 0.3, 1)).generate().choosable();

    @Test
    void shouldWeighByTheSlopeOfTheScoreWhereTheOutputIsASoftplus() {
        float[] drives = {-3f, -0.5f, 0.7f, 2f, 0.1f};
        SynthesisGoal suppress = new SynthesisGoal.Population(new int[] {4}, new int[] {0, 1, 2, 3}, 0.6);
        float[] weights = new float[5];
        suppress.weigh(softplus(drives), weights, 0);
        for (int n = 0; n < 4; n++) {
            assertEquals(slope(suppress, drives, n), weights[n], 1e-3, "neuron " + n);
        }
        assertEquals(1, weights[4]);
        SynthesisGoal pattern = new SynthesisGoal.Pattern(new int[] {3, 0}, new float[] {0.5f, 1});
        pattern.weigh(softplus(drives), weights, 0);
        assertTrue(weights[3] < 0 && slope(pattern, drives, 3) < 0);
        assertTrue(weights[0] > 0 && slope(pattern, drives, 0) > 0);
        pattern.weigh(new float[] {1, 9, 9, 0.5f, 9}, weights, 0);
        assertEquals(0, weights[3]);
        assertEquals(0, weights[0]);
    }

    private static double slope(SynthesisGoal goal, float[] drives, int neuron) {
        float[] moved = drives.clone();
        moved[neuron] += 1e-2f;
        double above = goal.score(softplus(moved), 0);
        moved[neuron] -= 2e-2f;
        return (above - goal.score(softplus(moved), 0)) / 2e-2;
    }

    private static float[] softplus(float[] drives) {
        float[] rates = new float[drives.length];
        for (int n = 0; n < rates.length; n++) {
            rates[n] = (float) Math.log1p(Math.exp(drives[n]));
        }
        return rates;
    }

    @Test
    void shouldReachEachGoalOfAMixedBatch() {
        int[] others = {1, 2, 3, 4, 5, 6, 7};
        float[] wanted = {4, 1, 3};
        List<SynthesisGoal> goals = List.of(
                new SynthesisGoal.MostExciting(0),
                new SynthesisGoal.LeastExciting(0),
                new SynthesisGoal.Population(new int[] {0, 6}, new int[] {1, 2, 3, 4, 5, 7}, 2),
                new SynthesisGoal.Pattern(new int[] {4, 5, 6}, wanted));
        List<SynthesizedImage> made = run(new ImageAscent(SETTINGS, SIZE, NEURONS, bank), goals);
        float[][] rates = new float[goals.size()][];
        for (int g = 0; g < rates.length; g++) {
            rates[g] = rates(made.get(g).image());
            assertEquals(SETTINGS.contrastRms(), made.get(g).image().contrastRms(), 1e-5);
        }
        double best = cells.cell(0).optimalDrive(SETTINGS.contrastRms());
        assertTrue(rates[0][0] >= 0.95 * best, "most exciting: " + rates[0][0] / best);
        double least = cells.cell(0).drive(made.get(1).image().pixels(), 0);
        assertTrue(least <= -0.95 * best, "least exciting, a simple cell: " + least / best);
        double chosen = mean(rates[2], 0, 6) / mean(rates[2], 1, 2, 3, 4, 5, 7);
        double alone = rates[0][0] / mean(rates[0], others);
        String population = "driven over suppressed %.1f; the most exciting image of one %.1f; seed %d"
                .formatted(chosen, alone, SEED);
        System.out.println(population);
        assertTrue(mean(rates[2], 0, 6) >= 0.5 * best, population);
        assertTrue(chosen >= 5, population);
        float[] reached = {rates[3][4], rates[3][5], rates[3][6]};
        System.out.println("pattern wanted " + Arrays.toString(wanted) + ", reached " + Arrays.toString(reached));
        assertArrayEquals(wanted, reached, 0.3f, "pattern, seed " + SEED);
    }

    @Test
    void shouldMakeTheSameImageAloneAndAmongOtherGoals() {
        SynthesisGoal goal = new SynthesisGoal.LeastExciting(3);
        float[] alone = run(new ImageAscent(SETTINGS, SIZE, NEURONS, bank), List.of(goal))
                .getFirst()
                .image()
                .pixels();
        float[] among = run(
                        new ImageAscent(SETTINGS, SIZE, NEURONS, bank),
                        List.of(new SynthesisGoal.Pattern(new int[] {1}, new float[] {2}), goal))
                .getLast()
                .image()
                .pixels();
        assertArrayEquals(alone, among);
    }

    @Test
    void shouldComeToTheBestPictureOfTheCodeWhenItAscendsInOne() {
        PrincipalComponents code = PrincipalComponents.of(bank, 40);
        List<SynthesisGoal> goals = IntStream.range(0, NEURONS)
                .mapToObj(n -> (SynthesisGoal) new SynthesisGoal.MostExciting(n))
                .toList();
        List<SynthesizedImage> made = run(new ImageAscent(SETTINGS, code, SIZE, NEURONS, bank), goals);
        for (int n = 0; n < NEURONS / 2; n++) {
            assertTrue(!cells.cell(n).complex());
            // A linear cell's best picture within the code is its filter's projection, up to the clipping.
            float[] best = projected(code, cells.cell(n).even());
            ContrastEnergy.normalize(best, SETTINGS.contrastRms());
            double reached = cells.cell(n).drive(made.get(n).image().pixels(), 0);
            double most = cells.cell(n).drive(best, 0);
            System.out.printf("cell %d: %.3f of the best picture of the code%n", n, reached / most);
            assertTrue(reached >= 0.93 * most, "cell " + n + ": " + reached / most + ", seed " + SEED);
            float[] inCode = projected(code, made.get(n).image().pixels());
            assertTrue(
                    PictureSimilarity.cosine(inCode, made.get(n).image().pixels()) > 0.98, "not a picture of the code");
        }
    }

    @Test
    void shouldRefuseGoalsThatNameNobodyOrANeuronThatIsNotThere() {
        ImageAscent ascent = new ImageAscent(SETTINGS, SIZE, NEURONS, bank);
        assertThrows(IllegalArgumentException.class, () -> new SynthesisGoal.Population(new int[0], new int[0], 1));
        assertThrows(IllegalArgumentException.class, () -> new SynthesisGoal.Pattern(new int[] {1}, new float[0]));
        assertThrows(IllegalArgumentException.class, () -> new SynthesisGoal.Pattern(new int[] {1}, new float[] {-1}));
        SynthesisGoal absent = new SynthesisGoal.Population(new int[] {1}, new int[] {NEURONS}, 1);
        assertThrows(IllegalArgumentException.class, () -> ascent.start(List.of(absent), 1));
    }

    private List<SynthesizedImage> run(ImageAscent ascent, List<SynthesisGoal> goals) {
        ascent.start(goals, SEED);
        assertTrue(ascent.advance(cells, Integer.MAX_VALUE));
        return ascent.best();
    }

    private float[] rates(StimulusImage image) {
        float[] rates = new float[NEURONS];
        cells.predict(image.pixels(), 1, rates);
        return rates;
    }

    private static double mean(float[] rates, int... neurons) {
        return Arrays.stream(neurons).mapToDouble(n -> rates[n]).average().orElseThrow();
    }

    /** The part of a picture, about the bank's mean, that lies within the components. */
    private static float[] projected(PrincipalComponents code, float[] picture) {
        float[] toward = new float[code.length()];
        float[] zero = new float[code.length()];
        code.gradient(zero, 0, picture, 0, toward);
        float[] mean = new float[code.pixels()];
        code.decode(zero, 0, mean, 0);
        for (int j = 0; j < toward.length; j++) {
            toward[j] /= code.size(j) * code.size(j) * code.pixels();
        }
        float[] decoded = new float[code.pixels()];
        code.decode(toward, 0, decoded, 0);
        for (int p = 0; p < decoded.length; p++) {
            decoded[p] -= mean[p];
        }
        return decoded;
    }
}
