package org.loopscope.inference.opencl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;

/** Each convolution kernel against its plain-Java twin; sums of up to about 2,000 products in single precision. */
class ConvolutionKernelTest extends KernelTest {
    private static final double TOLERANCE = 3e-6;

    /** Winograd's points cancel more: about ten times the rounding of plain sums. */
    private static final double WINOGRAD_TOLERANCE = 4e-5;

    @ParameterizedTest(name = "{0}x{1} px, {2} to {3} channels, kernel {4}, halo {5}, batch {6}")
    @CsvSource({
        "7, 7, 1, 16, 3, 0, 1",
        "11, 11, 1, 48, 5, 2, 3",
        "15, 15, 1, 32, 13, 0, 2",
        "6, 6, 16, 32, 3, 1, 5",
        "5, 5, 48, 48, 3, 1, 9",
        "7, 7, 32, 16, 5, 0, 2",
        "3, 3, 64, 80, 1, 0, 1",
        "15, 9, 1, 48, 5, 0, 3",
        "9, 15, 1, 32, 7, 3, 2",
        "13, 5, 1, 16, 5, 0, 2",
        "15, 9, 48, 48, 3, 1, 5",
        "19, 10, 48, 64, 3, 1, 21",
        "5, 12, 32, 16, 5, 0, 3",
        "5, 6, 256, 16, 3, 1, 2",
        "4, 5, 32, 1024, 3, 1, 1"
    })
    void shouldAgreeWithItsTwin(int width, int height, int in, int out, int kernel, int halo, int batch) {
        ConvolutionShape shape = new ConvolutionShape(width, height, in, out, kernel, halo);
        TwinTensors twins = new TwinTensors(device, 31L * width + out);
        TwinTensors.Pair input = twins.framed(batch, new MapShape(width, height, in, halo));
        TwinTensors.Pair weights =
                twins.random(16 + shape.weightFloats(), false).slice(16, shape.weightFloats());
        TwinTensors.Pair output = twins.zeros(batch * shape.outputFloats());
        Convolution oracle = twins.java.convolution(shape);
        oracle.kernels(weights.java());
        Convolution kernels = device.convolution(shape);
        kernels.kernels(weights.device());
        oracle.convolve(batch, input.java(), output.java());
        kernels.convolve(batch, input.device(), output.device());
        twins.assertSame(output, tolerance(shape), "output");
        activated(twins, shape, batch, input, oracle, kernels);
        gradients(twins, shape, batch, input, oracle, kernels);
    }

    private void activated(
            TwinTensors twins,
            ConvolutionShape shape,
            int batch,
            TwinTensors.Pair input,
            Convolution oracle,
            Convolution kernels) {
        TwinTensors.Pair scale = twins.random(shape.outputChannels(), false);
        TwinTensors.Pair shift = twins.random(shape.outputChannels(), false);
        MapShape framed = shape.output(2);
        for (Activation activation : Activation.values()) {
            TwinTensors.Pair activations = twins.zeros(batch * framed.floats());
            oracle.convolveAndActivate(
                    batch,
                    input.java(),
                    new ChannelAffine(scale.java(), shift.java()),
                    activation,
                    2,
                    activations.java());
            kernels.convolveAndActivate(
                    batch,
                    input.device(),
                    new ChannelAffine(scale.device(), shift.device()),
                    activation,
                    2,
                    activations.device());
            twins.assertSame(activations, tolerance(shape), activation.toString());
        }
    }

    private void gradients(
            TwinTensors twins,
            ConvolutionShape shape,
            int batch,
            TwinTensors.Pair input,
            Convolution oracle,
            Convolution kernels) {
        boolean picture = shape.inputChannels() == 1;
        int halo = picture ? 0 : shape.gradientHaloPx();
        TwinTensors.Pair gradient = twins.framed(batch, shape.output(halo));
        TwinTensors.Pair weightGradient = twins.random(shape.weightFloats(), false);
        oracle.weightGradient(batch, input.java(), gradient.java(), halo, weightGradient.java());
        kernels.weightGradient(batch, input.device(), gradient.device(), halo, weightGradient.device());
        twins.assertSame(weightGradient, tolerance(shape), "weight gradient");
        if (picture) {
            TwinTensors.Pair image = twins.random(batch * shape.inputFloats(), false);
            oracle.imageGradient(batch, gradient.java(), image.java());
            kernels.imageGradient(batch, gradient.device(), image.device());
            twins.assertSame(image, tolerance(shape), "image gradient");
        } else {
            int floats = batch * shape.inputWidthPx() * shape.inputHeightPx() * shape.inputChannels();
            TwinTensors.Pair inputGradient = twins.random(floats, false);
            oracle.inputGradient(batch, gradient.java(), inputGradient.java());
            kernels.inputGradient(batch, gradient.device(), inputGradient.device());
            twins.assertSame(inputGradient, tolerance(shape), "input gradient");
        }
    }

    private static double tolerance(ConvolutionShape shape) {
        return shape.kernelPx() == 3 && shape.inputChannels() > 1 ? WINOGRAD_TOLERANCE : TOLERANCE;
    }
}
