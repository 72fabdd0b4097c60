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

/** A 3x3 convolution between many channels: the kernels of winograd.cl. */
final class WinogradConvolution implements Convolution {
    /** Products of a tile. */
    static final int POINTS = 36;

    /** Output pixels along a tile's side. */
    private static final int STEP_PX = 4;

    /** Pictures whose share of the weights' gradient is summed by one work item. */
    private static final int PICTURES_PER_CHUNK = 16;

    private final ConvolutionShape shape;
    private final OpenClPrograms programs;
    private final ConvolutionScratch scratch;
    private final OpenClTensor forward;
    private final OpenClTensor backward;
    private final OpenClTensor turned;
    private @Nullable OpenClTensor weights;
    private boolean forwardIsOld = true;
    private boolean backwardIsOld = true;

    WinogradConvolution(
            ConvolutionShape shape, OpenClPrograms programs, OpenClMemory memory, ConvolutionScratch scratch) {
        this.shape = shape;
        this.programs = programs;
        this.scratch = scratch;
        int floats = POINTS * shape.inputChannels() * shape.outputChannels();
        forward = memory.allocate(floats);
        backward = memory.allocate(floats);
        turned = memory.allocate(shape.weightFloats());
    }

    @Override
    public void kernels(Tensor newest) {
        weights = onDevice(newest);
        forwardIsOld = true;
        backwardIsOld = true;
    }

    private OpenClTensor weights() {
        if (weights == null) {
            throw new IllegalStateException(shape + " was asked for before it was given its kernels");
        }
        return weights;
    }

    @Override
    public void convolve(int batch, Tensor input, Tensor output) {
        run(shape, points(), batch, input, Epilogue.none(forward), output);
    }

    @Override
    public void convolveAndActivate(
            int batch, Tensor input, ChannelAffine affine, Activation activation, int outputHaloPx, Tensor output) {
        run(shape, points(), batch, input, Epilogue.of(affine, activation, outputHaloPx), output);
    }

    /** The kernels at the tile's points. */
    private OpenClTensor points() {
        if (forwardIsOld) {
            prepare(shape, weights(), forward);
            forwardIsOld = false;
        }
        return forward;
    }

    private void prepare(ConvolutionShape ofPass, OpenClTensor taps, OpenClTensor points) {
        kernel(ofPass, "winograd_kernels")
                .tensor(taps)
                .tensor(points)
                .launch(ofPass.inputChannels(), ofPass.outputChannels() / TensorBackend.LANES);
    }

    private OpenClKernel kernel(ConvolutionShape ofPass, String name) {
        return programs.winograd(ofPass.inputChannels(), ofPass.outputChannels(), name);
    }

    private void run(
            ConvolutionShape ofPass, OpenClTensor points, int batch, Tensor input, Epilogue epilogue, Tensor output) {
        int tiles = tiles(ofPass, batch);
        int tilesPerItem = WinogradWidth.of(ofPass.outputChannels()).tilesPerItem(tiles);
        OpenClKernel kernel = kernel(ofPass, "winograd_convolve")
                .tensor(onDevice(input))
                .integer(ofPass.framedInputHeightPx())
                .integer(ofPass.framedInputWidthPx())
                .tensor(points);
        epilogue.giveTo(kernel, output)
                .integer(tiles)
                .integer(tilesPerItem)
                .integer(across(ofPass))
                .integer(down(ofPass))
                .integer(ofPass.outputWidthPx())
                .integer(ofPass.outputHeightPx())
                .integer(epilogue.haloPx())
                .launch(blocks(tiles, tilesPerItem));
    }

    private static int tiles(ConvolutionShape ofPass, int batch) {
        return batch * across(ofPass) * down(ofPass);
    }

    private static int across(ConvolutionShape ofPass) {
        return blocks(ofPass.outputWidthPx(), STEP_PX);
    }

    private static int down(ConvolutionShape ofPass) {
        return blocks(ofPass.outputHeightPx(), STEP_PX);
    }

    @Override
    public void inputGradient(int batch, Tensor outputGradient, Tensor inputGradient) {
        if (backwardIsOld) {
            DirectConvolution.turn(programs, shape, weights(), turned);
            prepare(shape.transposed(), turned, backward);
            backwardIsOld = false;
        }
        run(shape.transposed(), backward, batch, outputGradient, Epilogue.none(backward), inputGradient);
    }

    @Override
    public void imageGradient(int batch, Tensor outputGradient, Tensor imageGradient) {
        throw new IllegalStateException("no gradient by the pixels: " + shape + " sees no grey picture");
    }

    @Override
    public void weightGradient(
            int batch, Tensor input, Tensor outputGradient, int gradientHaloPx, Tensor weightGradient) {
        int tiles = tiles(shape, batch);
        int tilesPerChunk = tiles(shape, PICTURES_PER_CHUNK);
        int chunks = blocks(tiles, tilesPerChunk);
        OpenClTensor sums = scratch.partialSums().of(chunks * forward.length());
        kernel(shape, "winograd_weight_gradient")
                .tensor(onDevice(input))
                .integer(shape.framedInputHeightPx())
                .integer(shape.framedInputWidthPx())
                .tensor(onDevice(outputGradient))
                .integer(gradientHaloPx)
                .integer(tiles)
                .integer(tilesPerChunk)
                .integer(across(shape))
                .integer(down(shape))
                .integer(shape.outputWidthPx())
                .integer(shape.outputHeightPx())
                .buffer(sums)
                .launch(chunks);
        kernel(shape, "winograd_taps")
                .buffer(sums)
                .integer(chunks)
                .tensor(onDevice(weightGradient))
                .launch(shape.inputChannels(), shape.outputChannels() / TensorBackend.LANES);
    }
}
