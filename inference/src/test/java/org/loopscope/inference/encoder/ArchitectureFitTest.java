package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.CoreArchitecture;
import org.loopscope.inference.architecture.PixelArchitecture;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.complexness.RecordedCells;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.opencl.OpenClBackend;
import org.loopscope.inference.opencl.OpenClUnavailable;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.simulated.CellKind;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * Each core and readout fitted to a few simulated simple and complex cells, and judged by the noise-free responses to
 * pictures that were never shown.
 */
class ArchitectureFitTest {
    private static final RecordedCells CELLS = new RecordedCells(4, 12, 0.5, 0, 1000, 200, 0.5);

    /** A filter tells all of a simple cell, and next to nothing of one that is indifferent to phase. */
    @Test
    void shouldPredictSimpleCellsButNotComplexOnesByAFilter() {
        Fit fit = fit(new PixelArchitecture(), ReadoutKind.FILTER);
        assertTrue(fit.simple() >= 0.75, fit.toString());
        assertTrue(fit.complex() <= 0.25, fit.toString());
    }

    /** Mean correlations over the cells of a kind. */
    private record Fit(double simple, double complex) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "simple %.3f, complex %.3f", simple, complex);
        }
    }

    private static Fit fit(CoreArchitecture core, ReadoutKind readout) {
        int neurons = CELLS.population.count();
        EncoderSettings settings = new EncoderSettings(
                RecordedCells.SIZE,
                neurons,
                core,
                readout,
                Regularization.klindt(neurons),
                new PoissonLoss(),
                new Adam(),
                64,
                1,
                new PictureScale(0f, (float) RecordedCells.CONTRAST_RMS));
        try (NetworkModel model = new NetworkModel(settings, backend())) {
            for (int i = 0; i < CELLS.shown.size(); i++) {
                model.add(CELLS.shown.get(i).pixels(), CELLS.responses.get(i));
            }
            model.train(300, 5e-3f);
            model.train(100, 1e-3f);
            double[] r = correlations(model);
            return new Fit(mean(r, CellKind.SIMPLE), mean(r, CellKind.COMPLEX));
        }
    }

    private static double[] correlations(NetworkModel model) {
        int count = CELLS.fresh.size();
        int pixels = RecordedCells.SIZE.pixels();
        float[] pictures = new float[count * pixels];
        float[] truth = new float[count * model.neurons()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(CELLS.fresh.get(i).pixels(), 0, pictures, i * pixels, pixels);
            System.arraycopy(CELLS.truth.get(i), 0, truth, i * model.neurons(), model.neurons());
        }
        float[] rates = new float[truth.length];
        model.predict(pictures, count, rates);
        return Correlation.perNeuron(rates, truth, count, model.neurons());
    }

    private static double mean(double[] correlations, CellKind kind) {
        int[] cells = IntStream.range(0, correlations.length)
                .filter(n -> CELLS.kind(n) == kind)
                .toArray();
        return Arrays.stream(cells).mapToDouble(n -> correlations[n]).average().orElseThrow();
    }

    private static TensorBackend backend() {
        try {
            return OpenClBackend.open();
        } catch (OpenClUnavailable none) {
            return new JavaBackend();
        }
    }
}
