package org.loopscope.inference.tensor;

/**
 * A convolution in two: each channel with a kernel of its own, then every pixel's channels mixed (Chollet 2017). It needs
 * {@code kernelPx^2 + outputChannels} products for each channel and pixel, in place of {@code kernelPx^2 *
 * outputChannels}. Weights: those of the {@link DepthwiseShape}, then {@code [input channel][output channel]}.
 *
 * <p>The output's gradient needs no frame. {@link #weightGradient} keeps the gradient between the two steps, and {@link
 * #inputGradient} goes on from it when it is the next call; the output's gradient must not change in between.
 */
public final class SeparableConvolution implements Convolution {
    private final DepthwiseShape depthwise;
    private final Convolution pointwise;
    private final TensorBackend backend;
    private final Tensor between;
    private final Tensor betweenGradient;
    private final int mixing;
    private final int mixingFloats;
    private Tensor depthwiseWeights;
    private boolean gradientKept;

    /** @param capacity most pictures in one call */
    public SeparableConvolution(DepthwiseShape depthwise, int outputChannels, int capacity, TensorBackend backend) {
        this.depthwise = depthwise;
        this.backend = backend;
        ConvolutionShape mixed = mixing(depthwise, outputChannels);
        pointwise = backend.convolution(mixed);
        between = backend.allocate(capacity * depthwise.outputFloats());
        betweenGradient = backend.allocate(capacity * depthwise.outputFloats());
        mixing = depthwise.weightFloats();
        mixingFloats = mixed.weightFloats();
        depthwiseWeights = between;
    }

    /** The second step: a convolution with kernels of one pixel. */
    public static ConvolutionShape mixing(DepthwiseShape depthwise, int outputChannels) {
        return new ConvolutionShape(
                depthwise.widthPx(), depthwise.heightPx(), depthwise.channels(), outputChannels, 1, 0);
    }

    @Override
    public void kernels(Tensor weights) {
        depthwiseWeights = weights.slice(0, mixing);
        pointwise.kernels(weights.slice(mixing, mixingFloats));
    }

    @Override
    public void convolve(int batch, Tensor input, Tensor output) {
        backend.depthwise(depthwise, batch, input, depthwiseWeights, between);
        pointwise.convolve(batch, between, output);
    }

    @Override
    public void convolveAndActivate(
            int batch, Tensor input, ChannelAffine affine, Activation activation, int outputHaloPx, Tensor output) {
        backend.depthwise(depthwise, batch, input, depthwiseWeights, between);
        pointwise.convolveAndActivate(batch, between, affine, activation, outputHaloPx, output);
    }

    @Override
    public void inputGradient(int batch, Tensor outputGradient, Tensor inputGradient) {
        if (!gradientKept) {
            pointwise.inputGradient(batch, outputGradient, betweenGradient);
        }
        gradientKept = false;
        backend.depthwiseInputGradient(depthwise, batch, betweenGradient, depthwiseWeights, inputGradient);
    }

    /** @throws IllegalStateException always: a grey picture has one channel, and nothing to separate */
    @Override
    public void imageGradient(int batch, Tensor outputGradient, Tensor imageGradient) {
        throw new IllegalStateException("no gradient by the pixels: " + depthwise + " sees no grey picture");
    }

    /** After {@link #convolve} of the same input: that leaves what stands between the two steps. */
    @Override
    public void weightGradient(
            int batch, Tensor input, Tensor outputGradient, int gradientHaloPx, Tensor weightGradient) {
        pointwise.weightGradient(
                batch, between, outputGradient, gradientHaloPx, weightGradient.slice(mixing, mixingFloats));
        pointwise.inputGradient(batch, outputGradient, betweenGradient);
        gradientKept = true;
        backend.depthwiseWeightGradient(depthwise, batch, input, betweenGradient, weightGradient.slice(0, mixing));
    }
}
