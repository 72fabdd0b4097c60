package org.loopscope.inference.opencl;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.MapShape;

/** Each convolution kernel against its plain-Java twin; sums of up to about 2,000 products in single precision. */
class ConvolutionKernelTest extends KernelTest {
    private static final double TOLERANCE = 3e-6;

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
        "5, 12, 32, 16, 5, 0, 3"
    })
    void shouldAgreeWithItsTwin(int width, int height, int in, int out, int kernel, int halo, int batch) {
        ConvolutionShape shape = new ConvolutionShape(width, height, in, out, kernel, halo);
        TwinTensors twins = new TwinTensors(device, 31L * width + out);
        TwinTensors.Pair input = twins.framed(batch, new MapShape(width, height, in, halo));
        TwinTensors.Pair weights =
                twins.random(16 + shape.weightFloats(), false).slice(16, shape.weightFloats());
        TwinTensors.Pair output = twins.zeros(batch * shape.outputFloats());
        twins.java.convolve(shape, batch, input.java(), weights.java(), output.java());
        device.convolve(shape, batch, input.device(), weights.device(), output.device());
        twins.assertSame(output, TOLERANCE, "output");
        activated(twins, shape, batch, input, weights);
        gradients(twins, shape, batch, input, weights);
    }

    private void activated(
            TwinTensors twins, ConvolutionShape shape, int batch, TwinTensors.Pair input, TwinTensors.Pair weights) {
        TwinTensors.Pair scale = twins.random(shape.outputChannels(), false);
        TwinTensors.Pair shift = twins.random(shape.outputChannels(), false);
        MapShape framed = shape.output(2);
        for (Activation activation : Activation.values()) {
            TwinTensors.Pair activations = twins.zeros(batch * framed.floats());
            twins.java.convolveAndActivate(
                    shape,
                    batch,
                    input.java(),
                    weights.java(),
                    new ChannelAffine(scale.java(), shift.java()),
                    activation,
                    2,
                    activations.java());
            device.convolveAndActivate(
                    shape,
                    batch,
                    input.device(),
                    weights.device(),
                    new ChannelAffine(scale.device(), shift.device()),
                    activation,
                    2,
                    activations.device());
            twins.assertSame(activations, TOLERANCE, activation.toString());
        }
    }

    private void gradients(
            TwinTensors twins, ConvolutionShape shape, int batch, TwinTensors.Pair input, TwinTensors.Pair weights) {
        boolean picture = shape.inputChannels() == 1;
        int halo = picture ? 0 : shape.gradientHaloPx();
        TwinTensors.Pair gradient = twins.framed(batch, shape.output(halo));
        TwinTensors.Pair weightGradient = twins.random(shape.weightFloats(), false);
        twins.java.weightGradient(shape, batch, input.java(), gradient.java(), halo, weightGradient.java());
        device.weightGradient(shape, batch, input.device(), gradient.device(), halo, weightGradient.device());
        twins.assertSame(weightGradient, TOLERANCE, "weight gradient");
        if (picture) {
            TwinTensors.Pair image = twins.random(batch * shape.inputFloats(), false);
            twins.java.imageGradient(shape, batch, gradient.java(), weights.java(), image.java());
            device.imageGradient(shape, batch, gradient.device(), weights.device(), image.device());
            twins.assertSame(image, TOLERANCE, "image gradient");
        } else {
            int floats = batch * shape.inputWidthPx() * shape.inputHeightPx() * shape.inputChannels();
            TwinTensors.Pair inputGradient = twins.random(floats, false);
            twins.java.inputGradient(shape, batch, gradient.java(), weights.java(), inputGradient.java());
            device.inputGradient(shape, batch, gradient.device(), weights.device(), inputGradient.device());
            twins.assertSame(inputGradient, TOLERANCE, "input gradient");
        }
    }
}
