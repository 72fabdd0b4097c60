package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;

import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of readout.cl. */
final class OpenClReadout {
    private static final int PIXELS_PER_CHUNK = 8;

    private final OpenClPrograms programs;
    private final OpenClScratch transposed;
    private final OpenClScratch partial;

    OpenClReadout(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        transposed = new OpenClScratch(memory);
        partial = new OpenClScratch(memory);
    }

    void readout(
            ReadoutShape shape,
            int batch,
            OpenClTensor maps,
            ReadoutWeights weights,
            OpenClTensor drives,
            OpenClTensor rates) {
        KernelWidth width = KernelWidth.of(shape.paddedNeurons());
        programs.matrix(width, "readout")
                .tensor(maps)
                .integer(shape.pixels())
                .integer(shape.channels())
                .tensor(OpenClTensor.onDevice(weights.spatial()))
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .tensor(OpenClTensor.onDevice(weights.bias()))
                .integer(shape.paddedNeurons())
                .tensor(drives)
                .tensor(rates)
                .launch(shape.paddedNeurons() / width.columns(), batch);
    }

    void mapGradient(
            ReadoutShape shape,
            int batch,
            OpenClTensor driveGradient,
            ReadoutWeights weights,
            OpenClTensor mapGradient) {
        int padded = shape.paddedNeurons();
        OpenClTensor byNeuron = transposed.of(shape.channels() * padded);
        programs.pointwise("transpose_absolute")
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .buffer(byNeuron)
                .launch(shape.channels(), padded / TensorBackend.LANES);
        KernelWidth width = KernelWidth.of(shape.channels());
        int rows = batch * shape.pixels();
        programs.matrix(width, "readout_map_gradient")
                .tensor(driveGradient)
                .tensor(OpenClTensor.onDevice(weights.spatial()))
                .buffer(byNeuron)
                .integer(padded)
                .integer(shape.pixels())
                .integer(shape.channels())
                .integer(rows)
                .tensor(mapGradient)
                .launch(blocks(rows, width.tile()), shape.channels() / width.columns());
    }

    void weightGradient(
            ReadoutShape shape,
            int batch,
            OpenClTensor maps,
            OpenClTensor driveGradient,
            ReadoutWeights weights,
            ReadoutWeights gradient) {
        int padded = shape.paddedNeurons();
        int featureFloats = shape.channels() * padded;
        int chunks = blocks(shape.pixels(), PIXELS_PER_CHUNK);
        OpenClTensor sums = partial.of(chunks * featureFloats);
        KernelWidth width = KernelWidth.of(padded);
        programs.matrix(width, "readout_weight_gradient")
                .tensor(maps)
                .integer(batch)
                .integer(shape.pixels())
                .integer(shape.channels())
                .tensor(driveGradient)
                .tensor(OpenClTensor.onDevice(weights.spatial()))
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .integer(padded)
                .integer(PIXELS_PER_CHUNK)
                .tensor(OpenClTensor.onDevice(gradient.spatial()))
                .buffer(sums)
                .launch(padded / width.columns(), chunks);
        programs.pointwise("sum_rows_signed")
                .buffer(sums)
                .integer(chunks)
                .integer(featureFloats)
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .tensor(OpenClTensor.onDevice(gradient.feature()))
                .launch(featureFloats / TensorBackend.LANES);
        programs.pointwise("sum_rows")
                .tensor(driveGradient)
                .integer(batch)
                .integer(padded)
                .tensor(OpenClTensor.onDevice(gradient.bias()))
                .launch(padded / TensorBackend.LANES);
    }
}
