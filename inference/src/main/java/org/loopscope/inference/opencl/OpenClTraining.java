package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClPrograms.blocks;
import static org.loopscope.inference.opencl.OpenClTensor.onDevice;

import org.loopscope.inference.tensor.AdamStep;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.FitLoss;
import org.loopscope.inference.tensor.LossTensors;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.TensorBackend;

/** Launches the kernels of training.cl. */
final class OpenClTraining {
    private static final int ADAM_BLOCK = 32;

    private final OpenClPrograms programs;
    private final OpenClScratch scratch;

    OpenClTraining(OpenClPrograms programs, OpenClMemory memory) {
        this.programs = programs;
        scratch = new OpenClScratch(memory);
    }

    void loss(FitLoss loss, int neurons, int batch, LossTensors t) {
        OpenClKernel kernel = programs.pointwise(
                        switch (loss) {
                            case POISSON -> "poisson_loss";
                            case SQUARED_ERROR -> "squared_error_loss";
                            case CORRELATION -> "correlation_loss";
                        })
                .tensor(onDevice(t.drives()))
                .tensor(onDevice(t.rates()))
                .tensor(onDevice(t.responses()))
                .integer(neurons)
                .integer(TensorBackend.padded(neurons))
                .tensor(onDevice(t.terms()))
                .tensor(onDevice(t.driveGradient()));
        switch (loss) {
            case POISSON -> kernel.real(TensorBackend.RATE_EPSILON).launch(batch);
            case SQUARED_ERROR -> kernel.launch(batch);
            case CORRELATION ->
                kernel.integer(batch)
                        .real(TensorBackend.VARIANCE_EPSILON)
                        .launch(TensorBackend.padded(neurons) / TensorBackend.LANES);
        }
    }

    void addSmoothness(
            MapShape filters, float strength, OpenClTensor weights, OpenClTensor gradient, OpenClTensor penalties) {
        programs.pointwise("add_smoothness")
                .tensor(weights)
                .integer(filters.widthPx())
                .integer(filters.heightPx())
                .integer(filters.channels())
                .real(strength)
                .real(TensorBackend.NORM_EPSILON)
                .buffer(scratch.of(filters.floats()))
                .tensor(gradient)
                .tensor(penalties)
                .launch(filters.channels() / TensorBackend.LANES);
    }

    void addSparsity(int rows, float strength, OpenClTensor weights, OpenClTensor gradient, OpenClTensor penalties) {
        programs.pointwise("add_sparsity")
                .tensor(weights)
                .integer(rows)
                .real(strength)
                .tensor(gradient)
                .tensor(penalties)
                .launch(penalties.length() / TensorBackend.LANES);
    }

    void addGroupSparsity(
            ConvolutionShape shape,
            float strength,
            OpenClTensor weights,
            OpenClTensor gradient,
            OpenClTensor penalties) {
        OpenClTensor norms = scratch.of(shape.inputChannels() * shape.outputChannels());
        programs.pointwise("add_group_sparsity")
                .tensor(weights)
                .integer(shape.kernelPx() * shape.kernelPx())
                .real(strength)
                .real(TensorBackend.NORM_EPSILON)
                .tensor(gradient)
                .buffer(norms)
                .launch(shape.outputChannels() / TensorBackend.LANES, shape.inputChannels());
        sumRows(norms, shape.inputChannels(), penalties);
    }

    /** The sums' length is a row's. */
    void sumRows(OpenClTensor from, int rows, OpenClTensor sums) {
        programs.pointwise("sum_rows")
                .tensor(from)
                .integer(rows)
                .integer(sums.length())
                .tensor(sums)
                .launch(sums.length() / TensorBackend.LANES);
    }

    void addReadoutSparsity(
            ReadoutShape shape,
            float strength,
            ReadoutWeights weights,
            ReadoutWeights gradient,
            OpenClTensor penalties) {
        programs.pointwise("add_readout_sparsity")
                .tensor(OpenClTensor.onDevice(weights.spatial()))
                .integer(shape.pixels())
                .tensor(OpenClTensor.onDevice(weights.feature()))
                .integer(shape.channels())
                .real(strength)
                .tensor(OpenClTensor.onDevice(gradient.spatial()))
                .tensor(OpenClTensor.onDevice(gradient.feature()))
                .tensor(penalties)
                .launch(shape.paddedNeurons() / TensorBackend.LANES);
    }

    void adam(AdamStep step, OpenClTensor parameters, OpenClTensor gradient, OpenClTensor first, OpenClTensor second) {
        int vectors = parameters.length() / TensorBackend.LANES;
        programs.pointwise("adam")
                .tensor(parameters)
                .tensor(gradient)
                .tensor(first)
                .tensor(second)
                .integer(vectors)
                .real(step.beta1())
                .real(step.beta2())
                .real(step.epsilon())
                .real(step.stepSize())
                .real(step.secondCorrection())
                .launch(blocks(vectors, ADAM_BLOCK));
    }

    void accumulate(OpenClTensor terms, int count, OpenClTensor total) {
        programs.pointwise("accumulate")
                .tensor(terms)
                .integer(count)
                .tensor(total)
                .launch(1);
    }
}
