package org.loopscope.inference.synthesis;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.encoder.EncoderSettings;
import org.loopscope.inference.encoder.NetworkModel;
import org.loopscope.inference.encoder.PictureScale;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.opencl.OpenClBackend;
import org.loopscope.inference.opencl.OpenClUnavailable;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;
import org.loopscope.stimulus.generate.BankGenerator;
import org.loopscope.stimulus.generate.BankSettings;

/** Gabor cells, and a network fitted to noisy single trials of theirs. */
final class FittedGaborCells implements AutoCloseable {
    static final double CONTRAST_RMS = 0.3;

    /**
     * How large the experiment is, and how noisy.
     *
     * @param noisePower share of a single trial's variance that is noise
     * @param simpleShare share of the cells that are simple
     * @param channels of each of the two layers
     */
    record Size(
            int neurons,
            double simpleShare,
            PictureSize picture,
            int presentations,
            double noisePower,
            int channels,
            int trainingSteps) {
        /** Small enough for many variants. */
        static final Size SMALL = new Size(24, 0.35, PictureSize.square(20), 1000, 0.7, 16, 1600);
    }

    final List<StimulusImage> bank;
    final NetworkModel model;
    private final Size size;
    private final GaborCells cells;
    private final long seed;

    FittedGaborCells(long seed) {
        this(Size.SMALL, seed);
    }

    FittedGaborCells(Size size, long seed) {
        this.size = size;
        this.seed = seed;
        cells = GaborCells.random(seed, size.neurons(), size.simpleShare(), size.picture());
        bank = new BankGenerator(new BankSettings(size.picture(), size.presentations(), 0, CONTRAST_RMS, seed))
                .generate()
                .choosable();
        EncoderSettings settings = new EncoderSettings(
                size.picture(),
                size.neurons(),
                new ConvolutionalArchitecture(List.of(
                        new ConvolutionLayer(size.channels(), 9, Padding.VALID),
                        new ConvolutionLayer(size.channels(), 3, Padding.SAME))),
                ReadoutKind.FACTORIZED,
                Regularization.klindt(size.neurons()),
                new PoissonLoss(),
                new Adam(),
                64,
                seed,
                new PictureScale(0f, (float) CONTRAST_RMS));
        model = new NetworkModel(settings, backend());
        float[][] trials = noisyTrials();
        for (int i = 0; i < bank.size(); i++) {
            model.add(bank.get(i).pixels(), trials[i]);
        }
        model.train(size.trainingSteps() * 3 / 5, 2e-3f);
        model.train(size.trainingSteps() * 2 / 5, 5e-4f);
    }

    private static TensorBackend backend() {
        try {
            return OpenClBackend.open();
        } catch (OpenClUnavailable none) {
            return new JavaBackend();
        }
    }

    /** Rates of mean one, with noise whose variance grows with the rate, to the given share of a trial's variance. */
    private float[][] noisyTrials() {
        float[][] trials = new float[bank.size()][size.neurons()];
        Random random = new Random(seed);
        for (int n = 0; n < size.neurons(); n++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < bank.size(); i++) {
                trials[i][n] =
                        (float) Math.max(0, cells.cell(n).drive(bank.get(i).pixels(), 0));
                sum += trials[i][n];
                squares += trials[i][n] * trials[i][n];
            }
            double mean = sum / bank.size();
            double signal = squares / bank.size() - mean * mean;
            double noisePerRate = signal * size.noisePower() / (1 - size.noisePower()) / mean;
            for (int i = 0; i < bank.size(); i++) {
                double rate = trials[i][n];
                double noisy = rate + Math.sqrt(noisePerRate * rate) * random.nextGaussian();
                trials[i][n] = (float) (Math.max(0, noisy) / mean);
            }
        }
        return trials;
    }

    /** Every cell's image, slice by slice as in a session. */
    List<SynthesizedImage> synthesized(AscentSettings settings) {
        ImageAscent ascent = new ImageAscent(settings, size.picture(), size.neurons(), bank);
        ascent.start(IntStream.range(0, size.neurons()).toArray(), seed);
        while (!ascent.advance(model, 10)) {
            // One slice after the other.
        }
        return ascent.best();
    }

    /** What the cells truly make of their images: the drive over the highest of any picture of that contrast energy. */
    double meanDriveOfOptimum(List<SynthesizedImage> images) {
        return images.stream()
                .mapToDouble(image -> {
                    GaborCells.Cell cell = cells.cell(image.targetNeuron());
                    return Math.max(0, cell.drive(image.image().pixels(), 0)) / cell.optimalDrive(CONTRAST_RMS);
                })
                .average()
                .orElseThrow();
    }

    boolean complex(int neuron) {
        return cells.cell(neuron).complex();
    }

    @Override
    public void close() {
        model.close();
    }
}
