package org.loopscope.controller.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.config.ModelConfig;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.stimulus.PictureSize;

/**
 * The tables of docs/encoder/choosing.md: what a model has learnt from equally many pictures, by who chose them. The tables
 * are of ten seeds, {@code -Dloopscope.policy.seeds=10}.
 */
@Tag("slow")
class LearningPolicyTableTest {
    private static final int SEEDS = Math.clamp(Integer.getInteger("loopscope.policy.seeds", 3), 2, 10);
    /** Student's t by degrees of freedom, two-sided 95 %. */
    private static final double[] T = {Double.NaN, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262};

    private static final int[] BUDGETS = {100, 200, 400, 800};
    private static final List<String> COLUMNS = List.of("100", "200", "400", "800", "polished", "drive of optimum");
    private static final PictureSize SIZE = PictureSize.square(20);
    private static final String RANDOM = "random";
    private static final String GAUDY = "gaudy";
    private static final String UNCERTAIN = "most-uncertain";
    private static final String DISCRIMINATING = "most-discriminating";
    private static final String BEST_OF_BANK = "best-of-bank";

    private final ComputeDevice device = ComputeDevice.find(ModelConfig.Device.AUTO);
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param figures of the whole model, one for each column */
    record Outcome(String policy, double[] figures) {}

    @Test
    void shouldLearnSimulatedCellsSoonerFromDisagreementAndTheirBestPicturesFromGaudyOnes() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (String policy : List.of(RANDOM, GAUDY, UNCERTAIN, DISCRIMINATING)) {
                outcomes.add(simulated(policy, seed));
            }
        }
        print();
        assertTrue(gain(DISCRIMINATING, "400") > 0);
        assertTrue(gain(UNCERTAIN, "400") > 0);
        assertTrue(gain(GAUDY, "polished") < 0);
        assertTrue(gain(GAUDY, "drive of optimum") > 0);
    }

    @Test
    void shouldLearnRecordedCellsAsWellAtRandom() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (String policy : List.of(RANDOM, UNCERTAIN, DISCRIMINATING, BEST_OF_BANK)) {
                outcomes.add(recorded(policy, seed));
            }
        }
        print();
        assertEquals(0, gain(UNCERTAIN, "polished"), 0.02);
        assertEquals(0, gain(DISCRIMINATING, "polished"), 0.02);
    }

    Outcome simulated(String policy, long seed) {
        PolicySubject.Simulated cells = new PolicySubject.Simulated(SIZE, 1000, seed);
        String source = "source: { kind: simulated }\n";
        return outcome(cells, cells, policy, config(policy, seed, source, "per-neuron"));
    }

    Outcome recorded(String policy, long seed) {
        PolicySubject.Recorded cells = PolicySubject.Recorded.require(SIZE, seed);
        String source = "source: { kind: responses }\n";
        return outcome(cells, null, policy, config(policy, seed, source, "none"));
    }

    private Outcome outcome(
            PolicySubject subject, PolicySubject.@Nullable Simulated known, String policy, ExperimentConfig config) {
        double[] figures = new double[COLUMNS.size()];
        try (PolicyCourse course = new PolicyCourse(subject, config, device)) {
            for (int b = 0; b <= BUDGETS.length; b++) {
                if (b < BUDGETS.length) {
                    course.advanceTo(BUDGETS[b]);
                } else {
                    course.polish();
                }
                double[] r = course.testCorrelations();
                figures[b] = r[0];
                System.out.printf(
                        Locale.ROOT,
                        "%s, seed %d, %s: r %.4f; ridge %.4f, networks %.4f %.4f%n",
                        policy,
                        config.seed(),
                        COLUMNS.get(b),
                        r[0],
                        r[1],
                        r[2],
                        r[3]);
            }
            figures[BUDGETS.length + 1] = known == null ? Double.NaN : course.driveOfOptimum(known);
            System.out.printf(
                    Locale.ROOT,
                    "%s, seed %d: drive %.4f; %d of %d by the policy, longest slice %.1f ms%n",
                    policy,
                    config.seed(),
                    figures[BUDGETS.length + 1],
                    course.shown.stream()
                            .filter(decision -> decision.policy().equals(policy))
                            .count(),
                    course.shown.size(),
                    course.longestSliceMs);
        }
        return new Outcome(policy, figures);
    }

    private static ExperimentConfig config(String policy, long seed, String source, String scaling) {
        String text = """
                name: policies
                subject: { subject_id: m1, species: Mus musculus, sex: F, age: P90D, images: none, responses: none }
                stimuli: { size: 20 px }
                learning: { polish_steps: 150, evaluate_every: 100000 }
                synthesis: { starts: 2, ascent_steps: 40 }
                """ + source
                + "seed: " + seed
                + "\nmodel: { members: [gabor-ridge, network, network], channels: [16, 16], kernels: [9, 3],"
                + " scale_from: 32, response_scaling: " + scaling
                + " }\nblocks: [ { kind: map, held_out_repeats: 0, stop: { presentations: 820 }, policy: " + policy
                + " } ]\n";
        return ExperimentFile.parse(text, "policies", List.of());
    }

    /** Means, and in brackets the difference to random with its 95 % interval, paired over seeds. */
    private void print() {
        StringBuilder table = new StringBuilder("| policy | " + String.join(" | ", COLUMNS) + " |\n");
        for (String policy : outcomes.stream().map(Outcome::policy).distinct().toList()) {
            table.append("| ").append(policy);
            for (String column : COLUMNS) {
                double gain = gain(policy, column);
                double squares = 0;
                for (double difference : differences(policy, column)) {
                    squares += Math.pow(difference - gain, 2);
                }
                double half = T[SEEDS - 1] * Math.sqrt(squares / (SEEDS - 1) / SEEDS);
                double mean = mean(of(policy, column));
                table.append(String.format(
                        Locale.ROOT, " | %.3f (%+.3f, %+.3f to %+.3f)", mean, gain, gain - half, gain + half));
            }
            table.append(" |\n");
        }
        System.out.println(table);
    }

    private double gain(String policy, String column) {
        return mean(differences(policy, column));
    }

    private double[] differences(String policy, String column) {
        double[] differences = of(policy, column);
        double[] random = of(RANDOM, column);
        for (int s = 0; s < differences.length; s++) {
            differences[s] -= random[s];
        }
        return differences;
    }

    private double[] of(String policy, String column) {
        return outcomes.stream()
                .filter(outcome -> outcome.policy().equals(policy))
                .mapToDouble(outcome -> outcome.figures()[COLUMNS.indexOf(column)])
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
