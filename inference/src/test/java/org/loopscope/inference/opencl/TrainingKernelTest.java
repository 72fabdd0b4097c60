package org.loopscope.inference.opencl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.inference.tensor.AdamStep;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;

/** Penalties and optimiser against their plain-Java twins. */
class TrainingKernelTest extends KernelTest {
    private static final double TOLERANCE = 2e-6;

    @ParameterizedTest
    @CsvSource({"3, 3", "5, 5", "9, 9", "8, 3", "1, 4"})
    void shouldAgreeWithItsTwinWhenSmoothing(int widthPx, int heightPx) {
        MapShape shape = new MapShape(widthPx, heightPx, 48, 0);
        TwinTensors twins = new TwinTensors(device, widthPx);
        TwinTensors.Pair weights = twins.random(shape.floats(), false);
        TwinTensors.Pair gradient = twins.random(shape.floats(), false);
        TwinTensors.Pair penalties = twins.zeros(48);
        twins.java.addSmoothness(shape, 0.7f, weights.java(), gradient.java(), penalties.java());
        device.addSmoothness(shape, 0.7f, weights.device(), gradient.device(), penalties.device());
        twins.assertSame(gradient, TOLERANCE, "gradient");
        twins.assertSame(penalties, TOLERANCE, "penalties");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void shouldAgreeWithItsTwinWhenSparsifyingColumns(int rows) {
        TwinTensors twins = new TwinTensors(device, rows);
        TwinTensors.Pair weights = twins.random(rows * 48, false);
        TwinTensors.Pair gradient = twins.random(rows * 48, false);
        TwinTensors.Pair penalties = twins.zeros(48);
        twins.java.addSparsity(rows, 0.7f, weights.java(), gradient.java(), penalties.java());
        device.addSparsity(rows, 0.7f, weights.device(), gradient.device(), penalties.device());
        twins.assertSame(gradient, TOLERANCE, "gradient");
        twins.assertSame(penalties, TOLERANCE, "penalties");
        twins.java.sumRows(rows, gradient.java(), penalties.java());
        device.sumRows(rows, gradient.device(), penalties.device());
        twins.assertSame(penalties, TOLERANCE, "sums");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void shouldAgreeWithItsTwinWhenSparsifyingGroups(int kernelPx) {
        ConvolutionShape shape = new ConvolutionShape(15, 15, 32, 16, kernelPx, 0);
        TwinTensors twins = new TwinTensors(device, kernelPx);
        TwinTensors.Pair weights = twins.random(shape.weightFloats(), false);
        TwinTensors.Pair gradient = twins.random(shape.weightFloats(), false);
        TwinTensors.Pair penalties = twins.zeros(16);
        twins.java.addGroupSparsity(shape, 0.7f, weights.java(), gradient.java(), penalties.java());
        device.addGroupSparsity(shape, 0.7f, weights.device(), gradient.device(), penalties.device());
        twins.assertSame(gradient, TOLERANCE, "gradient");
        twins.assertSame(penalties, TOLERANCE, "penalties");
    }

    @Test
    void shouldAgreeWithItsTwinWhenStepping() {
        TwinTensors twins = new TwinTensors(device, 3);
        int floats = 16 * 37;
        TwinTensors.Pair parameters = twins.random(floats, false);
        TwinTensors.Pair first = twins.zeros(floats);
        TwinTensors.Pair second = twins.zeros(floats);
        for (int t = 1; t <= 3; t++) {
            TwinTensors.Pair gradient = twins.random(floats, false);
            AdamStep step = AdamStep.at(t, 1e-2f);
            twins.java.adam(step, parameters.java(), gradient.java(), first.java(), second.java());
            device.adam(step, parameters.device(), gradient.device(), first.device(), second.device());
        }
        twins.assertSame(parameters, TOLERANCE, "parameters");
        twins.assertSame(second, TOLERANCE, "second moments");
        TwinTensors.Pair total = twins.of(new float[] {2f});
        twins.java.accumulate(parameters.java(), 39, total.java());
        device.accumulate(parameters.device(), 39, total.device());
        twins.assertSame(total, TOLERANCE, "total");
        device.fillZero(second.device().slice(16, 32));
        twins.java.fillZero(second.java().slice(16, 32));
        twins.assertSame(second, TOLERANCE, "partly zeroed");
    }
}
