package org.loopscope.inference.opencl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.DepthwiseShape;

/** Each kernel of depthwise.cl against its plain-Java twin. */
class DepthwiseKernelTest extends KernelTest {
    private static final double TOLERANCE = 3e-6;

    @ParameterizedTest(name = "{0}x{1} px, {2} channels, kernel {3}, batch {4}")
    @CsvSource({"5, 7, 16, 3, 1", "9, 4, 48, 7, 3", "3, 3, 32, 7, 19", "8, 6, 64, 1, 2", "1, 1, 16, 5, 2"})
    void shouldAgreeWithItsTwin(int width, int height, int channels, int kernel, int batch) {
        DepthwiseShape shape = new DepthwiseShape(width, height, channels, kernel);
        TwinTensors twins = new TwinTensors(device, 17L * width + kernel);
        TwinTensors.Pair input = twins.framed(batch, shape.input());
        TwinTensors.Pair weights =
                twins.random(16 + shape.weightFloats(), false).slice(16, shape.weightFloats());

        TwinTensors.Pair output = twins.random(batch * shape.outputFloats(), false);
        twins.java.depthwise(shape, batch, input.java(), weights.java(), output.java());
        device.depthwise(shape, batch, input.device(), weights.device(), output.device());
        twins.assertSame(output, TOLERANCE, "output");

        TwinTensors.Pair gradient = twins.random(batch * shape.outputFloats(), false);
        TwinTensors.Pair inputGradient = twins.random(batch * shape.outputFloats(), false);
        twins.java.depthwiseInputGradient(shape, batch, gradient.java(), weights.java(), inputGradient.java());
        device.depthwiseInputGradient(shape, batch, gradient.device(), weights.device(), inputGradient.device());
        twins.assertSame(inputGradient, TOLERANCE, "input gradient");

        TwinTensors.Pair weightGradient = twins.random(shape.weightFloats(), false);
        twins.java.depthwiseWeightGradient(shape, batch, input.java(), gradient.java(), weightGradient.java());
        device.depthwiseWeightGradient(shape, batch, input.device(), gradient.device(), weightGradient.device());
        twins.assertSame(weightGradient, TOLERANCE, "weight gradient");
    }
}
