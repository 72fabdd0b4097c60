package org.loopscope.inference.tensor;

/** Every operation in plain Java on the calling thread: the oracle of the tests, and the model without a device. */
public final class JavaBackend implements TensorBackend {
    private long allocatedBytes;

    @Override
    public String device() {
        return "plain Java " + Runtime.version().feature() + ", one thread";
    }

    @Override
    public Tensor allocate(int floats) {
        allocatedBytes += (long) Float.BYTES * floats;
        return new HostTensor(floats);
    }

    @Override
    public long allocatedBytes() {
        return allocatedBytes;
    }

    @Override
    public void write(float[] from, int fromOffset, int count, Tensor to) {
        HostTensor host = HostTensor.of(to);
        System.arraycopy(from, fromOffset, host.data(), host.offset(), count);
    }

    @Override
    public void read(Tensor from, float[] to, int toOffset, int count) {
        HostTensor host = HostTensor.of(from);
        System.arraycopy(host.data(), host.offset(), to, toOffset, count);
    }

    @Override
    public void fillZero(Tensor tensor) {
        HostTensor.of(tensor).fill(tensor.length(), 0f);
    }

    @Override
    public Convolution convolution(ConvolutionShape shape) {
        return new PlainConvolution(shape);
    }

    @Override
    public void depthwise(DepthwiseShape shape, int batch, Tensor input, Tensor kernels, Tensor output) {
        new JavaDepthwise(shape).convolve(batch, HostTensor.of(input), HostTensor.of(kernels), HostTensor.of(output));
    }

    @Override
    public void depthwiseInputGradient(
            DepthwiseShape shape, int batch, Tensor outputGradient, Tensor kernels, Tensor inputGradient) {
        new JavaDepthwise(shape)
                .inputGradient(
                        batch, HostTensor.of(outputGradient), HostTensor.of(kernels), HostTensor.of(inputGradient));
    }

    @Override
    public void depthwiseWeightGradient(
            DepthwiseShape shape, int batch, Tensor input, Tensor outputGradient, Tensor weightGradient) {
        new JavaDepthwise(shape)
                .weightGradient(
                        batch, HostTensor.of(input), HostTensor.of(outputGradient), HostTensor.of(weightGradient));
    }

    @Override
    public void batchMoments(
            int rows, int channels, Tensor values, ChannelMoments batch, ChannelMoments running, float momentum) {
        JavaNormalization.batchMoments(rows, channels, HostTensor.of(values), batch, running, momentum);
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
        JavaNormalization.normalizeAndActivate(
                output,
                batch,
                HostTensor.of(values),
                moments,
                HostTensor.of(shift),
                activation,
                HostTensor.of(activations));
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
        JavaNormalization.normalizationGradient(
                output,
                batch,
                HostTensor.of(values),
                moments,
                HostTensor.of(shift),
                activation,
                HostTensor.of(gradient),
                HostTensor.of(shiftGradient),
                HostTensor.of(valueGradient));
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
        JavaNormalization.affineGradient(
                output,
                batch,
                HostTensor.of(activations),
                activationHaloPx,
                HostTensor.of(scale),
                activation,
                HostTensor.of(gradient),
                HostTensor.of(valueGradient));
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
        JavaReadout.readout(
                shape,
                batch,
                HostTensor.of(maps),
                JavaReadout.Weights.of(weights),
                HostTensor.of(pooled),
                HostTensor.of(drives),
                HostTensor.of(rates));
    }

    @Override
    public void loss(FitLoss loss, int neurons, int batch, LossTensors tensors) {
        JavaLosses.loss(loss, neurons, batch, tensors);
    }

    @Override
    public void readoutMapGradient(
            ReadoutShape shape, int batch, Tensor driveGradient, ReadoutWeights weights, Tensor mapGradient) {
        JavaReadout.mapGradient(
                shape,
                batch,
                HostTensor.of(driveGradient),
                JavaReadout.Weights.of(weights),
                HostTensor.of(mapGradient));
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
        JavaReadout.weightGradient(
                shape,
                batch,
                HostTensor.of(maps),
                HostTensor.of(pooled),
                HostTensor.of(driveGradient),
                JavaReadout.Weights.of(weights),
                JavaReadout.Weights.of(gradient));
    }

