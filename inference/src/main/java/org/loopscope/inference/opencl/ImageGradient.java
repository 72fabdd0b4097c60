package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;

import org.jspecify.annotations.Nullable;
import org.loopscope.inference.tensor.ConvolutionShape;

/** The gradient by the pixels of grey pictures: the kernels of image.cl. */
final class ImageGradient {
    /** COLUMNS in image.cl: of the kernels, in one part. */
    private static final int PART_COLUMNS = 13;

    /** So many rows' sums, for four pixels each, fit the registers. */
    private static final int MOST_ROWS = 5;

    private static final int VECTOR_FLOATS = 16;

    private final ConvolutionShape shape;
    private final OpenClPrograms programs;
    private final ConvolutionScratch scratch;
    private final int down;
    private final int across;
    private final int partRows;
    private final @Nullable OpenClTensor turned;
    private @Nullable OpenClTensor weights;
    private boolean turnedIsOld;

    ImageGradient(ConvolutionShape shape, OpenClPrograms programs, OpenClMemory memory, ConvolutionScratch scratch) {
        this.shape = shape;
        this.programs = programs;
        this.scratch = scratch;
        down = blocks(shape.kernelPx(), MOST_ROWS);
        across = blocks(shape.kernelPx(), PART_COLUMNS);
        partRows = blocks(shape.kernelPx(), down);
        boolean grey = shape.inputChannels() == 1;
        turned = grey ? memory.allocate(down * across * shape.outputChannels() * partRows * VECTOR_FLOATS) : null;
    }

    void kernels(OpenClTensor newest) {
        weights = newest;
        turnedIsOld = true;
    }

    /** @param outputGradient unframed */
    void run(int batch, OpenClTensor outputGradient, OpenClTensor imageGradient) {
        OpenClTensor kernels = turned;
        OpenClTensor from = weights;
        if (kernels == null || from == null) {
            throw new IllegalStateException(
                    "no gradient by the pixels: " + shape + " sees no grey picture, or has no kernels");
        }
        if (turnedIsOld) {
            programs.image(partRows, "image_kernels")
                    .tensor(from)
                    .integer(shape.kernelPx())
                    .integer(across)
                    .buffer(kernels)
                    .launch(down * across, shape.outputChannels());
            turnedIsOld = false;
        }
        int planeWidth = (shape.outputWidthPx() / VECTOR_FLOATS + 2) * VECTOR_FLOATS;
        int planeFloats = (shape.outputHeightPx() + partRows - 1) * planeWidth;
        OpenClTensor planes = scratch.planes().of(batch * down * across * planeFloats);
        programs.image(partRows, "image_gradient_planes")
                .tensor(outputGradient)
                .integer(shape.outputWidthPx())
                .integer(shape.outputHeightPx())
                .integer(shape.outputChannels())
                .buffer(kernels)
                .integer(planeWidth)
                .buffer(planes)
                .launch(down * across, batch);
        programs.image(partRows, "image_gradient")
                .buffer(planes)
                .integer(planeWidth)
                .integer(shape.outputWidthPx())
                .integer(shape.outputHeightPx())
                .integer(across)
                .integer(down)
                .integer(shape.framedInputWidthPx())
                .tensor(imageGradient)
                .launch(shape.framedInputHeightPx(), batch);
    }
}
