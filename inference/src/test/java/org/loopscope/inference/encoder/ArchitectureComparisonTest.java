package org.loopscope.inference.encoder;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.V4Recording;
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
import org.loopscope.stimulus.PictureSize;

/**
 * Every core and readout with the layers that an experiment's file takes where it says nothing, on real and on simulated
 * cells: how well it predicts, and what a step costs. The figures of docs/encoder.md.
 */
@Tag("slow")
class ArchitectureComparisonTest {
    private static final int SPLITS = 1;
    private static final int MOST_STEPS = 400;
    private static final int SIMULATED = 100;
    private static final double SIMPLE = 0.3;

    private record Kind(String name, CoreArchitecture core, ReadoutKind readout) {}

    private static List<Kind> kinds() {
        CoreArchitecture klindt = new ConvolutionalArchitecture(layers(List.of(32, 32), List.of(9, 3)));
        CoreArchitecture three = new ConvolutionalArchitecture(layers(List.of(16, 16, 16), List.of(7, 5, 3)));
        CoreArchitecture separable =
                new DepthSeparableArchitecture(layers(List.of(64, 64, 64, 64), List.of(9, 7, 7, 7)));
        return List.of(
                new Kind("klindt, factorized", klindt, ReadoutKind.FACTORIZED),
                new Kind("klindt, gaussian", klindt, ReadoutKind.GAUSSIAN),
                new Kind("three-layer, factorized", three, ReadoutKind.FACTORIZED),
                new Kind("three-layer, gaussian", three, ReadoutKind.GAUSSIAN),
                new Kind("depth-separable, factorized", separable, ReadoutKind.FACTORIZED),
                new Kind("depth-separable, gaussian", separable, ReadoutKind.GAUSSIAN),
                new Kind("linear", new PixelArchitecture(), ReadoutKind.FILTER));
    }

    private static List<ConvolutionLayer> layers(List<Integer> channels, List<Integer> kernelsPx) {
        ConvolutionLayer[] layers = new ConvolutionLayer[channels.size()];
        for (int l = 0; l < layers.length; l++) {
            layers[l] = new ConvolutionLayer(channels.get(l), kernelsPx.get(l), l == 0 ? Padding.VALID : Padding.SAME);
        }
        return List.of(layers);
    }

    private static EncoderSettings settings(Kind kind, PictureSize size, int neurons, long seed, PictureScale scale) {
        return new EncoderSettings(
                size,
                neurons,
                kind.core(),
                kind.readout(),
                new Regularization(0.03f, 0.05f, 0.02f),
                new PoissonLoss(),
                new Adam(),
                64,
                seed,
                scale);
    }

    @Test
    void shouldPredictRecordedCells() {
        V4Recording recording = V4Recording.require("201025", 1);
        Map<String, Double> r = new TreeMap<>();
        for (Kind kind : kinds()) {
            double sum = 0;
            double cpuS = 0;
            int steps = 0;
            for (int split = 1; split <= SPLITS; split++) {
                V4Recording of = recording.split(split);
                EncoderSettings settings = settings(kind, V4Recording.SIZE, of.neurons(), split, of.scale());
                try (NetworkModel model = new NetworkModel(settings, SimulatedFit.backend())) {
                    of.teach(model);
                    model.train(1, 2e-3f);
                    double startS = SimulatedFit.cpuSeconds();
                    int taken = 0;
                    while (taken < MOST_STEPS && !Float.isNaN(model.train(50, 2e-3f))) {
                        taken += 50;
                    }
                    cpuS += SimulatedFit.cpuSeconds() - startS;
                    steps += taken;
                    sum += of.testCorrelation(model);
                }
            }
            r.put(kind.name(), sum / SPLITS);
            System.out.printf(
                    Locale.ROOT,
                    "V4 | %s | r %.3f | %.1f ms of one core a step | %d steps%n",
                    kind.name(),
                    sum / SPLITS,
                    1e3 * cpuS / steps,
                    steps / SPLITS);
        }
        r.forEach((name, mean) -> assertTrue(mean >= 0.15, name + " " + mean));
    }

    @Test
    void shouldPredictSimulatedCells() {
        RecordedCells cells = new RecordedCells(1, SIMULATED, SIMPLE, 0, 3000, 500, 1);
        for (Kind kind : kinds()) {
            EncoderSettings settings = settings(
                    kind, RecordedCells.SIZE, SIMULATED, 1, new PictureScale(0f, (float) RecordedCells.CONTRAST_RMS));
            SimulatedFit fit = SimulatedFit.of(cells, settings, MOST_STEPS);
            System.out.printf(
                    Locale.ROOT, "simulated | %s | %s | %.1f ms of one core a step%n", kind.name(), fit, fit.stepMs());
            assertTrue(fit.of(CellKind.SIMPLE) >= 0.5, kind.name() + fit);
        }
    }
}
