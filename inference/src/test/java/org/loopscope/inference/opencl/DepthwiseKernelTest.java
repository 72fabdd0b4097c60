package org.loopscope.inference.opencl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.DepthwiseShape;

/** The kernels of depthwise.cl against their plain-Java twin. */
class DepthwiseKernelTest extends KernelTest {
    private static final double TOLERANCE = 5e-6;

    @ParameterizedTest(name = "{0}x{1} px, {2} channels, kernels of {3} px, batch {4}")
    @CsvSource({"5, 4, 16, 3, 1", "23, 17, 48, 7, 5", "14, 15, 32, 9, 3", "1, 6, 16, 5, 2", "29, 3, 64, 1, 4"})
    void shouldAgreeWithItsTwin(int widthPx, int heightPx, int channels, int kernelPx, int batch) {
        DepthwiseShape shape = new DepthwiseShape(widthPx, heightPx, channels, kernelPx);
        TwinTensors twins = new TwinTensors(device, 17L * widthPx + kernelPx);
        TwinTensors.Pair input = twins.framed(batch, shape.input());
        TwinTensors.Pair kernels = twins.random(shape.weightFloats(), false);
        TwinTensors.Pair output = twins.random(batch * shape.output().floats(), false);
        twins.java.depthwise(shape, batch, input.java(), kernels.java(), output.java());
        device.depthwise(shape, batch, input.device(), kernels.device(), output.device());
        twins.assertSame(output, TOLERANCE, "output");

        TwinTensors.Pair gradient = twins.random(batch * shape.output().floats(), false);
        TwinTensors.Pair inputGradient = twins.random(batch * shape.output().floats(), false);
        twins.java.depthwiseInputGradient(shape, batch, gradient.java(), kernels.java(), inputGradient.java());
        device.depthwiseInputGradient(shape, batch, gradient.device(), kernels.device(), inputGradient.device());
        twins.assertSame(inputGradient, TOLERANCE, "input gradient");

        TwinTensors.Pair weightGradient = twins.random(shape.weightFloats(), false);
        twins.java.depthwiseWeightGradient(shape, batch, input.java(), gradient.java(), weightGradient.java());
        device.depthwiseWeightGradient(shape, batch, input.device(), gradient.device(), weightGradient.device());
        twins.assertSame(weightGradient, TOLERANCE, "weight gradient");
    }
}