    @Override
    public void gaussianPositions(
            GaussianReadoutShape shape, int batch, GaussianReadoutWeights weights, Tensor noise, Tensor positions) {
        new JavaGaussianReadout(shape, weights).positions(batch, HostTensor.of(noise), HostTensor.of(positions));
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
        new JavaGaussianReadout(shape, weights)
                .readout(batch, HostTensor.of(maps), sample, HostTensor.of(drives), HostTensor.of(rates));
    }

    @Override
    public void gaussianMapGradient(
            GaussianReadoutShape shape,
            int batch,
            Tensor driveGradient,
            GaussianReadoutWeights weights,
            GaussianSample sample,
            Tensor mapGradient) {
        new JavaGaussianReadout(shape, weights)
                .mapGradient(
                        batch,
                        HostTensor.of(driveGradient),
                        HostTensor.of(sample.positions()),
                        HostTensor.of(mapGradient));
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
        new JavaGaussianReadout(shape, weights)
                .weightGradient(
                        batch,
                        HostTensor.of(maps),
                        HostTensor.of(noise),
                        sample,
                        HostTensor.of(driveGradient),
                        gradient);
    }

    @Override
    public void addSmoothness(MapShape filters, float strength, Tensor weights, Tensor gradient, Tensor penalties) {
        JavaPenalties.addSmoothness(
                filters, strength, HostTensor.of(weights), HostTensor.of(gradient), HostTensor.of(penalties));
    }

    @Override
    public void addSparsity(int rows, float strength, Tensor weights, Tensor gradient, Tensor penalties) {
        JavaPenalties.addSparsity(
                rows, strength, HostTensor.of(weights), HostTensor.of(gradient), HostTensor.of(penalties));
    }

    @Override
    public void addGroupSparsity(
            ConvolutionShape shape, float strength, Tensor weights, Tensor gradient, Tensor penalties) {
        JavaPenalties.addGroupSparsity(
                shape, strength, HostTensor.of(weights), HostTensor.of(gradient), HostTensor.of(penalties));
    }

    @Override
    public void addReadoutSparsity(
            ReadoutShape shape, float strength, ReadoutWeights weights, ReadoutWeights gradient, Tensor penalties) {
        JavaPenalties.addReadoutSparsity(
                shape,
                strength,
                JavaReadout.Weights.of(weights),
                JavaReadout.Weights.of(gradient),
                HostTensor.of(penalties));
    }

    @Override
    public void adam(AdamStep step, Tensor parameters, Tensor gradient, Tensor firstMoments, Tensor secondMoments) {
        JavaPenalties.adam(
                step,
                HostTensor.of(parameters),
                HostTensor.of(gradient),
                HostTensor.of(firstMoments),
                HostTensor.of(secondMoments));
    }

    @Override
    public void sumRows(int rows, Tensor from, Tensor sums) {
        HostTensor matrix = HostTensor.of(from);
        HostTensor to = HostTensor.of(sums);
        to.fill(to.length(), 0f);
        for (int i = 0; i < rows * to.length(); i++) {
            to.data()[to.offset() + i % to.length()] += matrix.data()[matrix.offset() + i];
        }
    }

    @Override
    public void accumulate(Tensor terms, int count, Tensor total) {
        HostTensor from = HostTensor.of(terms);
        HostTensor to = HostTensor.of(total);
        float sum = to.data()[to.offset()];
        for (int i = 0; i < count; i++) {
            sum += from.data()[from.offset() + i];
        }
        to.data()[to.offset()] = sum;
    }

    /** Nothing to free: the memory is the garbage collector's. */
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
        new JavaGabor(scale, filters, maps)
                .energies(batch, HostTensor.of(pictures), pictureFloats, HostTensor.of(features), featureFloats);
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
        new JavaGabor(scale, filters, maps)
                .gradient(
                        batch,
                        HostTensor.of(featureGradient),
                        featureFloats,
                        HostTensor.of(pictureGradient),
                        pictureFloats);
    }

    @Override
    public void copyRows(int rows, int count, Tensor from, int fromStride, Tensor to, int toStride) {
        HostTensor source = HostTensor.of(from);
        HostTensor target = HostTensor.of(to);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(
                    source.data(),
                    source.offset() + row * fromStride,
                    target.data(),
                    target.offset() + row * toStride,
                    count);
        }
    }

    @Override
    public void close() {}
}
