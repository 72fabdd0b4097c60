package org.loopscope.inference.tensor;

/**
 * One convolution on one device, forward and backward. A device may keep the kernels in a form of its own; hence they are
 * given once, by {@link #kernels}, for all calls that follow.
 *
 * <p>One thread, as its {@link TensorBackend}. Shapes and layouts: {@link ConvolutionShape}.
 */
public interface Convolution {
    /**
     * The kernels from now on. To be called again when they have changed, in the same memory or another; until then that
     * memory is read.
     *
     * @param weights {@link ConvolutionShape#weightFloats}
     */
    void kernels(Tensor weights);

    /** Output without a halo. */
    void convolve(int batch, Tensor input, Tensor output);

    /**
     * Convolution, then {@code activation(scale[c] * sum + shift[c])} into a framed map whose frame stays untouched:
     * a layer with its normalisation folded in, as used for prediction.
     */
    void convolveAndActivate(
            int batch, Tensor input, ChannelAffine affine, Activation activation, int outputHaloPx, Tensor output);

    /**
     * Gradient by the input.
     *
     * @param outputGradient framed by {@link ConvolutionShape#gradientHaloPx}
     * @param inputGradient receives the gradient without a halo
     */
    void inputGradient(int batch, Tensor outputGradient, Tensor inputGradient);

    /**
     * {@link #inputGradient} for a layer that sees a grey picture: the output's gradient has no frame here, and the
     * picture's gradient covers its frame too ({@link ConvolutionShape#inputFloats} per picture).
     */
    void imageGradient(int batch, Tensor outputGradient, Tensor imageGradient);

    /** Overwrites {@code weightGradient}; the output's gradient is framed by {@code gradientHaloPx}. */
    void weightGradient(int batch, Tensor input, Tensor outputGradient, int gradientHaloPx, Tensor weightGradient);
}
