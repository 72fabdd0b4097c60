package org.loopscope.inference.synthesis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.CoreArchitecture;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.encoder.EncoderSettings;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.encoder.PictureScale;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.policy.BankObjective;
import org.loopscope.inference.policy.BestOfBank;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

/** The whole way from noisy single trials to pictures: what the cells would truly answer to them. */
@Tag("slow")
class FittedModelSynthesisTest {
    private static final PictureSize SIZE = PictureSize.square(20);
    private static final int NEURONS = 24;
    private static final int PRESENTATIONS = 1000;
    private static final double NOISE_POWER = 0.7;
    private static final int TRAINING_STEPS = 1600;
    private static final long SEED = 11;

    @Test
    void shouldDriveTheCellsFarBeyondTheBankWhenTheModelLearnedFromNoisyTrials() {
        GaborCells cells = GaborCells.random(SEED, NEURONS, 0.35, SIZE);
        List<StimulusImage> bank = new BankGenerator(new BankSettings(SIZE, PRESENTATIONS, 0, 0.3, SEED))
                .generate()
                .choosable();
        try (NetworkModel model = fitted(cells, bank)) {
            double bankDrive = meanDriveOfOptimum(cells, bestOfBank(model, bank));
            AscentSettings settings = AscentSettings.defaults().with(2, 40, 0.3);
            double plain = meanDriveOfOptimum(cells, synthesized(model, settings.withoutBackground(), bank));
            double overBackgrounds = meanDriveOfOptimum(cells, synthesized(model, settings, bank));
            String figures = "of the optimum: bank %.3f, plain ascent %.3f, over natural pictures %.3f, seed %d"
                    .formatted(bankDrive, plain, overBackgrounds, SEED);
            System.out.println(figures);
            assertTrue(overBackgrounds >= 0.8, figures);
            assertTrue(overBackgrounds >= 1.5 * bankDrive, figures);
            assertTrue(overBackgrounds >= plain - 0.02, figures);
        }
    }

    private static NetworkModel fitted(GaborCells cells, List<StimulusImage> bank) {
        EncoderSettings settings = new EncoderSettings(
                SIZE,
                NEURONS,
                new CoreArchitecture(
                        List.of(new ConvolutionLayer(16, 9, Padding.VALID), new ConvolutionLayer(16, 3, Padding.SAME))),
                Regularization.klindt(NEURONS),
                new PoissonLoss(),
                new Adam(),
                64,
                SEED,
                new PictureScale(0f, 0.3f));
        NetworkModel model = new NetworkModel(settings, new JavaBackend());
        float[][] trials = noisyTrials(cells, bank);
        for (int i = 0; i < bank.size(); i++) {
            model.add(bank.get(i).pixels(), trials[i]);
        }
        model.train(TRAINING_STEPS * 3 / 5, 2e-3f);
        model.train(TRAINING_STEPS * 2 / 5, 5e-4f);
        return model;
    }

    /** Rates of mean one, with noise whose variance grows with the rate, to the given share of a trial's variance. */
    private static float[][] noisyTrials(GaborCells cells, List<StimulusImage> bank) {
        float[][] trials = new float[bank.size()][NEURONS];
        Random random = new Random(SEED);
        for (int n = 0; n < NEURONS; n++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < bank.size(); i++) {
                trials[i][n] =
                        (float) Math.max(0, cells.cell(n).drive(bank.get(i).pixels(), 0));
                sum += trials[i][n];
                squares += trials[i][n] * trials[i][n];
            }
            double mean = sum / bank.size();
            double signal = squares / bank.size() - mean * mean;
            double noisePerRate = signal * NOISE_POWER / (1 - NOISE_POWER) / mean;
            for (int i = 0; i < bank.size(); i++) {
                double rate = trials[i][n];
                double noisy = rate + Math.sqrt(noisePerRate * rate) * random.nextGaussian();
                trials[i][n] = (float) (Math.max(0, noisy) / mean);
            }
        }
        return trials;
    }

    private static List<SynthesizedImage> synthesized(
            NetworkModel model, AscentSettings settings, List<StimulusImage> bank) {
        ImageAscent ascent = new ImageAscent(settings, SIZE, NEURONS, bank);
        ascent.start(IntStream.range(0, NEURONS).toArray(), SEED);
        while (!ascent.advance(model, 10)) {
            // One slice after the other, as the session does.
        }
        return ascent.best();
    }

    private static List<SynthesizedImage> bestOfBank(NetworkModel model, List<StimulusImage> bank) {
        float[] images = new float[bank.size() * SIZE.pixels()];
        for (int i = 0; i < bank.size(); i++) {
            System.arraycopy(bank.get(i).pixels(), 0, images, i * SIZE.pixels(), SIZE.pixels());
        }
        float[] rates = new float[bank.size() * NEURONS];
        model.predict(images, bank.size(), rates);
        BestOfBank choice = new BestOfBank(new BankObjective.EachInTurn(new int[] {0}), bank.size(), NEURONS);
        return IntStream.range(0, NEURONS)
                .mapToObj(n -> new SynthesizedImage(n, bank.get(choice.best(rates, n)), 0, 0, 0))
                .toList();
    }

    private static double meanDriveOfOptimum(GaborCells cells, List<SynthesizedImage> images) {
        return images.stream()
                .mapToDouble(image -> {
                    GaborCells.Cell cell = cells.cell(image.targetNeuron());
                    return Math.max(0, cell.drive(image.image().pixels(), 0)) / cell.optimalDrive(0.3);
                })
                .average()
                .orElseThrow();
    }
}
