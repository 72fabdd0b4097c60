package org.loopscope.inference.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.Response;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.GaborBank;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.complexness.ComplexnessSettings;
import org.loopscope.inference.encoder.EncoderSettings;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.encoder.EnsembleModel;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.encoder.PictureScale;
import org.loopscope.inference.encoder.RidgeModel;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.synthesis.AscentSettings;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

/** Rankings by a real model: a ridge and two networks, fitted to noisy responses. */
class RankingTest {
    private static final PictureSize SIZE = PictureSize.square(12);
    private static final int PICTURES = 90;
    private static final int NEURONS = 4;

    private final StimulusBank bank = new BankGenerator(new BankSettings(SIZE, PICTURES, 0, 0.3, 5)).generate();
    private @Nullable EncodingModel model;
    private final Learner learner = new Learner(
            bank,
            neurons -> {
                model = ensemble(neurons);
                return model;
            },
            new LearnerSettings(
                    ResponseScaling.PER_NEURON,
                    20,
                    4,
                    false,
                    1,
                    AscentSettings.defaults(),
                    ComplexnessSettings.of(2, 2, 200)),
            LatentCodes.none());

    @BeforeEach
    void open() {
        learner.handle(new ModelRequest.Open(NEURONS), 0);
    }

    @AfterEach
    void close() {
        learner.close();
    }

    @Test
    void shouldHaveNothingToRankByBeforeTheModelPredicts() {
        learner.handle(new ModelRequest.StartRanking(Disagreement.UNCERTAINTY, all(), 10), 0);
        ModelUpdate.BankRanking ranking =
                (ModelUpdate.BankRanking) Objects.requireNonNull(learner.handle(new ModelRequest.ContinueRanking(), 0));
        assertEquals(0, ranking.pictures().length);
        assertEquals(0, ranking.presentations());
        assertNull(learner.handle(new ModelRequest.ContinueRanking(), 0), "there is no ranking under way any more");
    }

    @Test
    void shouldPutThePictureFirstThatTheNetworksDisagreeAboutMost() {
        learn();
        EncodingModel ensemble = Objects.requireNonNull(model);
        float[] one = rates(ensemble.members().get(1));
        float[] other = rates(ensemble.members().get(2));
        double[] apart = new double[PICTURES];
        for (int n = 0; n < NEURONS; n++) {
            double mean = 0;
            for (int i = 0; i < PICTURES; i++) {
                mean += (one[i * NEURONS + n] + other[i * NEURONS + n]) / (2.0 * PICTURES);
            }
            for (int i = 0; i < PICTURES; i++) {
                apart[i] += Math.pow(one[i * NEURONS + n] - other[i * NEURONS + n], 2) / mean;
            }
        }
        assertFirst(apart, Disagreement.UNCERTAINTY);
    }

    @Test
    void shouldPutThePictureFirstThatTheKindsOfModelDisagreeAboutMost() {
        learn();
        List<EncodingModel> members = Objects.requireNonNull(model).members();
        float[] ridge = standardized(rates(members.get(0)), new float[PICTURES * NEURONS]);
        float[] networks = standardized(rates(members.get(1)), rates(members.get(2)));
        double[] apart = new double[PICTURES];
        for (int i = 0; i < apart.length * NEURONS; i++) {
            apart[i / NEURONS] += Math.pow(ridge[i] - networks[i], 2);
        }
        assertFirst(apart, Disagreement.DISCRIMINATION);
    }

    private void assertFirst(double[] apart, Disagreement by) {
        int[] ranked = rank(by, all(), PICTURES);
        assertEquals(best(apart, all()), ranked[0]);
        assertArrayEquals(all(), Arrays.stream(ranked).sorted().toArray(), "every picture once");
        int[] some =
                Arrays.stream(all()).filter(i -> i != ranked[0] && i % 3 > 0).toArray();
        int[] ofSome = rank(by, some, 7);
        assertEquals(best(apart, some), ofSome[0]);
        assertEquals(7, ofSome.length);
        assertTrue(Arrays.stream(ofSome).allMatch(i -> Arrays.binarySearch(some, i) >= 0), "candidates alone");
    }

