package org.loopscope.inference.quality;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures models on the responses to held-out pictures that there are at its making. Its bootstrap samples are drawn
 * once, so that two models are compared on the same ones. One thread; deterministic, to the bit on every machine.
 *
 * <p>An interval says how the figure might have come out with other pictures of the same kind and other repeats of them,
 * for the same neurons and the same fitted model. Work is bounded by about a million picture-neuron-samples while
 * pictures times neurons stay below 10,000, and grows with their product beyond.
 */
public final class HeldOutTest {
    private final RepeatedResponses responses;
    private final int[] pictures;
    private final Extent extent;
    private final int[] reliable;
    private final PictureResamples shown;
    /** The same, when every picture shown was repeated. */
    private final PictureResamples repeated;

    /**
     * How much was shown.
     *
     * @param pictures shown at least once
     * @param repeatedPictures shown at least twice
     * @param presentations of them all
     */
    public record Extent(int pictures, int repeatedPictures, int presentations) {
        boolean allRepeated() {
            return repeatedPictures == pictures;
        }

        BootstrapInterval intervalOf(QualityFigure figure) {
            return new BootstrapInterval(figure.isOfAllShown() ? pictures : repeatedPictures);
        }
    }

    /** @param seed draws the bootstrap samples */
    public HeldOutTest(RepeatedResponses responses, long seed) {
        this.responses = responses;
        pictures = responses.picturesWith(1);
        boolean[] isRepeated = new boolean[pictures.length];
        int presentations = 0;
        for (int i = 0; i < pictures.length; i++) {
            isRepeated[i] = responses.repeats(pictures[i]) > 1;
            presentations += responses.repeats(pictures[i]);
        }
        extent = new Extent(pictures.length, responses.picturesWith(2).length, presentations);
        reliable = reliable(responses.reliability());
        shown = PictureResamples.draw(pictures.length, responses.neurons(), seed);
        repeated = extent.allRepeated() ? shown : shown.of(isRepeated);
    }

    private static int[] reliable(List<Reliability> reliability) {
        int[] neurons = new int[reliability.size()];
        int count = 0;
        for (int neuron = 0; neuron < neurons.length; neuron++) {
            if (reliability.get(neuron).reliable()) {
                neurons[count++] = neuron;
            }
        }
        return Arrays.copyOf(neurons, count);
    }

    /**
     * Measures a model.
     *
     * @throws IllegalArgumentException when the predictions are not of the pictures that have been shown
     */
    public TestedModel of(HeldOutPredictions predictions) {
        int neurons = responses.neurons();
        if (!Arrays.equals(predictions.pictures(), pictures)
                || predictions.rates().length != pictures.length * neurons) {
            throw new IllegalArgumentException("predictions of " + predictions.pictures().length + " pictures, "
                    + predictions.rates().length + " rates, cannot be tested on " + pictures.length
                    + " pictures that were shown to " + neurons + " neurons");
        }
        if (pictures.length < 2) {
            TestQuality none = TestQuality.none(neurons, pictures.length, extent.presentations());
            return new TestedModel(none, extent, Map.of(), new double[0]);
        }
        PopulationFigures population = new PopulationFigures(neurons, reliable, shown.columns());
        PictureSums shownSums = new PictureSums(shown.columns());
        PictureSums repeatedSums = extent.allRepeated() ? shownSums : new PictureSums(shown.columns());
        NeuronFigures figures = new NeuronFigures(shown.columns());
        Map<QualityFigure, FigureEstimates> ofNeurons = new EnumMap<>(QualityFigure.class);
        for (QualityFigure figure : QualityFigure.values()) {
            ofNeurons.put(figure, FigureEstimates.undefined(neurons));
        }
        for (int neuron = 0; neuron < neurons; neuron++) {
            measure(neuron, predictions.rates(), shownSums, repeatedSums, figures);
            population.add(neuron, figures);
            int of = neuron;
            ofNeurons.forEach((figure, estimates) ->
                    estimates.put(of, extent.intervalOf(figure).ofNeuron(figures.of(figure), figure.scale())));
        }
        return population.tested(ofNeurons, extent);
    }

    private void measure(
            int neuron, float[] rates, PictureSums shownSums, PictureSums repeatedSums, NeuronFigures figures) {
        double[] predicted = new double[pictures.length];
        double[] means = new double[pictures.length];
        double[] squares = new double[pictures.length];
        for (int i = 0; i < pictures.length; i++) {
            predicted[i] = rates[i * responses.neurons() + neuron];
            means[i] = responses.mean(pictures[i], neuron);
            squares[i] = responses.squaresAboutMean(pictures[i], neuron);
        }
        if (!Correlation.varies(means) && Correlation.mean(squares) == 0) {
            figures.fillUndefined();
            return;
        }
        double predictedMean = Correlation.mean(predicted);
        double mean = Correlation.mean(means);
        boolean constant = !Double.isNaN(predictedMean) && !Correlation.varies(predicted);
        shownSums.clear();
        repeatedSums.clear();
        for (int i = 0; i < pictures.length; i++) {
            double p = constant ? 0 : predicted[i] - predictedMean;
            int repeats = responses.repeats(pictures[i]);
            shownSums.add(shown.weights()[i], p, means[i] - mean, squares[i], repeats);
            if (!extent.allRepeated()) {
                repeatedSums.add(repeated.weights()[i], p, means[i] - mean, squares[i], repeats);
            }
        }
        figures.fill(shownSums, repeatedSums, predictedMean - mean);
    }
}
