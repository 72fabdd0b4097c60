package org.loopscope.inference.opencl;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.GaussianReadoutShape;
import org.loopscope.inference.tensor.GaussianReadoutWeights;
import org.loopscope.inference.tensor.GaussianSample;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;

/** The kernels of gaussian_readout.cl against their plain-Java twin, with positions within and beyond the map. */
class GaussianReadoutKernelTest extends KernelTest {
    private static final double TOLERANCE = 5e-6;

    @ParameterizedTest(name = "{0}x{1} px, {2} channels, {3} neurons, batch {4}")
    @CsvSource({"1, 1, 16, 1, 1", "5, 4, 48, 103, 5", "1, 7, 32, 20, 3", "6, 1, 16, 33, 4", "9, 9, 64, 16, 2"})
    void shouldAgreeWithItsTwin(int widthPx, int heightPx, int channels, int neurons, int batch) {
        MapShape map = new MapShape(widthPx, heightPx, channels, 0);
        GaussianReadoutShape shape = new GaussianReadoutShape(map, neurons);
        int padded = shape.paddedNeurons();
        TwinTensors twins = new TwinTensors(device, 13L * widthPx + neurons);
        TwinTensors.Pair maps = twins.random(batch * map.floats(), false);
        TwinTensors.Pair noise = twins.random(batch * shape.positionFloats(), false);
        TwinTensors.Pair weights = twins.of(padding(shape));
        GaussianReadoutWeights inJava = weights(shape, weights.java());
        GaussianReadoutWeights onDevice = weights(shape, weights.device());
        TwinTensors.Pair positions = twins.zeros(batch * shape.positionFloats());
        twins.java.gaussianPositions(shape, batch, inJava, noise.java(), positions.java());
        device.gaussianPositions(shape, batch, onDevice, noise.device(), positions.device());
        twins.assertSame(positions, 1e-6, "positions");
        twins.assertSame(weights, 0, "limited means");

        // From here on at the same positions to the bit: those between two pixels jump.
        positions = twins.of(TwinTensors.read(twins.java, positions.java()));
        TwinTensors.Pair sampled = twins.zeros(batch * shape.sampledFloats());
        GaussianSample sampleInJava = new GaussianSample(positions.java(), sampled.java());
        GaussianSample sampleOnDevice = new GaussianSample(positions.device(), sampled.device());
        TwinTensors.Pair drives = twins.zeros(batch * padded);
        TwinTensors.Pair rates = twins.zeros(batch * padded);
        twins.java.gaussianReadout(shape, batch, maps.java(), inJava, sampleInJava, drives.java(), rates.java());
        device.gaussianReadout(shape, batch, maps.device(), onDevice, sampleOnDevice, drives.device(), rates.device());
        twins.assertSame(sampled, TOLERANCE, "sampled");
        twins.assertSame(drives, TOLERANCE, "drives");
        twins.assertSame(rates, TOLERANCE, "rates");

        TwinTensors.Pair driveGradient = twins.random(batch * padded, false);
        TwinTensors.Pair mapGradient = twins.random(batch * map.floats(), false);
        twins.java.gaussianMapGradient(shape, batch, driveGradient.java(), inJava, sampleInJava, mapGradient.java());
        device.gaussianMapGradient(
                shape, batch, driveGradient.device(), onDevice, sampleOnDevice, mapGradient.device());
        twins.assertSame(mapGradient, TOLERANCE, "map gradient");

        TwinTensors.Pair gradient = twins.random(weightFloats(shape), false);
        twins.java.gaussianWeightGradient(
                shape,
                batch,
                maps.java(),
                noise.java(),
                sampleInJava,
                driveGradient.java(),
                inJava,
                weights(shape, gradient.java()));
        device.gaussianWeightGradient(
                shape,
                batch,
                maps.device(),
                noise.device(),
                sampleOnDevice,
                driveGradient.device(),
                onDevice,
                weights(shape, gradient.device()));
        twins.assertSame(gradient, TOLERANCE, "weight gradient");
    }

    private static int weightFloats(GaussianReadoutShape shape) {
        return (shape.map().channels() + 7) * shape.paddedNeurons();
    }

    /** Random weights, zero behind the last neuron. */
    private static float[] padding(GaussianReadoutShape shape) {
        Random random = new Random(7);
        float[] values = new float[weightFloats(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % shape.paddedNeurons() < shape.neurons() ? (float) (0.6 * random.nextGaussian()) : 0f;
        }
        return values;
    }

    private static GaussianReadoutWeights weights(GaussianReadoutShape shape, Tensor all) {
        int padded = shape.paddedNeurons();
        int feature = shape.map().channels() * padded;
        return new GaussianReadoutWeights(
                all.slice(0, feature),
                all.slice(feature, 2 * padded),
                all.slice(feature + 2 * padded, 4 * padded),
                all.slice(feature + 6 * padded, padded));
    }
}
