package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.CoreArchitecture;
import org.loopscope.inference.architecture.DepthSeparableArchitecture;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.architecture.PixelArchitecture;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.complexness.RecordedCells;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.simulated.CellKind;

/** Each core and readout fitted to a few simulated simple and complex cells. */
class ArchitectureFitTest {
    private static final RecordedCells CELLS = new RecordedCells(4, 12, 0.5, 0, 1000, 200, 0.5);

    /** A filter tells much of a simple cell, and next to nothing of one that is indifferent to phase. */
    @Test
    void shouldPredictSimpleCellsButNotComplexOnesByAFilter() {
        SimulatedFit fit = fit(new PixelArchitecture(), ReadoutKind.FILTER);
        assertTrue(fit.of(CellKind.SIMPLE) >= 0.75, fit.toString());
        assertTrue(fit.of(CellKind.COMPLEX) <= 0.25, fit.toString());
    }

    @Test
    void shouldPredictBothAtOnePointOfAMap() {
        SimulatedFit fit = fit(
                convolutions(new ConvolutionLayer(32, 7, Padding.VALID), new ConvolutionLayer(32, 3, Padding.SAME)),
                ReadoutKind.GAUSSIAN);
        assertTrue(fit.of(CellKind.SIMPLE) >= 0.8, fit.toString());
        assertTrue(fit.of(CellKind.COMPLEX) >= 0.6, fit.toString());
    }

    @Test
    void shouldPredictBothByThreeLayersOfSmallKernels() {
        SimulatedFit fit = fit(
                convolutions(
                        new ConvolutionLayer(16, 7, Padding.VALID),
                        new ConvolutionLayer(16, 5, Padding.SAME),
                        new ConvolutionLayer(16, 3, Padding.SAME)),
                ReadoutKind.FACTORIZED);
        assertTrue(fit.of(CellKind.SIMPLE) >= 0.7, fit.toString());
        assertTrue(fit.of(CellKind.COMPLEX) >= 0.5, fit.toString());
    }

    @Test
    void shouldPredictBothByDepthSeparableLayers() {
        CoreArchitecture core = new DepthSeparableArchitecture(
                List.of(new ConvolutionLayer(32, 7, Padding.VALID), new ConvolutionLayer(32, 5, Padding.SAME)));
        SimulatedFit fit = fit(core, ReadoutKind.FACTORIZED);
        assertTrue(fit.of(CellKind.SIMPLE) >= 0.7, fit.toString());
        assertTrue(fit.of(CellKind.COMPLEX) >= 0.5, fit.toString());
    }

    private static CoreArchitecture convolutions(ConvolutionLayer... layers) {
        return new ConvolutionalArchitecture(List.of(layers));
    }

    private static SimulatedFit fit(CoreArchitecture core, ReadoutKind readout) {
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
        return SimulatedFit.of(CELLS, settings, 400);
    }
}
