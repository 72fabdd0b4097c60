package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;

import org.loopscope.inference.tensor.DepthwiseShape;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of depthwise.cl. */
final class OpenClDepthwise {
    /** Pictures whose share of the weights' gradient is summed by one work item. */
    private static final int PICTURES_PER_CHUNK = 8;

    private final OpenClPrograms programs;
    private final OpenClScratch partialSums;

    OpenClDepthwise(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        partialSums = new OpenClScratch(memory);
    }

    void convolve(DepthwiseShape shape, int batch, OpenClTensor input, OpenClTensor weights, OpenClTensor output) {
        rows("depthwise", shape, batch, input, weights, output);
    }

    void inputGradient(
            DepthwiseShape shape,
            int batch,
            OpenClTensor outputGradient,
            OpenClTensor weights,
            OpenClTensor inputGradient) {
        rows("depthwise_input_gradient", shape, batch, outputGradient, weights, inputGradient);
    }

    private void rows(
            String kernel, DepthwiseShape shape, int batch, OpenClTensor from, OpenClTensor weights, OpenClTensor to) {
        programs.pointwise(kernel)
                .tensor(from)
                .tensor(weights)
                .integer(shape.widthPx())
                .integer(shape.kernelPx())
                .integer(shape.channels())
                .tensor(to)
                .launch(shape.channels() / TensorBackend.LANES, shape.heightPx(), batch);
    }

    void weightGradient(
            DepthwiseShape shape,
            int batch,
            OpenClTensor input,
            OpenClTensor outputGradient,
            OpenClTensor weightGradient) {
        int chunks = blocks(batch, PICTURES_PER_CHUNK);
        OpenClTensor sums = partialSums.of(chunks * shape.weightFloats());
        programs.pointwise("depthwise_weight_gradient")
                .tensor(input)
                .tensor(outputGradient)
                .integer(shape.widthPx())
                .integer(shape.heightPx())
                .integer(shape.kernelPx())
                .integer(shape.channels())
                .integer(batch)
                .integer(PICTURES_PER_CHUNK)
                .buffer(sums)
                .launch(shape.channels() / TensorBackend.LANES, shape.taps(), chunks);
        programs.pointwise("sum_rows")
                .tensor(sums)
                .integer(chunks)
                .integer(shape.weightFloats())
                .tensor(weightGradient)
                .launch(shape.weightFloats() / TensorBackend.LANES);
    }
}
