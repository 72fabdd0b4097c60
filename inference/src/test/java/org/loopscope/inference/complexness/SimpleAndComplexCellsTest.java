package org.loopscope.inference.complexness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.inference.simulated.CellKind;

/**
 * Simulated cells through the product's own model, from noisy single responses to labels. The architecture, and the
 * strength of its penalties, are the best of seven by the correlation with 1,000 further noisy responses of the cells of
 * seed 1; the truth had no part in it.
 */
class SimpleAndComplexCellsTest {
    private static final int CELLS = 20;

    @Test
    void shouldTellSimpleFromComplexCellsOfASmallRecording() {
        RecordedCells recorded = new RecordedCells(4, 8, 0.5, 0, 1500, 200, 0.7);
        try (FittedCells cells = new FittedCells(recorded, 16, 1200, 4)) {
            CellComplexness[] judged = cells.judge(10, 30, 4);
            report(cells, judged, 4);
            assertTrue(right(cells, judged) >= 7, "labels that are right, of 8: " + right(cells, judged));
        }
    }

    @Tag("slow")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldReachThePublishedSimulationsFigures(long seed) {
        RecordedCells recorded = new RecordedCells(seed, CELLS, 0.5, 0, 5000, 500, 1);
        try (FittedCells cells = new FittedCells(recorded, 32, 4000, seed)) {
            CellComplexness[] judged = cells.judge(40, 40, seed);
            String figures = report(cells, judged, seed);
            double[] correlation = cells.correlation();
            assertTrue(mean(cells, correlation, CellKind.SIMPLE) >= 0.88, figures);
            assertTrue(mean(cells, correlation, CellKind.COMPLEX) >= 0.84, figures);
            assertTrue(right(cells, judged) >= 19, figures);
            assertTrue(phaseInvariant(judged) >= 9 && phaseInvariant(judged) <= 11, figures);
        }
    }

    /** Ukita et al. call them complex-like; the two models hardly differ, so nothing is asked here but a look. */
    @Tag("slow")
    @Test
    void shouldPredictRotationInvariantCellsWhateverTheirLabel() {
        RecordedCells recorded = new RecordedCells(1, CELLS, 0, 1, 5000, 500, 1);
        try (FittedCells cells = new FittedCells(recorded, 32, 4000, 1)) {
            String figures = report(cells, cells.judge(40, 40, 1), 1);
            assertTrue(mean(cells, cells.correlation(), CellKind.ROTATION_INVARIANT) >= 0.8, figures);
        }
    }

    private static long phaseInvariant(CellComplexness[] judged) {
        return Arrays.stream(judged)
                .filter(cell -> cell != null && cell.phaseInvariant())
                .count();
    }

    private static int right(FittedCells cells, CellComplexness[] judged) {
        int right = 0;
        for (int n = 0; n < judged.length; n++) {
            CellLabel expected = cells.cells.kind(n) == CellKind.SIMPLE ? CellLabel.SIMPLE : CellLabel.COMPLEX_LIKE;
            right += judged[n] != null && judged[n].label() == expected ? 1 : 0;
        }
        return right;
    }

    private static double mean(FittedCells cells, double[] values, CellKind kind) {
        double sum = 0;
        int count = 0;
        for (int n = 0; n < values.length; n++) {
            if (cells.cells.kind(n) == kind) {
                sum += values[n];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static String report(FittedCells cells, CellComplexness[] judged, long seed) {
        Map<CellKind, Map<CellLabel, Integer>> labels = new EnumMap<>(CellKind.class);
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < judged.length; n++) {
            CellComplexness cell = judged[n];
            if (cell != null) {
                CellKind kind = cells.cells.kind(n);
                labels.computeIfAbsent(kind, any -> new EnumMap<>(CellLabel.class))
                        .merge(cell.label(), 1, Integer::sum);
                lines.append("\n  %s cell %d: %s %.2f; complexness %.3f (%.3f to %.3f), similarities %.3f, %.3f; "
                        .formatted(
                                kind.word(),
                                n,
                                cell.label().word(),
                                cell.confidence(),
                                cell.complexness().value(),
                                cell.complexness().low(),
                                cell.complexness().high(),
                                cell.simpleSimilarity().value(),
                                cell.complexSimilarity().value()));
                lines.append("%d images, least cosine %.2f".formatted(cell.images(), cell.leastCosine()));
            }
        }
        StringBuilder figures = new StringBuilder("seed " + seed + ", on " + cells.model.device());
        double[] correlation = cells.correlation();
        labels.forEach((kind, counts) -> figures.append(
                "; %s: correlation %.3f, %s".formatted(kind.word(), mean(cells, correlation, kind), counts)));
        System.out.println(figures.toString() + lines);
        return figures.toString();
    }
}
