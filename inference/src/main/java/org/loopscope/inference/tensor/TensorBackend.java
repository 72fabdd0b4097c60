package org.loopscope.inference.tensor;

/**
 * The operations that the encoding model is made of, on one device. The model is written once over this interface;
 * {@link JavaBackend} is the oracle and the fallback, the OpenCL one is the fast one.
 *
 * <p>One thread. Operations may be queued and run later, in order; {@link #read} waits for them. Every sum has a fixed
 * order, so the same calls give the same numbers to the bit on the same device. Between devices results differ by
 * rounding. Maps and weights are laid out as {@link ConvolutionShape} says; {@code batch} counts pictures.
 */
public interface TensorBackend extends AutoCloseable {
    /** Channels and padded neurons come in multiples of this. */
    int LANES = 16;

    /** Added to the variance before its root is taken, in batch normalisation. */
    float VARIANCE_EPSILON = 1e-3f;

    /** Added to the predicted rate before its logarithm is taken, in the Poisson loss. */
    float RATE_EPSILON = 1e-5f;

    /** Added to the energy of a kernel before its root or its inverse is taken, in the penalties. */
    float NORM_EPSILON = 1e-12f;

    /** Added to a pooled Gabor amplitude before its logarithm is taken; a normalised picture's are near one. */
    float AMPLITUDE_OFFSET = 1e-2f;

    /** Added to the energy of a quadrature pair before its root is taken, so that the root has a gradient at 0. */
    float ENERGY_EPSILON = 1e-4f;

    /** The next multiple of {@link #LANES}. */
    static int padded(int n) {
        return (n + LANES - 1) / LANES * LANES;
    }

    /** Device and backend in words, for the log. */
    String device();

    /** Zeroed memory; a few floats behind the end are readable, so that kernels may read whole vectors. */
    Tensor allocate(int floats);

    /** Device memory that was allocated and not freed, the kernels' own intermediate results included. */
    long allocatedBytes();

    void write(float[] from, int fromOffset, int count, Tensor to);

    /** Waits for everything queued before, then copies the first {@code count} floats. */
    void read(Tensor from, float[] to, int toOffset, int count);

    void fillZero(Tensor tensor);

    /** A convolution of this shape, with what memory it needs; freed with the backend. */
    Convolution convolution(ConvolutionShape shape);

    /**
     * Convolves each channel with its own kernel.
     *
     * @param input framed
     * @param output unframed
     */
    void depthwise(DepthwiseShape shape, int batch, Tensor input, Tensor kernels, Tensor output);

    /** Gradient by the input from that by the output, both unframed; overwritten. */
    void depthwiseInputGradient(
            DepthwiseShape shape, int batch, Tensor outputGradient, Tensor kernels, Tensor inputGradient);

    /**
     * Gradient by the kernels, overwritten.
     *
     * @param input framed
     * @param outputGradient unframed
     */
    void depthwiseWeightGradient(
            DepthwiseShape shape, int batch, Tensor input, Tensor outputGradient, Tensor weightGradient);

    /**
     * Mean and variance of each channel over {@code rows} pixels, and their running averages
     * ({@code running += momentum * (batch - running)}, the variance unbiased there, as PyTorch does).
     */
    void batchMoments(
            int rows, int channels, Tensor values, ChannelMoments batch, ChannelMoments running, float momentum);

    /** {@code activation((value - mean) / sqrt(variance + eps) + shift)}, from unframed values into a framed map. */
    void normalizeAndActivate(
            MapShape output,
            int batch,
            Tensor values,
            ChannelMoments moments,
            Tensor shift,
            Activation activation,
            Tensor activations);

    /**
     * Backward through activation and batch normalisation, batch statistics included.
     *
     * @param values what was normalised
     * @param gradient of the loss by the activations, unframed; destroyed
     * @param shiftGradient overwritten
     * @param valueGradient receives the gradient by the values, framed as {@code output} says
     */
    void normalizationGradient(
            MapShape output,
            int batch,
            Tensor values,
            ChannelMoments moments,
            Tensor shift,
            Activation activation,
            Tensor gradient,
            Tensor shiftGradient,
            Tensor valueGradient);

    /**
     * Backward through {@link Convolution#convolveAndActivate}'s activation and affine part.
     *
     * @param activations framed by {@code activationHaloPx}; their derivative is read off them
     * @param gradient by the activations, unframed
     * @param valueGradient receives the gradient by the convolution's output, framed as {@code output} says
     */
    void affineGradient(
            MapShape output,
            int batch,
            Tensor activations,
            int activationHaloPx,
            Tensor scale,
            Activation activation,
            Tensor gradient,
            Tensor valueGradient);

    /**
     * Drives and rates (softplus of the drive), {@code batch * paddedNeurons} each, from an unframed map.
     *
     * @param pooled receives each picture's maps pooled by each neuron's spatial weights, {@code [channel][neuron]}
     */
    void readout(
            ReadoutShape shape,
            int batch,
            Tensor maps,
            ReadoutWeights weights,
            Tensor pooled,
            Tensor drives,
            Tensor rates);

    /** How far the rates are from the responses, and the gradient by the drives. */
    void loss(FitLoss loss, int neurons, int batch, LossTensors tensors);

