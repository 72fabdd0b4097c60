package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;

import org.loopscope.inference.tensor.DepthwiseShape;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of depthwise.cl. */
final class OpenClDepthwise {
    /** As in depthwise.cl. */
    private static final int ROW_TILE = 14;

    private static final int COLUMN_TILE = 8;

    /** Pictures whose share of the weights' gradient is summed by one work item. */
    private static final int PICTURES_PER_CHUNK = 4;

    private final OpenClPrograms programs;
    private final OpenClScratch scratch;

    OpenClDepthwise(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        scratch = new OpenClScratch(memory);
    }

    void convolve(DepthwiseShape shape, int batch, OpenClTensor input, OpenClTensor kernels, OpenClTensor output) {
        launch(shape, batch, input, kernels, false, output);
    }

    private void launch(
            DepthwiseShape shape,
            int batch,
            OpenClTensor input,
            OpenClTensor kernels,
            boolean turned,
            OpenClTensor output) {
        programs.pointwise("depthwise")
                .tensor(input)
                .tensor(kernels)
                .integer(shape.kernelPx())
                .integer(turned ? 1 : 0)
                .integer(shape.widthPx())
                .integer(shape.heightPx())
                .tensor(output)
                .launch(
                        shape.channels() / TensorBackend.LANES,
                        shape.heightPx() * blocks(shape.widthPx(), ROW_TILE),
                        batch);
    }

    void inputGradient(
            DepthwiseShape shape,
            int batch,
            OpenClTensor outputGradient,
            OpenClTensor kernels,
            OpenClTensor inputGradient) {
        OpenClTensor framed = scratch.of(batch * shape.input().floats());
        programs.pointwise("frame_maps")
                .tensor(outputGradient)
                .integer(shape.widthPx())
                .integer(shape.heightPx())
                .integer(shape.haloPx())
                .buffer(framed)
                .launch(shape.channels() / TensorBackend.LANES, shape.input().framedHeightPx(), batch);
        launch(shape, batch, framed, kernels, true, inputGradient);
    }

    void weightGradient(
            DepthwiseShape shape,
            int batch,
            OpenClTensor input,
            OpenClTensor outputGradient,
            OpenClTensor weightGradient) {
        int chunks = blocks(batch, PICTURES_PER_CHUNK);
        OpenClTensor sums = scratch.of(chunks * shape.weightFloats());
        programs.pointwise("depthwise_weight_gradient")
                .tensor(input)
                .tensor(outputGradient)
                .integer(shape.kernelPx())
                .integer(shape.widthPx())
                .integer(shape.heightPx())
                .integer(batch)
                .integer(PICTURES_PER_CHUNK)
                .buffer(sums)
                .launch(
                        shape.channels() / TensorBackend.LANES,
                        shape.kernelPx() * blocks(shape.kernelPx(), COLUMN_TILE),
                        chunks);
        programs.pointwise("sum_rows")
                .tensor(sums)
                .integer(chunks)
                .integer(shape.weightFloats())
                .tensor(weightGradient)
                .launch(shape.weightFloats() / TensorBackend.LANES);
    }
}
