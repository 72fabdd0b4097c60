package org.loopscope.inference.opencl;

import static org.loopscope.inference.opencl.OpenClTensor.onDevice;

import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.loopscope.inference.tensor.Activation;
import org.loopscope.inference.tensor.AdamStep;
import org.loopscope.inference.tensor.ChannelMoments;
import org.loopscope.inference.tensor.Convolution;
import org.loopscope.inference.tensor.ConvolutionShape;
import org.loopscope.inference.tensor.DepthwiseShape;
import org.loopscope.inference.tensor.FitLoss;
import org.loopscope.inference.tensor.GaborFilters;
import org.loopscope.inference.tensor.GaborMaps;
import org.loopscope.inference.tensor.GaborScale;
import org.loopscope.inference.tensor.GaussianReadoutShape;
import org.loopscope.inference.tensor.GaussianReadoutWeights;
import org.loopscope.inference.tensor.GaussianSample;
import org.loopscope.inference.tensor.LossTensors;
import org.loopscope.inference.tensor.MapShape;
import org.loopscope.inference.tensor.ReadoutShape;
import org.loopscope.inference.tensor.ReadoutWeights;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * The operations as OpenCL kernels on one device. Calls queue work and return; {@link #read} waits. Work sizes and the
 * order of every sum are fixed, so results repeat to the bit on the same device and driver.
 */
public final class OpenClBackend implements TensorBackend {
    private final OpenClRuntime runtime;
    private final OpenClPrograms programs;
    private final OpenClMemory memory;
    private final OpenClConvolutions convolutions;
    private final OpenClDepthwise depthwise;
    private final OpenClNormalization normalization;
    private final OpenClReadout readout;
    private final OpenClGaussianReadout gaussian;
    private final OpenClTraining training;
    private final OpenClGabor gabor;

    private OpenClBackend(OpenClRuntime runtime) {
        this.runtime = runtime;
        programs = new OpenClPrograms(runtime);
        memory = new OpenClMemory(runtime);
        convolutions = new OpenClConvolutions(runtime.cpu(), programs, memory);
        depthwise = new OpenClDepthwise(programs, memory);
        normalization = new OpenClNormalization(programs, memory);
        readout = new OpenClReadout(programs, memory);
        gaussian = new OpenClGaussianReadout(programs, memory);
        training = new OpenClTraining(programs, memory);
        gabor = new OpenClGabor(programs);
    }

    /**
     * Opens the first GPU, else the first CPU. Compiling the kernels takes a second or two the first time on a machine.
     *
     * @throws OpenClUnavailable where there is no OpenCL device
     */
    public static OpenClBackend open() {
        return new OpenClBackend(OpenClRuntime.open());
    }

    @Override
    public String device() {
        return runtime.description();
    }

    @Override
    public Tensor allocate(int floats) {
        return memory.allocate(floats);
    }

    @Override
    public long allocatedBytes() {
        return memory.allocatedBytes();
    }

    @Override
    public void write(float[] from, int fromOffset, int count, Tensor to) {
        if (count == 0) {
            return; // OpenCL refuses to copy nothing.
        }
        OpenClTensor target = onDevice(to);
        Pointer source = Pointer.to(from).withByteOffset((long) Sizeof.cl_float * fromOffset);
        long offset = (long) Sizeof.cl_float * target.offset();
        long bytes = (long) Sizeof.cl_float * count;
        CL.clEnqueueWriteBuffer(runtime.queue(), target.memory(), true, offset, bytes, source, 0, null, null);
    }

    @Override
    public void read(Tensor from, float[] to, int toOffset, int count) {
        if (count == 0) {
            return;
        }
        OpenClTensor source = onDevice(from);
        Pointer target = Pointer.to(to).withByteOffset((long) Sizeof.cl_float * toOffset);
        long offset = (long) Sizeof.cl_float * source.offset();
        long bytes = (long) Sizeof.cl_float * count;
        CL.clEnqueueReadBuffer(runtime.queue(), source.memory(), true, offset, bytes, target, 0, null, null);
    }

    @Override
    public void fillZero(Tensor tensor) {
        memory.fillZero(onDevice(tensor));
    }

    @Override
    public Convolution convolution(ConvolutionShape shape) {
        return convolutions.of(shape);
    }

    @Override
    public void depthwise(DepthwiseShape shape, int batch, Tensor input, Tensor kernels, Tensor output) {
        depthwise.convolve(shape, batch, onDevice(input), onDevice(kernels), onDevice(output));
    }

    @Override
    public void depthwiseInputGradient(
            DepthwiseShape shape, int batch, Tensor outputGradient, Tensor kernels, Tensor inputGradient) {
        depthwise.inputGradient(shape, batch, onDevice(outputGradient), onDevice(kernels), onDevice(inputGradient));
    }

    @Override
    public void depthwiseWeightGradient(
            DepthwiseShape shape, int batch, Tensor input, Tensor outputGradient, Tensor weightGradient) {
        depthwise.weightGradient(shape, batch, onDevice(input), onDevice(outputGradient), onDevice(weightGradient));
    }

    @Override
    public void batchMoments(
            int rows, int channels, Tensor values, ChannelMoments batch, ChannelMoments running, float momentum) {
        normalization.batchMoments(rows, channels, onDevice(values), batch, running, momentum);
    }

    @Override
    public void normalizeAndActivate(
            MapShape output,
            int batch,
            Tensor values,
            ChannelMoments moments,
            Tensor shift,
            Activation activation,
            Tensor activations) {
        normalization.normalizeAndActivate(
                output, batch, onDevice(values), moments, onDevice(shift), activation, onDevice(activations));
    }

    @Override
    public void normalizationGradient(
            MapShape output,
            int batch,
            Tensor values,
            ChannelMoments moments,
            Tensor shift,
            Activation activation,
            Tensor gradient,
            Tensor shiftGradient,
            Tensor valueGradient) {
        normalization.normalizationGradient(
                output,
                batch,
                onDevice(values),
                moments,
                onDevice(shift),
                activation,
                onDevice(gradient),
                onDevice(shiftGradient),
                onDevice(valueGradient));
    }

    @Override
    public void affineGradient(
            MapShape output,
            int batch,
            Tensor activations,
            int activationHaloPx,
            Tensor scale,
            Activation activation,
            Tensor gradient,
            Tensor valueGradient) {
        normalization.affineGradient(
                output,
                batch,
                onDevice(activations),
                activationHaloPx,
                onDevice(scale),
                activation,
                onDevice(gradient),
                onDevice(valueGradient));
    }

    @Override
    public void readout(
            ReadoutShape shape,
            int batch,
            Tensor maps,
            ReadoutWeights weights,
            Tensor pooled,
            Tensor drives,
            Tensor rates) {
        readout.readout(shape, batch, onDevice(maps), weights, onDevice(pooled), onDevice(drives), onDevice(rates));
    }

    @Override
    public void loss(FitLoss loss, int neurons, int batch, LossTensors tensors) {
        training.loss(loss, neurons, batch, tensors);
    }

    @Override
    public void readoutMapGradient(
            ReadoutShape shape, int batch, Tensor driveGradient, ReadoutWeights weights, Tensor mapGradient) {
        readout.mapGradient(shape, batch, onDevice(driveGradient), weights, onDevice(mapGradient));
    }

    @Override
    public void readoutWeightGradient(
            ReadoutShape shape,
            int batch,
            Tensor maps,
            Tensor pooled,
            Tensor driveGradient,
            ReadoutWeights weights,
            ReadoutWeights gradient) {
        readout.weightGradient(
                shape, batch, onDevice(maps), onDevice(pooled), onDevice(driveGradient), weights, gradient);
    }

    @Override
    public void gaussianPositions(
            GaussianReadoutShape shape, int batch, GaussianReadoutWeights weights, Tensor noise, Tensor positions) {
        gaussian.positions(shape, batch, weights, onDevice(noise), onDevice(positions));
    }

    @Override
    public void gaussianReadout(
            GaussianReadoutShape shape,
            int batch,
            Tensor maps,
            GaussianReadoutWeights weights,
            GaussianSample sample,
            Tensor drives,
            Tensor rates) {
        gaussian.readout(shape, batch, onDevice(maps), weights, sample, onDevice(drives), onDevice(rates));
    }

    @Override
    public void gaussianMapGradient(
            GaussianReadoutShape shape,
            int batch,
            Tensor driveGradient,
            GaussianReadoutWeights weights,
            GaussianSample sample,
            Tensor mapGradient) {
        gaussian.mapGradient(shape, batch, onDevice(driveGradient), weights, sample, onDevice(mapGradient));
    }

    @Override
    public void gaussianWeightGradient(
            GaussianReadoutShape shape,
            int batch,
            Tensor maps,
            Tensor noise,
            GaussianSample sample,
            Tensor driveGradient,
            GaussianReadoutWeights weights,
            GaussianReadoutWeights gradient) {
        gaussian.weightGradient(
                shape, batch, onDevice(maps), onDevice(noise), sample, onDevice(driveGradient), weights, gradient);
    }

    @Override
    public void addSmoothness(MapShape filters, float strength, Tensor weights, Tensor gradient, Tensor penalties) {
        training.addSmoothness(filters, strength, onDevice(weights), onDevice(gradient), onDevice(penalties));
    }

    @Override
    public void addSparsity(int rows, float strength, Tensor weights, Tensor gradient, Tensor penalties) {
        training.addSparsity(rows, strength, onDevice(weights), onDevice(gradient), onDevice(penalties));
    }

    @Override
    public void addGroupSparsity(
            ConvolutionShape shape, float strength, Tensor weights, Tensor gradient, Tensor penalties) {
        training.addGroupSparsity(shape, strength, onDevice(weights), onDevice(gradient), onDevice(penalties));
    }

    @Override
    public void addReadoutSparsity(
            ReadoutShape shape, float strength, ReadoutWeights weights, ReadoutWeights gradient, Tensor penalties) {
        training.addReadoutSparsity(shape, strength, weights, gradient, onDevice(penalties));
    }

    @Override
    public void adam(AdamStep step, Tensor parameters, Tensor gradient, Tensor firstMoments, Tensor secondMoments) {
        training.adam(step, onDevice(parameters), onDevice(gradient), onDevice(firstMoments), onDevice(secondMoments));
    }

    @Override
    public void sumRows(int rows, Tensor from, Tensor sums) {
        training.sumRows(onDevice(from), rows, onDevice(sums));
    }

    @Override
    public void accumulate(Tensor terms, int count, Tensor total) {
        training.accumulate(onDevice(terms), count, onDevice(total));
    }

    @Override
    public void gaborEnergies(
            GaborScale scale,
            int batch,
            Tensor pictures,
            int pictureFloats,
            GaborFilters filters,
            GaborMaps maps,
            Tensor features,
            int featureFloats) {
        gabor.energies(
                scale, batch, onDevice(pictures), pictureFloats, filters, maps, onDevice(features), featureFloats);
    }

    @Override
    public void gaborGradient(
            GaborScale scale,
            int batch,
            Tensor featureGradient,
            int featureFloats,
            GaborFilters filters,
            GaborMaps maps,
            Tensor pictureGradient,
            int pictureFloats) {
        gabor.gradient(
                scale,
                batch,
                onDevice(featureGradient),
                featureFloats,
                filters,
                maps,
                onDevice(pictureGradient),
                pictureFloats);
    }

    @Override
    public void copyRows(int rows, int count, Tensor from, int fromStride, Tensor to, int toStride) {
        gabor.copyRows(rows, count, onDevice(from), fromStride, onDevice(to), toStride);
    }

    @Override
    public void close() {
        memory.close();
        programs.close();
        runtime.close();
    }
}