    private static int best(double[] apart, int[] of) {
        return Arrays.stream(of)
                .reduce((one, other) -> apart[other] > apart[one] ? other : one)
                .orElseThrow();
    }

    private int[] rank(Disagreement by, int[] candidates, int count) {
        learner.handle(new ModelRequest.StartRanking(by, candidates, count), 0);
        for (int slice = 0; slice < 100; slice++) {
            if (learner.handle(new ModelRequest.ContinueRanking(), 0) instanceof ModelUpdate.BankRanking ranking) {
                assertTrue(slice >= candidates.length / 32, "in slices");
                assertTrue(ranking.presentations() > 0);
                return ranking.pictures();
            }
        }
        throw new AssertionError("the ranking has no end");
    }

    private void learn() {
        Random random = new Random(7);
        for (int i = 0; i < PICTURES; i++) {
            float[] pixels = bank.choosable().get(i).pixels();
            float[] rates = new float[NEURONS];
            for (int n = 0; n < NEURONS; n++) {
                double drive = 1 + 2 * pixels[40 + 7 * n] - 2 * pixels[41 + 7 * n] + 0.5 * random.nextGaussian();
                rates[n] = (float) Math.max(0, drive);
            }
            StimulusDecision decision =
                    new StimulusDecision(i, i, new Stimulus.BankImage(i), 0, 0, 0, 0, false, "random", -1, 0);
            Presentation presentation = new Presentation(decision, 0, 0, Presentation.Outcome.ON_TIME);
            learner.handle(new ModelRequest.Learn(new Response(presentation, rates, 1), 1, 2e-3f), 1);
        }
        learner.handle(new ModelRequest.Train(20, 2e-3f), 20);
        assertTrue(Objects.requireNonNull(model).members().stream().allMatch(member -> member.presentations() > 0));
    }

    private float[] rates(EncodingModel member) {
        float[] images = new float[PICTURES * SIZE.pixels()];
        for (int i = 0; i < PICTURES; i++) {
            System.arraycopy(bank.choosable().get(i).pixels(), 0, images, i * SIZE.pixels(), SIZE.pixels());
        }
        float[] rates = new float[PICTURES * NEURONS];
        member.predict(images, PICTURES, rates);
        return rates;
    }

    /** Of the sum of both. */
    private static float[] standardized(float[] one, float[] other) {
        float[] standardized = new float[one.length];
        for (int n = 0; n < NEURONS; n++) {
            double mean = 0;
            double variance = 0;
            for (int i = n; i < one.length; i += NEURONS) {
                mean += (one[i] + other[i]) / (double) PICTURES;
            }
            for (int i = n; i < one.length; i += NEURONS) {
                variance += Math.pow(one[i] + other[i] - mean, 2) / PICTURES;
            }
            for (int i = n; i < one.length; i += NEURONS) {
                standardized[i] = (float) ((one[i] + other[i] - mean) / Math.sqrt(variance));
            }
        }
        return standardized;
    }

    private static int[] all() {
        return IntStream.range(0, PICTURES).toArray();
    }

    private EncodingModel ensemble(int neurons) {
        PictureScale scale = new PictureScale(0f, 0.3f);
        return new EnsembleModel(List.of(
                new RidgeModel(
                        new RidgeModel.Settings(
                                SIZE, neurons, GaborBank.covering(SIZE.widthPx(), SIZE.heightPx()), true, scale),
                        new JavaBackend()),
                network(neurons, scale, 1),
                network(neurons, scale, 2)));
    }

    private static NetworkModel network(int neurons, PictureScale scale, long seed) {
        return new NetworkModel(
                new EncoderSettings(
                        SIZE,
                        neurons,
                        new ConvolutionalArchitecture(List.of(new ConvolutionLayer(16, 5, Padding.VALID))),
                        ReadoutKind.FACTORIZED,
                        new Regularization(0.03f, 0.05f, 0.02f),
                        new PoissonLoss(),
                        new Adam(),
                        16,
                        seed,
                        scale),
                new JavaBackend());
    }
}
