package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;

import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of readout.cl. */
final class OpenClReadout {
    /** As in readout.cl. */
    private static final int PIXEL_TILE = 14;

    private final OpenClPrograms programs;
    private final OpenClScratch transposed;

    OpenClReadout(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        transposed = new OpenClScratch(memory);
    }

    void readout(
            ReadoutShape shape,
            int batch,
            OpenClTensor maps,
            ReadoutWeights weights,
            OpenClTensor pooled,
            OpenClTensor drives,
            OpenClTensor rates) {
        programs.readout(shape.channels(), "readout")
                .tensor(maps)
                .integer(shape.pixels())
                .tensor(OpenClTensor.onDevice(weights.spatial()))
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .tensor(OpenClTensor.onDevice(weights.bias()))
                .integer(shape.paddedNeurons())
                .tensor(pooled)
                .tensor(drives)
                .tensor(rates)
                .launch(shape.paddedNeurons() / TensorBackend.LANES, batch);
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
        programs.readout(shape.channels(), "readout_map_gradient")
                .tensor(driveGradient)
                .tensor(OpenClTensor.onDevice(weights.spatial()))
                .buffer(byNeuron)
                .integer(padded)
                .integer(shape.pixels())
                .integer(rows)
                .tensor(mapGradient)
                .launch(blocks(rows, width.tile()), shape.channels() / width.columns());
    }

    void weightGradient(
            ReadoutShape shape,
            int batch,
            OpenClTensor maps,
            OpenClTensor pooled,
            OpenClTensor driveGradient,
            ReadoutWeights weights,
            ReadoutWeights gradient) {
        int padded = shape.paddedNeurons();
        programs.readout(shape.channels(), "spatial_gradient")
                .tensor(maps)
                .integer(batch)
                .integer(shape.pixels())
                .tensor(driveGradient)
                .tensor(OpenClTensor.onDevice(weights.spatial()))
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .integer(padded)
                .tensor(OpenClTensor.onDevice(gradient.spatial()))
                .launch(padded / TensorBackend.LANES, blocks(shape.pixels(), PIXEL_TILE));
        programs.readout(shape.channels(), "feature_gradient")
                .tensor(pooled)
                .integer(batch)
                .tensor(driveGradient)
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .integer(padded)
                .tensor(OpenClTensor.onDevice(gradient.feature()))
                .launch(padded / TensorBackend.LANES, shape.channels());
        programs.pointwise("sum_rows")
                .tensor(driveGradient)
                .integer(batch)
                .integer(padded)
                .tensor(OpenClTensor.onDevice(gradient.bias()))
                .launch(padded / TensorBackend.LANES);
    }
}
