package org.loopscope.inference.tensor;

/** {@link Convolution} in plain Java: the oracle of the kernels. */
final class PlainConvolution implements Convolution {
    private final ConvolutionShape shape;
    private HostTensor weights;

    PlainConvolution(ConvolutionShape shape) {
        this.shape = shape;
        weights = new HostTensor(shape.weightFloats());
    }

    @Override
    public void kernels(Tensor newest) {
        weights = HostTensor.of(newest);
    }

    @Override
    public void convolve(int batch, Tensor input, Tensor output) {
        JavaConvolution.convolve(shape, batch, HostTensor.of(input), weights, HostTensor.of(output));
    }

    @Override
    public void convolveAndActivate(
            int batch, Tensor input, ChannelAffine affine, Activation activation, int outputHaloPx, Tensor output) {
        HostTensor sums = new HostTensor(batch * shape.outputFloats());
        JavaConvolution.convolve(shape, batch, HostTensor.of(input), weights, sums);
        HostTensor scale = HostTensor.of(affine.scale());
        HostTensor shift = HostTensor.of(affine.shift());
        HostTensor out = HostTensor.of(output);
        MapShape framed = shape.output(outputHaloPx);
        int from = 0;
        for (int pixel = 0; pixel < batch * shape.outputPixels(); pixel++) {
            int to = out.offset()
                    + JavaNormalization.framedPixel(framed, pixel / shape.outputPixels(), pixel % shape.outputPixels());
            for (int c = 0; c < shape.outputChannels(); c++, from++) {
                float z = scale.data()[scale.offset() + c] * sums.data()[from] + shift.data()[shift.offset() + c];
                out.data()[to + c] = JavaNormalization.activate(activation, z);
            }
        }
    }

    @Override
    public void inputGradient(int batch, Tensor outputGradient, Tensor inputGradient) {
        HostTensor flipped = JavaConvolution.flipped(shape, weights);
        JavaConvolution.convolve(
                shape.transposed(), batch, HostTensor.of(outputGradient), flipped, HostTensor.of(inputGradient));
    }

    @Override
    public void imageGradient(int batch, Tensor outputGradient, Tensor imageGradient) {
        JavaConvolution.imageGradient(
                shape, batch, HostTensor.of(outputGradient), weights, HostTensor.of(imageGradient));
    }

    @Override
    public void weightGradient(
            int batch, Tensor input, Tensor outputGradient, int gradientHaloPx, Tensor weightGradient) {
        JavaConvolution.weightGradient(
                shape,
                batch,
                HostTensor.of(input),
                HostTensor.of(outputGradient),
                gradientHaloPx,
                HostTensor.of(weightGradient));
    }
}
