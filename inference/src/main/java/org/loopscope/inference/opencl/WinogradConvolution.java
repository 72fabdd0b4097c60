package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;
import static org.loopscope.inference.opencl.OpenClTensor.onDevice;

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
    private OpenClTensor weights;
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
        weights = turned;
    }

    @Override
    public void kernels(Tensor newest) {
        weights = onDevice(newest);
        forwardIsOld = true;
        backwardIsOld = true;
    }

    @Override
    public void convolve(int batch, Tensor input, Tensor output) {
        prepareForward();
        plain(shape, forward, batch, onDevice(input), onDevice(output));
    }

    private void prepareForward() {
        if (forwardIsOld) {
            prepare(shape, weights, forward);
            forwardIsOld = false;
        }
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

    private void plain(
            ConvolutionShape ofPass, OpenClTensor points, int batch, OpenClTensor input, OpenClTensor output) {
        OpenClKernel kernel = start(ofPass, points, input);
        // Scale and shift are not read in a plain convolution; some buffer has to stand there.
        kernel.tensor(points).tensor(points).integer(1).integer(0).tensor(output);
        launch(kernel, ofPass, batch, 0);
    }

    @Override
    public void convolveAndActivate(
            int batch, Tensor input, ChannelAffine affine, Activation activation, int outputHaloPx, Tensor output) {
        prepareForward();
        OpenClKernel kernel = start(shape, forward, onDevice(input))
                .tensor(onDevice(affine.scale()))
                .tensor(onDevice(affine.shift()))
                .integer(0)
                .integer(OpenClNormalization.code(activation))
                .tensor(onDevice(output));
        launch(kernel, shape, batch, outputHaloPx);
    }

    private OpenClKernel start(ConvolutionShape ofPass, OpenClTensor points, OpenClTensor input) {
        return kernel(ofPass, "winograd_convolve")
                .tensor(input)
                .integer(ofPass.framedInputHeightPx())
                .integer(ofPass.framedInputWidthPx())
                .tensor(points);
    }

    private static void launch(OpenClKernel kernel, ConvolutionShape ofPass, int batch, int outputHaloPx) {
        int tiles = tiles(ofPass, batch);
        int tilesPerItem = WinogradWidth.of(ofPass.outputChannels()).tilesPerItem(tiles);
        kernel.integer(tiles)
                .integer(tilesPerItem)
                .integer(across(ofPass))
                .integer(down(ofPass))
                .integer(ofPass.outputWidthPx())
                .integer(ofPass.outputHeightPx())
                .integer(outputHaloPx)
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
            DirectConvolution.turn(programs, shape, weights, turned);
            prepare(shape.transposed(), turned, backward);
            backwardIsOld = false;
        }
        plain(shape.transposed(), backward, batch, onDevice(outputGradient), onDevice(inputGradient));
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
