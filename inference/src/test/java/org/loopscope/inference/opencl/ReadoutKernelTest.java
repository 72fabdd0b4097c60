package org.loopscope.inference.opencl;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.Tensor;

/** Readout, loss and readout penalty against their plain-Java twins. */
class ReadoutKernelTest extends KernelTest {
    private static final double TOLERANCE = 5e-6;

    @ParameterizedTest(name = "{0} pixels, {1} channels, {2} neurons, batch {3}")
    @CsvSource({"1, 16, 1, 1", "25, 48, 103, 5", "13, 32, 20, 3", "50, 16, 33, 4", "9, 64, 16, 2"})
    void shouldAgreeWithItsTwin(int pixels, int channels, int neurons, int batch) {
        ReadoutShape shape = new ReadoutShape(pixels, channels, neurons);
        int padded = shape.paddedNeurons();
        TwinTensors twins = new TwinTensors(device, 13L * pixels + neurons);
        TwinTensors.Pair maps = twins.random(batch * pixels * channels, false);
        TwinTensors.Pair weights = twins.of(padding(shape, 7));
        ReadoutWeights inJava = weights(shape, weights.java());
        ReadoutWeights onDevice = weights(shape, weights.device());
        TwinTensors.Pair pooled = twins.zeros(batch * shape.pooledFloats());
        TwinTensors.Pair drives = twins.zeros(batch * padded);
        TwinTensors.Pair rates = twins.zeros(batch * padded);
        twins.java.readout(shape, batch, maps.java(), inJava, pooled.java(), drives.java(), rates.java());
        device.readout(shape, batch, maps.device(), onDevice, pooled.device(), drives.device(), rates.device());
        twins.assertSame(pooled, TOLERANCE, "pooled");
        twins.assertSame(drives, TOLERANCE, "drives");
        twins.assertSame(rates, TOLERANCE, "rates");

        TwinTensors.Pair driveGradient = twins.random(batch * padded, false);
        TwinTensors.Pair mapGradient = twins.random(batch * pixels * channels, false);
        twins.java.readoutMapGradient(shape, batch, driveGradient.java(), inJava, mapGradient.java());
        device.readoutMapGradient(shape, batch, driveGradient.device(), onDevice, mapGradient.device());
        twins.assertSame(mapGradient, TOLERANCE, "map gradient");

        TwinTensors.Pair gradient = twins.random(weightFloats(shape), false);
        ReadoutWeights gradientInJava = weights(shape, gradient.java());
        ReadoutWeights gradientOnDevice = weights(shape, gradient.device());
        twins.java.readoutWeightGradient(
                shape, batch, maps.java(), pooled.java(), driveGradient.java(), inJava, gradientInJava);
        device.readoutWeightGradient(
                shape, batch, maps.device(), pooled.device(), driveGradient.device(), onDevice, gradientOnDevice);
        twins.assertSame(gradient, TOLERANCE, "weight gradient");

        TwinTensors.Pair penalties = twins.zeros(padded);
        twins.java.addReadoutSparsity(shape, 0.3f, inJava, gradientInJava, penalties.java());
        device.addReadoutSparsity(shape, 0.3f, onDevice, gradientOnDevice, penalties.device());
        twins.assertSame(gradient, TOLERANCE, "gradient with penalty");
        twins.assertSame(penalties, TOLERANCE, "penalties");
    }

    private static int weightFloats(ReadoutShape shape) {
        return (shape.pixels() + shape.channels() + 1) * shape.paddedNeurons();
    }

    /** Random weights, zero behind the last neuron. */
    private static float[] padding(ReadoutShape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[weightFloats(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % shape.paddedNeurons() < shape.neurons() ? (float) random.nextGaussian() : 0f;
        }
        return values;
    }

    private static ReadoutWeights weights(ReadoutShape shape, Tensor all) {
        int spatial = shape.pixels() * shape.paddedNeurons();
        int feature = shape.channels() * shape.paddedNeurons();
        return new ReadoutWeights(
                all.slice(0, spatial),
                all.slice(spatial, feature),
                all.slice(spatial + feature, shape.paddedNeurons()));
    }
}
