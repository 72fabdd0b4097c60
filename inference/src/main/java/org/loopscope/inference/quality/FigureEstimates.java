package org.loopscope.inference.quality;

import java.util.Arrays;

/**
 * One figure of a model's quality. Arrays have one entry per neuron and are never changed.
 *
 * @param values not a number where it is not defined
 * @param lows lower ends of the 95 % intervals
 * @param highs upper ends
 * @param mean over the neurons with reliable signal
 * @param median likewise
 */
public record FigureEstimates(float[] values, float[] lows, float[] highs, Estimate mean, Estimate median) {
    /** To be filled by {@link #put} before it is handed over. */
    static FigureEstimates undefined(int neurons) {
        return new FigureEstimates(
                undefinedValues(neurons),
                undefinedValues(neurons),
                undefinedValues(neurons),
                Estimate.UNDEFINED,
                Estimate.UNDEFINED);
    }

    private static float[] undefinedValues(int count) {
        float[] values = new float[count];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    void put(int neuron, Estimate estimate) {
        values[neuron] = estimate.value();
        lows[neuron] = estimate.low();
        highs[neuron] = estimate.high();
    }

    /** The same, with its mean and median over neurons. */
    FigureEstimates over(Estimate ownMean, Estimate ownMedian) {
        return new FigureEstimates(values, lows, highs, ownMean, ownMedian);
    }

    /** Of one neuron. */
    public Estimate of(int neuron) {
        return new Estimate(values[neuron], lows[neuron], highs[neuron]);
    }

    /** The median where the figure's mean is not robust, else the mean. */
    public Estimate typical(QualityFigure figure) {
        return figure.isHeavyTailed() ? median : mean;
    }
}
