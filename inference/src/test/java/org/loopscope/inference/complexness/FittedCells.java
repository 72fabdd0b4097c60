package org.loopscope.inference.complexness;

import java.util.List;
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
import org.loopscope.inference.quality.Correlation;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.synthesis.AscentSettings;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.StimulusImage;

/** The product's model of recorded cells, and what the survey says of them. */
final class FittedCells implements AutoCloseable {
    private static final int HELD_OUT = 200;

    final RecordedCells cells;
    final NetworkModel model;
    private final MeasuredResponses measured = new MeasuredResponses();

    /** @param channels of each of the three layers */
    FittedCells(RecordedCells cells, int channels, int steps, long seed) {
        this.cells = cells;
        int count = cells.population.count();
        float share = count / 103f;
        EncoderSettings settings = new EncoderSettings(
                RecordedCells.SIZE,
                count,
                new ConvolutionalArchitecture(List.of(
                        new ConvolutionLayer(channels, 7, Padding.VALID),
                        new ConvolutionLayer(channels, 3, Padding.SAME),
                        new ConvolutionLayer(channels, 3, Padding.SAME))),
                ReadoutKind.FACTORIZED,
                new Regularization(0.03f * share, 0.05f * share, 0.005f),
                new PoissonLoss(),
                new Adam(),
                64,
                seed,
                new PictureScale(0f, (float) RecordedCells.CONTRAST_RMS));
        model = new NetworkModel(settings, backend());
        for (int i = 0; i < cells.shown.size(); i++) {
            model.add(cells.shown.get(i).pixels(), cells.responses.get(i));
            measured.add(cells.shown.get(i).pixels(), cells.responses.get(i));
        }
        model.train(steps / 2, 2e-3f);
        model.train(steps / 4, 7e-4f);
        model.train(steps / 4, 2e-4f);
    }

    private static TensorBackend backend() {
        try {
            return OpenClBackend.open();
        } catch (OpenClUnavailable none) {
            return new JavaBackend();
        }
    }

    /** Of the prediction with the noise-free responses to pictures that were never shown, for each cell. */
    double[] correlation() {
        int count = cells.fresh.size();
        float[] rates = new float[count * model.neurons()];
        model.predict(flat(cells.fresh), count, rates);
        return Correlation.perNeuron(rates, flatTruth(count), count, model.neurons());
    }

    /** Judges every cell that the model predicts, slice by slice; null where it predicts none. */
    CellComplexness[] judge(int starts, int steps, long seed) {
        ComplexnessSurvey survey = new ComplexnessSurvey(
                ComplexnessSettings.of(starts, steps, 200),
                AscentSettings.defaults(),
                RecordedCells.SIZE,
                model.neurons(),
                cells.shown);
        List<float[]> pictures =
                cells.fresh.stream().map(StimulusImage::pixels).limit(HELD_OUT).toList();
        survey.begin(
                new HeldOutResponses(pictures, flatTruth(pictures.size()), correlation()),
                cells.shown.size(),
                model.neurons(),
                seed);
        CellComplexness[] judged = new CellComplexness[model.neurons()];
        while (survey.cellsLeft() > 0) {
            CellComplexness cell = survey.advance(model, measured);
            if (cell != null) {
                judged[cell.neuron()] = cell;
            }
        }
        return judged;
    }

    private float[] flatTruth(int count) {
        float[] truth = new float[count * model.neurons()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(cells.truth.get(i), 0, truth, i * model.neurons(), model.neurons());
        }
        return truth;
    }

    private static float[] flat(List<StimulusImage> pictures) {
        int pixels = RecordedCells.SIZE.pixels();
        float[] flat = new float[pictures.size() * pixels];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).pixels(), 0, flat, i * pixels, pixels);
        }
        return flat;
    }

    @Override
    public void close() {
        model.close();
    }
}
