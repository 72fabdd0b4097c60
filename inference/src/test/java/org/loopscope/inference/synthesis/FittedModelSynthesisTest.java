package org.loopscope.inference.synthesis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.policy.BankObjective;
import org.loopscope.inference.policy.BestOfBank;
import org.loopscope.inference.synthesis.GradientSmoothing.Fourier;
import org.loopscope.inference.synthesis.GradientSmoothing.Gaussian;
import org.loopscope.stimulus.StimulusImage;

/** The whole way from noisy single trials to pictures: what the cells would truly answer to them. */
@Tag("slow")
class FittedModelSynthesisTest {
    private static final long SEED = 11;
    private static final int SEEDS = 5;
    private static final AscentSettings SETTINGS = AscentSettings.defaults().with(2, 40, FittedGaborCells.CONTRAST_RMS);

    @Test
    void shouldDriveTheCellsFarBeyondTheBankWhenTheModelLearnedFromNoisyTrials() {
        try (FittedGaborCells cells = new FittedGaborCells(SEED)) {
            double bankDrive = cells.meanDriveOfOptimum(bestOfBank(cells));
            double plain = cells.meanDriveOfOptimum(cells.synthesized(SETTINGS.withoutBackground()));
            double overBackgrounds = cells.meanDriveOfOptimum(cells.synthesized(SETTINGS));
            String figures = "of the optimum: bank %.3f, plain ascent %.3f, over natural pictures %.3f, seed %d"
                    .formatted(bankDrive, plain, overBackgrounds, SEED);
            System.out.println(figures);
            assertTrue(overBackgrounds >= 0.8, figures);
            assertTrue(overBackgrounds >= 1.5 * bankDrive, figures);
            assertTrue(overBackgrounds >= plain - 0.02, figures);
        }
    }

    /** The table of docs/encoder/synthesis.md: each way of smoothing on the same fitted models. */
    @Test
    void shouldSmoothGradientsAsWellAsAnyOtherWayByDefault() {
        List<GradientSmoothing> ways = List.of(
                new Gaussian(0),
                new Gaussian(0.5),
                new Gaussian(1),
                new Fourier(Fourier.WALKER),
                new Fourier(0.5),
                new Fourier(1),
                new Fourier(1.5));
        Map<String, double[]> drives = new LinkedHashMap<>();
        for (int s = 0; s < SEEDS; s++) {
            try (FittedGaborCells cells = new FittedGaborCells(SEED + s)) {
                for (GradientSmoothing way : ways) {
                    AscentSettings settings = SETTINGS.with(way);
                    drive(drives, way.toString())[s] = cells.meanDriveOfOptimum(cells.synthesized(settings));
                    drive(drives, way + ", no background")[s] =
                            cells.meanDriveOfOptimum(cells.synthesized(settings.withoutBackground()));
                }
            }
        }
        StringBuilder table =
                new StringBuilder("drive over the optimum, seeds " + SEED + " to " + (SEED + SEEDS - 1) + "\n");
        drives.forEach((way, each) -> {
            table.append(String.format(Locale.ROOT, "%-40s %.3f:", way, mean(each)));
            for (double drive : each) {
                table.append(String.format(Locale.ROOT, " %.3f", drive));
            }
            table.append("\n");
        });
        System.out.println(table);
        double byDefault =
                mean(Objects.requireNonNull(drives.get(SETTINGS.gradient().toString())));
        for (GradientSmoothing way : ways) {
            assertTrue(byDefault >= mean(Objects.requireNonNull(drives.get(way.toString()))) - 0.01, table.toString());
        }
    }

    private static double[] drive(Map<String, double[]> drives, String way) {
        return drives.computeIfAbsent(way, first -> new double[SEEDS]);
    }

    private static double mean(double[] each) {
        double sum = 0;
        for (double value : each) {
            sum += value;
        }
        return sum / each.length;
    }

    private static List<SynthesizedImage> bestOfBank(FittedGaborCells cells) {
        List<StimulusImage> bank = cells.bank;
        int pixels = bank.getFirst().size().pixels();
        int neurons = FittedGaborCells.Size.SMALL.neurons();
        float[] images = new float[bank.size() * pixels];
        for (int i = 0; i < bank.size(); i++) {
            System.arraycopy(bank.get(i).pixels(), 0, images, i * pixels, pixels);
        }
        float[] rates = new float[bank.size() * neurons];
        cells.model.predict(images, bank.size(), rates);
        BestOfBank choice = new BestOfBank(new BankObjective.EachInTurn(new int[] {0}), bank.size(), neurons);
        return IntStream.range(0, neurons)
                .mapToObj(n -> new SynthesizedImage(n, bank.get(choice.best(rates, n)), 0, 0, 0))
                .toList();
    }
}
