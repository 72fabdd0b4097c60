package org.loopscope.inference.quality;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Estimates and intervals on neurons of known signal and noise, over many experiments, each with its own pictures. */
class IntervalCoverageTest {
    private static final int EXPERIMENTS = 200;
    private static final int PICTURES = 25;
    private static final int REPEATS = 8;
    /** Ratios of estimates are biased with few pictures: FEVE falls and r2_ER rises, by less than 1 over their number. */
    private static final Map<QualityFigure, Double> TOLERANCES =
            Map.of(QualityFigure.R2_ER, 0.03, QualityFigure.FEVE, 0.03);
    /** Where the mean over neurons has a wider interval than it needs. */
    private static final Set<QualityFigure> CAUTIOUS = Set.of(QualityFigure.CEILING_TO_MEAN, QualityFigure.FEVE);

    /** What was counted of one figure. */
    private static final class Tally {
        private double bias;
        private int meanCovered;
        private int medianCovered;
        private double neuronsCovered;
        private double width;

        void check(QualityFigure figure, int experiments) {
            double biased = bias / experiments;
            double mean = meanCovered / (double) experiments;
            double median = medianCovered / (double) experiments;
            double neurons = neuronsCovered / experiments;
            System.out.printf(
                    Locale.ROOT,
                    "  %-24s bias %+.3f, half-width %.3f; covered: mean %.3f, median %.3f, neurons %.3f%n",
                    figure,
                    biased,
                    width / experiments,
                    mean,
                    median,
                    neurons);
            assertEquals(0, biased, TOLERANCES.getOrDefault(figure, 0.02), figure + " is biased");
            assertCovered(figure + " of single neurons", neurons);
            if (CAUTIOUS.contains(figure)) {
                assertTrue(mean >= 0.9, figure + ", mean, covers the truth in a share of " + mean);
            } else {
                assertCovered(figure + ", mean", mean);
            }
            if (figure.isHeavyTailed()) {
                assertCovered(figure + ", median", median);
            }
        }
    }

    @Test
    void shouldBeUnbiasedAndCoverTheTruthInTheDefaultSessionsTest() {
        check(31, 40, PICTURES, REPEATS, EXPERIMENTS);
    }

    @Test
    @Tag("slow")
    void shouldBeUnbiasedAndCoverTheTruthForOtherNeuronsAndPictures() {
        check(32, 100, PICTURES, REPEATS, 400);
        check(33, 60, 50, 8, 400);
        check(34, 60, 100, 10, 200);
    }

    /** A limit of the method, stated to the user: with few repeats those that pass as reliable are partly the lucky. */
    @Test
    @Tag("slow")
    void shouldOverstateTheCeilingsWhenRepeatsAreFew() {
        long seed = 35;
        Random random = new Random(seed);
        SimulatedTest simulated = new SimulatedTest(random, 60, 0.05, 0.5);
        Tally single = new Tally();
        Tally normalized = new Tally();
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            SimulatedTest.Shown shown = simulated.show(random, PICTURES, 3);
            TestQuality quality = new HeldOutTest(shown.responses(), experiment)
                    .of(shown.predictions())
                    .quality();
            count(simulated, quality, QualityFigure.SINGLE_TRIAL_CEILING, 3, single);
            count(simulated, quality, QualityFigure.NORMALIZED_CORRELATION, 3, normalized);
        }
        double bias = single.bias / EXPERIMENTS;
        double covered = single.meanCovered / (double) EXPERIMENTS;
        System.out.printf(
                Locale.ROOT,
                "seed %d, 3 repeats: ceiling of single presentations %+.3f, covered %.3f; CCnorm %+.3f, covered %.3f%n",
                seed,
                bias,
                covered,
                normalized.bias / EXPERIMENTS,
                normalized.meanCovered / (double) EXPERIMENTS);
        assertTrue(bias > 0.03 && bias < 0.1, "bias " + bias);
        assertTrue(covered < 0.9, "covered " + covered);
        assertTrue(normalized.meanCovered >= 0.9 * EXPERIMENTS, "CCnorm covered " + normalized.meanCovered);
        assertEquals(0, normalized.bias / EXPERIMENTS, 0.03, "CCnorm is biased");
    }

    private static void check(long seed, int neurons, int pictures, int repeats, int experiments) {
        Random random = new Random(seed);
        SimulatedTest simulated = new SimulatedTest(random, neurons, 0.15, 0.6);
        Map<QualityFigure, Tally> tallies = new EnumMap<>(QualityFigure.class);
        for (QualityFigure figure : QualityFigure.values()) {
            tallies.put(figure, new Tally());
        }
        System.out.printf(
                Locale.ROOT,
                "seed %d: %d experiments of %d neurons, %d pictures, %d repeats%n",
                seed,
                experiments,
                neurons,
                pictures,
                repeats);
        int differenceCovered = 0;
        for (int experiment = 0; experiment < experiments; experiment++) {
            SimulatedTest.Shown shown = simulated.show(random, pictures, repeats);
            HeldOutTest test = new HeldOutTest(shown.responses(), experiment);
            TestedModel model = test.of(shown.predictions());
            tallies.forEach((figure, tally) -> count(simulated, model.quality(), figure, repeats, tally));
            Estimate difference = model.minus(test.of(shown.weaker())).of(QualityFigure.CORRELATION_TO_MEAN);
            double truth = (1 - Math.sqrt(0.5))
                    * meanTruth(simulated, model.quality(), QualityFigure.CORRELATION_TO_MEAN, repeats);
            differenceCovered += covers(difference, truth) ? 1 : 0;
        }
        List<Executable> assertions = new ArrayList<>();
        tallies.forEach((figure, tally) -> assertions.add(() -> tally.check(figure, experiments)));
        double differences = differenceCovered / (double) experiments;
        System.out.printf(Locale.ROOT, "paired difference covered %.3f%n", differences);
        assertions.add(() -> assertCovered("paired difference", differences));
        assertAll(assertions);
    }

    private static void assertCovered(String what, double share) {
        assertTrue(share >= 0.9 && share <= 0.99, what + " covers the truth in a share of " + share);
    }

    private static void count(
            SimulatedTest simulated, TestQuality quality, QualityFigure figure, int repeats, Tally tally) {
        FigureEstimates estimates = quality.of(figure);
        double truth = meanTruth(simulated, quality, figure, repeats);
        double[] truths = new double[quality.reliable().length];
        int covered = 0;
        for (int i = 0; i < truths.length; i++) {
            truths[i] = simulated.truth(figure, quality.reliable()[i], repeats);
            covered += covers(estimates.of(quality.reliable()[i]), truths[i]) ? 1 : 0;
        }
        Arrays.sort(truths);
        double median = (truths[(truths.length - 1) / 2] + truths[truths.length / 2]) / 2;
        tally.bias += estimates.mean().value() - truth;
        tally.width += (estimates.mean().high() - estimates.mean().low()) / 2;
        tally.meanCovered += covers(estimates.mean(), truth) ? 1 : 0;
        tally.medianCovered += covers(estimates.median(), median) ? 1 : 0;
        tally.neuronsCovered += covered / (double) truths.length;
    }

    private static double meanTruth(SimulatedTest simulated, TestQuality quality, QualityFigure figure, int repeats) {
        double sum = 0;
        for (int neuron : quality.reliable()) {
            sum += simulated.truth(figure, neuron, repeats);
        }
        return sum / quality.reliable().length;
    }

    private static boolean covers(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high();
    }
}
