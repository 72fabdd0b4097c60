package org.loopscope.inference.opencl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelMoments;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.Tensor;

/**
 * Each normalisation kernel against its plain-Java twin, which sums in double precision; the kernels' exponential and
 * logarithm are good to about 1e-7.
 */
class NormalizationKernelTest extends KernelTest {
    private static final double TOLERANCE = 2e-6;

    @ParameterizedTest(name = "{0}x{1} px, {2} channels, halo {3}, batch {4}, {5}")
    @CsvSource({
        "5, 5, 16, 1, 3, SOFTPLUS",
        "9, 9, 48, 0, 7, IDENTITY",
        "13, 13, 32, 2, 4, SOFTPLUS",
        "1, 1, 16, 0, 2, SOFTPLUS",
        "15, 9, 48, 1, 4, SOFTPLUS",
        "4, 11, 16, 2, 3, IDENTITY"
    })
    void shouldAgreeWithItsTwin(int width, int height, int channels, int halo, int batch, Activation activation) {
        MapShape shape = new MapShape(width, height, channels, halo);
        int rows = batch * shape.pixels();
        TwinTensors twins = new TwinTensors(device, 17L * width + channels);
        TwinTensors.Pair values = twins.random(rows * channels, false);
        TwinTensors.Pair shift = twins.random(channels, false);
        TwinTensors.Pair moments = twins.zeros(2 * channels);
        TwinTensors.Pair running = twins.random(2 * channels, true);
        ChannelMoments inJava = moments(moments.java(), channels);
        ChannelMoments onDevice = moments(moments.device(), channels);
        twins.java.batchMoments(rows, channels, values.java(), inJava, moments(running.java(), channels), 0.1f);
        device.batchMoments(rows, channels, values.device(), onDevice, moments(running.device(), channels), 0.1f);
        twins.assertSame(moments, TOLERANCE, "moments");
        twins.assertSame(running, TOLERANCE, "running moments");

        TwinTensors.Pair activations = twins.zeros(batch * shape.floats());
        twins.java.normalizeAndActivate(
                shape, batch, values.java(), inJava, shift.java(), activation, activations.java());
        device.normalizeAndActivate(
                shape, batch, values.device(), onDevice, shift.device(), activation, activations.device());
        twins.assertSame(activations, TOLERANCE, "activations");

        TwinTensors.Pair scale = twins.random(channels, false);
        TwinTensors.Pair gradient = twins.random(rows * channels, false);
        TwinTensors.Pair affine = twins.zeros(batch * shape.floats());
        twins.java.affineGradient(
                shape, batch, activations.java(), halo, scale.java(), activation, gradient.java(), affine.java());
        device.affineGradient(
                shape,
                batch,
                activations.device(),
                halo,
                scale.device(),
                activation,
                gradient.device(),
                affine.device());
        twins.assertSame(affine, TOLERANCE, "affine gradient");

        TwinTensors.Pair shiftGradient = twins.zeros(channels);
        TwinTensors.Pair valueGradient = twins.zeros(batch * shape.floats());
        twins.java.normalizationGradient(
                shape,
                batch,
                values.java(),
                inJava,
                shift.java(),
                activation,
                gradient.java(),
                shiftGradient.java(),
                valueGradient.java());
        device.normalizationGradient(
                shape,
                batch,
                values.device(),
                onDevice,
                shift.device(),
                activation,
                gradient.device(),
                shiftGradient.device(),
                valueGradient.device());
        twins.assertSame(shiftGradient, 5 * TOLERANCE, "shift gradient");
        twins.assertSame(valueGradient, 5 * TOLERANCE, "value gradient");
    }

    private static ChannelMoments moments(Tensor both, int channels) {
        return new ChannelMoments(both.slice(0, channels), both.slice(channels, channels));
    }
}
