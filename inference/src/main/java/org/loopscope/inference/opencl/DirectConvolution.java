package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;
import static org.loopscope.inference.opencl.OpenClTensor.onDevice;

import org.jspecify.annotations.Nullable;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** Any convolution, product by product: the kernels of convolution.cl. Reads the weights where they are. */
final class DirectConvolution implements Convolution {
    /** Pictures whose share of the weights' gradient is summed by one work item: small enough for a core's cache. */
    private static final int PICTURES_PER_CHUNK = 4;

    private final ConvolutionShape shape;
    private final OpenClPrograms programs;
    private final ConvolutionScratch scratch;
    private final OpenClTensor turned;
    private final ImageGradient imageGradient;
    private @Nullable OpenClTensor weights;
    private boolean turnedIsOld = true;

    DirectConvolution(
            ConvolutionShape shape, OpenClPrograms programs, OpenClMemory memory, ConvolutionScratch scratch) {
        this.shape = shape;
        this.programs = programs;
        this.scratch = scratch;
        imageGradient = new ImageGradient(shape, programs, memory, scratch);
        turned = memory.allocate(shape.weightFloats());
    }

    @Override
    public void kernels(Tensor newest) {
        OpenClTensor given = onDevice(newest);
        weights = given;
        imageGradient.kernels(given);
        turnedIsOld = true;
    }

    private OpenClTensor weights() {
        if (weights == null) {
            throw new IllegalStateException(shape + " was asked for before it was given its kernels");
        }
        return weights;
    }

    @Override
    public void convolve(int batch, Tensor input, Tensor output) {
        run(shape, weights(), batch, input, Epilogue.none(weights()), output);
    }

    @Override
    public void convolveAndActivate(
            int batch, Tensor input, ChannelAffine affine, Activation activation, int outputHaloPx, Tensor output) {
        run(shape, weights(), batch, input, Epilogue.of(affine, activation, outputHaloPx), output);
    }

    private void run(
            ConvolutionShape ofPass, OpenClTensor kernels, int batch, Tensor input, Epilogue epilogue, Tensor output) {
        KernelWidth width = KernelWidth.of(ofPass.outputChannels());
        int pixels = batch * ofPass.outputPixels();
        OpenClKernel kernel = programs.matrix(width, "convolve")
                .tensor(onDevice(input))
                .integer(ofPass.inputFloats())
                .integer(ofPass.framedInputWidthPx() * ofPass.inputChannels())
                .integer(ofPass.inputChannels())
                .tensor(kernels)
                .integer(ofPass.kernelPx())
                .integer(ofPass.run());
        epilogue.giveTo(kernel, output)
                .integer(pixels)
                .integer(ofPass.outputWidthPx())
                .integer(ofPass.outputHeightPx())
                .integer(epilogue.haloPx())
                .integer(ofPass.outputChannels())
                .launch(blocks(pixels, width.tile()), ofPass.outputChannels() / width.columns());
    }

    @Override
    public void inputGradient(int batch, Tensor outputGradient, Tensor inputGradient) {
        if (turnedIsOld) {
            turn(programs, shape, weights(), turned);
            turnedIsOld = false;
        }
        run(shape.transposed(), turned, batch, outputGradient, Epilogue.none(turned), inputGradient);
    }

    /** The kernels turned by 180 degrees with input and output channels exchanged. */
    static void turn(OpenClPrograms programs, ConvolutionShape shape, OpenClTensor weights, OpenClTensor turned) {
        programs.pointwise("flip_kernels")
                .tensor(weights)
                .integer(shape.inputChannels())
                .integer(shape.outputChannels())
                .buffer(turned)
                .launch(shape.kernelPx() * shape.kernelPx(), shape.inputChannels());
    }

    @Override
    public void imageGradient(int batch, Tensor outputGradient, Tensor gradient) {
        imageGradient.run(batch, onDevice(outputGradient), onDevice(gradient));
    }

    @Override
    public void weightGradient(
            int batch, Tensor input, Tensor outputGradient, int gradientHaloPx, Tensor weightGradient) {
        KernelWidth width = KernelWidth.of(shape.outputChannels());
        int chunks = blocks(batch, PICTURES_PER_CHUNK);
        OpenClTensor sums = scratch.partialSums().of(chunks * shape.weightFloats());
        programs.matrix(width, "weight_gradient_partial")
                .tensor(onDevice(input))
                .integer(shape.inputFloats())
                .integer(shape.framedInputWidthPx() * shape.inputChannels())
                .integer(shape.inputChannels())
                .tensor(onDevice(outputGradient))
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
                .tensor(onDevice(weightGradient))
                .launch(shape.weightFloats() / TensorBackend.LANES);
    }
}
