package org.loopscope.inference.encoder;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.loopscope.inference.complexness.RecordedCells;
import org.loopscope.inference.opencl.OpenClBackend;
import org.loopscope.inference.opencl.OpenClUnavailable;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.inference.simulated.CellKind;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;

/** A network fitted to simulated cells, and how well it predicts their noise-free responses to pictures never shown. */
record SimulatedFit(RecordedCells cells, double[] correlations, double stepMs) {
    /** @param steps three quarters of them at the first learning rate, a quarter at a fifth of it */
    static SimulatedFit of(RecordedCells cells, EncoderSettings settings, int steps) {
        try (NetworkModel model = new NetworkModel(settings, backend())) {
            for (int i = 0; i < cells.shown.size(); i++) {
                model.add(cells.shown.get(i).pixels(), cells.responses.get(i));
            }
            model.train(1, 5e-3f);
            double startS = cpuSeconds();
            model.train(steps * 3 / 4, 5e-3f);
            model.train(steps / 4, 1e-3f);
            return new SimulatedFit(cells, judge(cells, model), 1e3 * (cpuSeconds() - startS) / steps);
        }
    }

    private static double[] judge(RecordedCells cells, NetworkModel model) {
        int count = cells.fresh.size();
        int pixels = RecordedCells.SIZE.pixels();
        float[] pictures = new float[count * pixels];
        float[] truth = new float[count * model.neurons()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(cells.fresh.get(i).pixels(), 0, pictures, i * pixels, pixels);
            System.arraycopy(cells.truth.get(i), 0, truth, i * model.neurons(), model.neurons());
        }
        float[] rates = new float[truth.length];
        model.predict(pictures, count, rates);
        return Correlation.perNeuron(rates, truth, count, model.neurons());
    }

    /** Mean correlation over the cells of a kind. */
    double of(CellKind kind) {
        int[] of = IntStream.range(0, correlations.length)
                .filter(n -> cells.kind(n) == kind)
                .toArray();
        return Arrays.stream(of).mapToDouble(n -> correlations[n]).average().orElseThrow();
    }

    /** Of all threads together. */
    static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() * 1e-9;
    }

    static TensorBackend backend() {
        try {
            return OpenClBackend.open();
        } catch (OpenClUnavailable none) {
            return new JavaBackend();
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "simple %.3f, complex %.3f", of(CellKind.SIMPLE), of(CellKind.COMPLEX));
    }
}
