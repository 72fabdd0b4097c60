package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClTensor.onDevice;

import org.loopscope.inference.tensor.GaussianReadoutShape;
import org.loopscope.inference.tensor.GaussianReadoutWeights;
import org.loopscope.inference.tensor.GaussianSample;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of gaussian_readout.cl. */
final class OpenClGaussianReadout {
    private final OpenClPrograms programs;
    private final OpenClScratch transposed;

    OpenClGaussianReadout(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        transposed = new OpenClScratch(memory);
    }

    void positions(
            GaussianReadoutShape shape,
            int batch,
            GaussianReadoutWeights weights,
            OpenClTensor noise,
            OpenClTensor positions) {
        int vectors = shape.paddedNeurons() / TensorBackend.LANES;
        programs.pointwise("limit_means").tensor(onDevice(weights.mean())).launch(GaussianReadoutShape.AXES * vectors);
        programs.pointwise("gaussian_positions")
                .tensor(onDevice(weights.mean()))
                .tensor(onDevice(weights.spread()))
                .tensor(noise)
                .integer(shape.paddedNeurons())
                .tensor(positions)
                .launch(vectors, GaussianReadoutShape.AXES, batch);
    }

    void readout(
            GaussianReadoutShape shape,
            int batch,
            OpenClTensor maps,
            GaussianReadoutWeights weights,
            GaussianSample sample,
            OpenClTensor drives,
            OpenClTensor rates) {
        OpenClTensor byNeuron = byNeuron(shape, weights);
        programs.pointwise("gaussian_readout")
                .tensor(maps)
                .integer(shape.map().widthPx())
                .integer(shape.map().heightPx())
                .integer(shape.map().channels())
                .tensor(onDevice(sample.positions()))
                .buffer(byNeuron)
                .tensor(onDevice(weights.bias()))
                .integer(shape.paddedNeurons())
                .tensor(onDevice(sample.sampled()))
                .tensor(drives)
                .tensor(rates)
                .launch(shape.paddedNeurons() / TensorBackend.LANES, batch);
    }

    /** The feature weights, {@code [neuron][channel]}. */
    private OpenClTensor byNeuron(GaussianReadoutShape shape, GaussianReadoutWeights weights) {
        OpenClTensor byNeuron = transposed.of(shape.sampledFloats());
        programs.pointwise("transpose")
                .tensor(onDevice(weights.feature()))
                .buffer(byNeuron)
                .launch(shape.map().channels(), shape.paddedNeurons() / TensorBackend.LANES);
        return byNeuron;
    }

    void mapGradient(
            GaussianReadoutShape shape,
            int batch,
            OpenClTensor driveGradient,
            GaussianReadoutWeights weights,
            GaussianSample sample,
            OpenClTensor mapGradient) {
        OpenClTensor byNeuron = byNeuron(shape, weights);
        programs.pointwise("gaussian_map_gradient")
                .tensor(driveGradient)
                .tensor(onDevice(sample.positions()))
                .buffer(byNeuron)
                .integer(shape.neurons())
                .integer(shape.paddedNeurons())
                .integer(shape.map().widthPx())
                .integer(shape.map().heightPx())
                .tensor(mapGradient)
                .launch(shape.map().channels() / TensorBackend.LANES, batch);
    }

    void weightGradient(
            GaussianReadoutShape shape,
            int batch,
            OpenClTensor maps,
            OpenClTensor noise,
            GaussianSample sample,
            OpenClTensor driveGradient,
            GaussianReadoutWeights weights,
            GaussianReadoutWeights gradient) {
        int padded = shape.paddedNeurons();
        programs.pointwise("gaussian_feature_gradient")
                .tensor(onDevice(sample.sampled()))
                .integer(batch)
                .tensor(driveGradient)
                .tensor(onDevice(gradient.feature()))
                .launch(padded, shape.map().channels() / TensorBackend.LANES);
        OpenClTensor byNeuron = byNeuron(shape, weights);
        programs.pointwise("gaussian_position_gradient")
                .tensor(maps)
                .integer(batch)
                .integer(shape.map().widthPx())
                .integer(shape.map().heightPx())
                .integer(shape.map().channels())
                .tensor(onDevice(sample.positions()))
                .buffer(byNeuron)
                .tensor(noise)
                .tensor(driveGradient)
                .tensor(onDevice(gradient.mean()))
                .tensor(onDevice(gradient.spread()))
                .launch(padded);
        programs.pointwise("sum_rows")
                .tensor(driveGradient)
                .integer(batch)
                .integer(padded)
                .tensor(onDevice(gradient.bias()))
                .launch(padded / TensorBackend.LANES);
    }
}
