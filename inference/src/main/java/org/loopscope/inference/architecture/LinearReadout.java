package org.loopscope.inference.architecture;

import java.util.Arrays;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.ChannelAffine;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * A weight, of either sign, for every feature. For cores of one pixel, whose features know their place themselves. Weights: {@code [feature][padded neuron]}, then the biases.
 */
public final class LinearReadout implements Readout {
    private final ConvolutionShape shape;
    private final Convolution convolution;
    private final Activation output;
    private final TensorBackend backend;
    private final Tensor ones;

    /**
     * @param features channels of the core, a multiple of 16
     * @param output from the drive to the rate
     */
    public LinearReadout(int features, int neurons, Activation output, TensorBackend backend) {
        shape = new ConvolutionShape(1, 1, features, TensorBackend.padded(neurons), 1, 0);
        convolution = backend.convolution(shape);
        this.output = output;
        this.backend = backend;
        float[] one = new float[shape.outputChannels()];
        Arrays.fill(one, 1f);
        ones = backend.allocate(one.length);
        backend.write(one, 0, one.length, ones);
    }

    @Override
    public int paddedNeurons() {
        return shape.outputChannels();
    }

    @Override
    public int weightCount() {
        return shape.weightFloats() + shape.outputChannels();
    }

    @Override
    public void refresh(PartMemory memory) {
        convolution.kernels(memory.weights().slice(0, shape.weightFloats()));
    }

    @Override
    public void forward(PartMemory memory, int count, Tensor features, Tensor drives, Tensor rates) {
        Tensor biases = memory.weights().slice(shape.weightFloats(), shape.outputChannels());
        ChannelAffine affine = new ChannelAffine(ones, biases);
        convolution.convolveAndActivate(count, features, affine, Activation.IDENTITY, 0, drives);
        if (output == Activation.IDENTITY) {
            backend.copyRows(1, count * paddedNeurons(), drives, 0, rates, 0);
        } else {
            convolution.convolveAndActivate(count, features, affine, output, 0, rates);
        }
    }

    @Override
    public void featureGradient(PartMemory memory, int count, Tensor driveGradient, Tensor featureGradient) {
        convolution.inputGradient(count, driveGradient, featureGradient);
    }

    /** Gradient by the weights, overwritten. */
    void weightGradient(PartMemory memory, int count, Tensor features, Tensor driveGradient) {
        convolution.weightGradient(
                count, features, driveGradient, 0, memory.gradient().slice(0, shape.weightFloats()));
        backend.sumRows(count, driveGradient, memory.gradient().slice(shape.weightFloats(), shape.outputChannels()));
    }
}
