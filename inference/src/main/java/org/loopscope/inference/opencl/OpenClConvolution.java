package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;

import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of convolution.cl and image.cl. */
final class OpenClConvolution {
    /** Pictures whose share of the weights' gradient is summed by one work item: small enough for a core's cache. */
    private static final int PICTURES_PER_CHUNK = 4;

    private static final int IMAGE_TILE = 8;

    private final OpenClPrograms programs;
    private final OpenClScratch turnedKernels;
    private final OpenClScratch partial;

    OpenClConvolution(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        turnedKernels = new OpenClScratch(memory);
        partial = new OpenClScratch(memory);
    }

    void convolve(ConvolutionShape shape, int batch, OpenClTensor input, OpenClTensor weights, OpenClTensor output) {
        OpenClKernel kernel = startConvolution(shape, input, weights);
        // Scale and shift are not read in a plain convolution; some buffer has to stand there.
        kernel.tensor(weights).tensor(weights).integer(1).integer(0).tensor(output);
        launchConvolution(kernel, shape, batch, 0);
    }

    void convolveAndActivate(
            ConvolutionShape shape,
            int batch,
            OpenClTensor input,
            OpenClTensor weights,
            ChannelAffine affine,
            Activation activation,
            int outputHaloPx,
            OpenClTensor output) {
        startConvolution(shape, input, weights)
                .tensor(OpenClTensor.onDevice(affine.scale()))
                .tensor(OpenClTensor.onDevice(affine.shift()))
                .integer(0)
                .integer(OpenClNormalization.code(activation))
                .tensor(output);
        launchConvolution(kernel(shape), shape, batch, outputHaloPx);
    }

    private OpenClKernel kernel(ConvolutionShape shape) {
        return programs.matrix(KernelWidth.of(shape.outputChannels()), "convolve");
    }

    private OpenClKernel startConvolution(ConvolutionShape shape, OpenClTensor input, OpenClTensor weights) {
        return kernel(shape)
                .tensor(input)
                .integer(shape.inputFloats())
                .integer(shape.framedInputWidthPx() * shape.inputChannels())
                .integer(shape.inputChannels())
                .tensor(weights)
                .integer(shape.kernelPx())
                .integer(shape.run());
    }

    private static void launchConvolution(OpenClKernel kernel, ConvolutionShape shape, int batch, int outputHaloPx) {
        KernelWidth width = KernelWidth.of(shape.outputChannels());
        int pixels = batch * shape.outputPixels();
        kernel.integer(pixels)
                .integer(shape.outputWidthPx())
                .integer(shape.outputHeightPx())
                .integer(outputHaloPx)
                .integer(shape.outputChannels())
                .launch(blocks(pixels, width.tile()), shape.outputChannels() / width.columns());
    }

    void inputGradient(
            ConvolutionShape shape,
            int batch,
            OpenClTensor outputGradient,
            OpenClTensor weights,
            OpenClTensor inputGradient) {
        OpenClTensor flipped = turnedKernels.of(shape.weightFloats());
        programs.pointwise("flip_kernels")
                .tensor(weights)
                .integer(shape.inputChannels())
                .integer(shape.outputChannels())
                .buffer(flipped)
                .launch(shape.kernelPx() * shape.kernelPx(), shape.inputChannels());
        convolve(shape.transposed(), batch, outputGradient, flipped, inputGradient);
    }

    void imageGradient(
            ConvolutionShape shape,
            int batch,
            OpenClTensor outputGradient,
            OpenClTensor weights,
            OpenClTensor imageGradient) {
        int channels = shape.outputChannels();
        int paddedPx = shape.kernelPx() + 2 * (IMAGE_TILE - 1);
        OpenClTensor padded = turnedKernels.of(shape.kernelPx() * paddedPx * channels);
        programs.pointwise("pad_kernels")
                .tensor(weights)
                .integer(shape.kernelPx())
                .integer(channels)
                .buffer(padded)
                .launch(shape.kernelPx(), paddedPx, channels / TensorBackend.LANES);
        programs.pointwise("image_gradient")
                .tensor(outputGradient)
                .integer(shape.outputWidthPx())
                .integer(shape.outputHeightPx())
                .integer(channels)
                .buffer(padded)
                .integer(shape.kernelPx())
                .integer(shape.framedInputWidthPx())
                .tensor(imageGradient)
                .launch(blocks(shape.framedInputWidthPx(), IMAGE_TILE), shape.framedInputHeightPx(), batch);
    }

    void weightGradient(
            ConvolutionShape shape,
            int batch,
            OpenClTensor input,
            OpenClTensor outputGradient,
            int gradientHaloPx,
            OpenClTensor weightGradient) {
        KernelWidth width = KernelWidth.of(shape.outputChannels());
        int chunks = blocks(batch, PICTURES_PER_CHUNK);
        OpenClTensor sums = partial.of(chunks * shape.weightFloats());
        programs.matrix(width, "weight_gradient_partial")
                .tensor(input)
                .integer(shape.inputFloats())
                .integer(shape.framedInputWidthPx() * shape.inputChannels())
                .integer(shape.inputChannels())
                .tensor(outputGradient)
                .integer(shape.outputWidthPx())
                .integer(shape.outputHeightPx())
                .integer(gradientHaloPx)
                .integer(shape.outputChannels())
                .integer(shape.run())
                .integer(batch)
                .integer(PICTURES_PER_CHUNK)
                .integer(shape.weightFloats())
                .buffer(sums)
                .launch(
                        shape.kernelPx() * blocks(shape.run(), width.gradientTile()),
                        shape.outputChannels() / width.columns(),
                        chunks);
        programs.pointwise("sum_rows")
                .tensor(sums)
                .integer(chunks)
                .integer(shape.weightFloats())
                .tensor(weightGradient)
                .launch(shape.weightFloats() / TensorBackend.LANES);
    }
}
