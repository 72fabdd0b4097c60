package org.loopscope.inference.architecture;

import org.jspecify.annotations.Nullable;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.DepthwiseShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/** A {@link SeparableLayer} on a device. */
final class SeparableConvolution implements Convolution {
    private final SeparableLayer layer;
    private final DepthwiseShape depthwise;
    private final Convolution pointwise;
    private final TensorBackend backend;
    /** Between the two: unframed. */
    private final Tensor between;

    private final Tensor betweenGradient;
    private Tensor depthwiseKernels;

    /** The gradient by the output that {@link #betweenGradient} was made from, since the last forward pass. */
    private @Nullable Tensor made;

    SeparableConvolution(SeparableLayer layer, int capacity, TensorBackend backend) {
        this.layer = layer;
        this.backend = backend;
        depthwise = layer.depthwise();
        pointwise = backend.convolution(layer.pointwise());
        between = backend.allocate(capacity * depthwise.output().floats());
        betweenGradient = backend.allocate(capacity * depthwise.output().floats());
        depthwiseKernels = between;
    }

    @Override
    public void kernels(Tensor weights) {
        depthwiseKernels = weights.slice(0, layer.pointwiseAt());
        pointwise.kernels(weights.slice(layer.pointwiseAt(), layer.pointwise().weightFloats()));
    }

    private void pass(int batch, Tensor input) {
        made = null;
        backend.depthwise(depthwise, batch, input, depthwiseKernels, between);
    }

    @Override
    public void convolve(int batch, Tensor input, Tensor output) {
        pass(batch, input);
        pointwise.convolve(batch, between, output);
    }

    @Override
    public void convolveAndActivate(
            int batch, Tensor input, ChannelAffine affine, Activation activation, int outputHaloPx, Tensor output) {
        pass(batch, input);
        pointwise.convolveAndActivate(batch, between, affine, activation, outputHaloPx, output);
    }

    /** Training asks for the gradient by the kernels and then for that by the input: one way back serves both. */
    private void back(int batch, Tensor outputGradient) {
        if (!outputGradient.equals(made)) {
            pointwise.inputGradient(batch, outputGradient, betweenGradient);
            made = outputGradient;
        }
    }

    @Override
    public void inputGradient(int batch, Tensor outputGradient, Tensor inputGradient) {
        back(batch, outputGradient);
        backend.depthwiseInputGradient(depthwise, batch, betweenGradient, depthwiseKernels, inputGradient);
    }

    @Override
    public void imageGradient(int batch, Tensor outputGradient, Tensor imageGradient) {
        throw new IllegalStateException("no gradient by the pixels: a separable layer sees no grey picture");
    }

    /** After {@link #convolve} of the same input, which leaves what is between. */
    @Override
    public void weightGradient(
            int batch, Tensor input, Tensor outputGradient, int gradientHaloPx, Tensor weightGradient) {
        pointwise.weightGradient(
                batch,
                between,
                outputGradient,
                gradientHaloPx,
                weightGradient.slice(layer.pointwiseAt(), layer.pointwise().weightFloats()));
        back(batch, outputGradient);
        backend.depthwiseWeightGradient(
                depthwise, batch, input, betweenGradient, weightGradient.slice(0, layer.pointwiseAt()));
    }
}