    /** Gradient by the maps, unframed, overwritten. */
    void readoutMapGradient(
            ReadoutShape shape, int batch, Tensor driveGradient, ReadoutWeights weights, Tensor mapGradient);

    /**
     * Gradient by the three sets of readout weights, overwritten.
     *
     * @param pooled as {@link #readout} left it for the same maps and weights
     */
    void readoutWeightGradient(
            ReadoutShape shape,
            int batch,
            Tensor maps,
            Tensor pooled,
            Tensor driveGradient,
            ReadoutWeights weights,
            ReadoutWeights gradient);

    /**
     * Where each neuron of a Gaussian readout looks in each picture: {@code mean + spread * noise}. Means that have left
     * the map are put back on its border first.
     *
     * @param noise normal numbers, {@link GaussianReadoutShape#positionFloats} for each picture; zeros for the means
     * @param positions receives as many
     */
    void gaussianPositions(
            GaussianReadoutShape shape, int batch, GaussianReadoutWeights weights, Tensor noise, Tensor positions);

    /**
     * Drives and rates (softplus of the drive), {@code batch * paddedNeurons} each, from an unframed map.
     *
     * @param sample has the positions, and receives what is seen there
     */
    void gaussianReadout(
            GaussianReadoutShape shape,
            int batch,
            Tensor maps,
            GaussianReadoutWeights weights,
            GaussianSample sample,
            Tensor drives,
            Tensor rates);

    /** Gradient by the maps, unframed, overwritten. */
    void gaussianMapGradient(
            GaussianReadoutShape shape,
            int batch,
            Tensor driveGradient,
            GaussianReadoutWeights weights,
            GaussianSample sample,
            Tensor mapGradient);

    /**
     * Gradient by the four sets of weights, overwritten. A position beyond the map has no slope.
     *
     * @param noise that the sample's positions were made with
     * @param sample as {@link #gaussianReadout} left it for the same maps and weights
     */
    void gaussianWeightGradient(
            GaussianReadoutShape shape,
            int batch,
            Tensor maps,
            Tensor noise,
            GaussianSample sample,
            Tensor driveGradient,
            GaussianReadoutWeights weights,
            GaussianReadoutWeights gradient);

    /**
     * Smoothness of filters over a grey picture, one in each channel: {@code strength * sum over channels of
     * |Laplacian * w|^2 / |w|^2}, zeros beyond the filter's border. Adds the gradient.
     *
     * @param filters without a frame
     * @param penalties receives one term per channel
     */
    void addSmoothness(MapShape filters, float strength, Tensor weights, Tensor gradient, Tensor penalties);

    /**
     * {@code strength * sum of |w|} over the rows of each column. Adds the gradient.
     *
     * @param weights {@code rows} rows of as many columns as there are penalties, a multiple of 16
     * @param penalties receives one term per column
     */
    void addSparsity(int rows, float strength, Tensor weights, Tensor gradient, Tensor penalties);

    /**
     * {@code strength * sum over input and output channels of the norm of the kernel between them}. Adds the gradient.
     *
     * @param penalties receives one term per output channel
     */
    void addGroupSparsity(ConvolutionShape shape, float strength, Tensor weights, Tensor gradient, Tensor penalties);

    /**
     * {@code strength * sum over neurons of (sum |spatial|) (sum |feature|)}. Adds the gradient.
     *
     * @param penalties receives one term per padded neuron
     */
    void addReadoutSparsity(
            ReadoutShape shape, float strength, ReadoutWeights weights, ReadoutWeights gradient, Tensor penalties);

    /** Updates parameters and both moments in place. */
    void adam(AdamStep step, Tensor parameters, Tensor gradient, Tensor firstMoments, Tensor secondMoments);

    /** Sums {@code rows} rows, in order, into one: {@code sums} says how long a row is, a multiple of 16. */
    void sumRows(int rows, Tensor from, Tensor sums);

    /** Adds the first {@code count} floats, in order, to {@code total[0]}. */
    void accumulate(Tensor terms, int count, Tensor total);

    /**
     * The logarithms of pooled Gabor amplitudes: {@code log(offset + sum over positions of weight * amplitude)}, an
     * amplitude being {@code sqrt(even^2 + odd^2 + eps)} of a quadrature pair.
     *
     * @param pictures unframed, row by row, {@code pictureFloats} from one to the next
     * @param features receives {@link GaborScale#features} values of each picture, {@code featureFloats} from one to the
     *     next
     */
    void gaborEnergies(
            GaborScale scale,
            int batch,
            Tensor pictures,
            int pictureFloats,
            GaborFilters filters,
            GaborMaps maps,
            Tensor features,
            int featureFloats);

    /** Adds, after {@link #gaborEnergies}, the gradient by the pixels to {@code pictureGradient}; once for a forward pass. */
    void gaborGradient(
            GaborScale scale,
            int batch,
            Tensor featureGradient,
            int featureFloats,
            GaborFilters filters,
            GaborMaps maps,
            Tensor pictureGradient,
            int pictureFloats);

    /** Copies {@code count} floats (a multiple of 16) of each of {@code rows} rows. */
    void copyRows(int rows, int count, Tensor from, int fromStride, Tensor to, int toStride);

    @Override
    void close();
}
