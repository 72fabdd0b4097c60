package org.loopscope.inference.quality;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.loopscope.inference.quality.HeldOutTest.Extent;

/** Gathers every neuron's figures, as shown (column 0) and in each bootstrap sample, into means and medians. */
final class PopulationFigures {
    private final int neurons;
    private final int[] reliable;
    private final int columns;
    private final Map<QualityFigure, DefinedValues> ofReliable = new EnumMap<>(QualityFigure.class);
    private final double[] testCorrelation;
    private final double[] testCeiling;
    private int correlated;

    PopulationFigures(int neurons, int[] reliable, int columns) {
        this.neurons = neurons;
        this.reliable = reliable;
        this.columns = columns;
        testCorrelation = new double[columns];
        testCeiling = new double[columns];
        for (QualityFigure figure : QualityFigure.values()) {
            ofReliable.put(figure, new DefinedValues(columns, reliable.length));
        }
    }

    /** Takes one neuron; each once, in any order that is always the same. */
    void add(int neuron, NeuronFigures figures) {
        double[] correlation = figures.of(QualityFigure.CORRELATION_TO_MEAN);
        correlated += Double.isNaN(correlation[0]) ? 0 : 1;
        addDefined(correlation, testCorrelation);
        addDefined(figures.of(QualityFigure.CEILING_TO_MEAN), testCeiling);
        if (Arrays.binarySearch(reliable, neuron) >= 0) {
            ofReliable.forEach((figure, values) -> values.add(figures.of(figure)));
        }
    }

    private static void addDefined(double[] values, double[] sums) {
        for (int c = 0; c < sums.length; c++) {
            sums[c] += Double.isNaN(values[c]) ? 0 : values[c];
        }
    }

    /** Ends the gathering. */
    TestedModel tested(Map<QualityFigure, FigureEstimates> ofNeurons, Extent extent) {
        for (int c = 0; c < columns; c++) {
            testCorrelation[c] = correlated == 0 ? Double.NaN : testCorrelation[c] / neurons;
            testCeiling[c] /= neurons;
        }
        Map<QualityFigure, FigureEstimates> figures = new EnumMap<>(QualityFigure.class);
        Map<QualityFigure, double[]> typical = new EnumMap<>(QualityFigure.class);
        ofReliable.forEach((figure, values) -> {
            BootstrapInterval interval = extent.intervalOf(figure);
            double[] means = values.means();
            double[] medians = values.medians();
            figures.put(
                    figure,
                    Objects.requireNonNull(ofNeurons.get(figure))
                            .over(
                                    interval.ofPopulation(means, figure.scale()),
                                    interval.ofPopulation(medians, figure.scale())));
            typical.put(figure, figure.isHeavyTailed() ? medians : means);
        });
        TestQuality quality = new TestQuality(
                extent.pictures(),
                extent.repeatedPictures(),
                extent.presentations(),
                reliable,
                extent.intervalOf(QualityFigure.CORRELATION_TO_MEAN)
                        .ofPopulation(testCorrelation, IntervalScale.FISHER),
                extent.repeatedPictures() < 2
                        ? Estimate.UNDEFINED
                        : extent.intervalOf(QualityFigure.CEILING_TO_MEAN)
                                .ofPopulation(testCeiling, IntervalScale.SHARE),
                figures);
        return new TestedModel(quality, extent, typical, testCorrelation);
    }

    /** By column: the values of as many neurons as have one. */
    private static final class DefinedValues {
        private final float[][] values;
        private final int[] count;

        DefinedValues(int columns, int most) {
            values = new float[columns][most];
            count = new int[columns];
        }

        void add(double[] ofNeuron) {
            for (int c = 0; c < count.length; c++) {
                if (Double.isFinite(ofNeuron[c])) {
                    values[c][count[c]++] = (float) ofNeuron[c];
                }
            }
        }

        double[] means() {
            double[] means = new double[count.length];
            for (int c = 0; c < means.length; c++) {
                double sum = 0;
                for (int i = 0; i < count[c]; i++) {
                    sum += values[c][i];
                }
                means[c] = count[c] == 0 ? Double.NaN : sum / count[c];
            }
            return means;
        }

        /** Sorts the values. */
        double[] medians() {
            double[] medians = new double[count.length];
            for (int c = 0; c < medians.length; c++) {
                int n = count[c];
                Arrays.sort(values[c], 0, n);
                medians[c] = n == 0 ? Double.NaN : (values[c][(n - 1) / 2] + (double) values[c][n / 2]) / 2;
            }
            return medians;
        }
    }
}
