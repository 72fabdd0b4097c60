package org.loopscope.inference.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How good a model is on held-out pictures. Intervals are over the choice of pictures and their repeats, for these
 * neurons and this fitted model: see {@link HeldOutTest}.
 *
 * @param pictures held-out pictures shown at least once
 * @param repeatedPictures shown at least twice
 * @param presentations of held-out pictures
 * @param reliable the neurons with reliable signal, ascending: {@link Reliability#reliable}
 * @param testCorrelation mean correlation to the mean over all neurons, 0 where it is not defined; undefined where it is
 *     of every neuron
 * @param testCeiling mean ceiling of that over all neurons, 0 where it is not defined
 * @param figures of every kind
 */
public record TestQuality(
        int pictures,
        int repeatedPictures,
        int presentations,
        int[] reliable,
        Estimate testCorrelation,
        Estimate testCeiling,
        Map<QualityFigure, FigureEstimates> figures) {
    public TestQuality {
        figures = Collections.unmodifiableMap(new EnumMap<>(figures));
        for (QualityFigure figure : QualityFigure.values()) {
            if (!figures.containsKey(figure)) {
                throw new IllegalArgumentException("a model's quality has no " + figure);
            }
        }
    }

    /** Before two pictures were shown: nothing is defined. */
    public static TestQuality none(int neurons, int pictures, int presentations) {
        Map<QualityFigure, FigureEstimates> figures = new EnumMap<>(QualityFigure.class);
        for (QualityFigure figure : QualityFigure.values()) {
            figures.put(figure, FigureEstimates.undefined(neurons));
        }
        return new TestQuality(pictures, 0, presentations, new int[0], Estimate.UNDEFINED, Estimate.UNDEFINED, figures);
    }

    public FigureEstimates of(QualityFigure figure) {
        return Objects.requireNonNull(figures.get(figure));
    }

    /** Each neuron's correlation to the mean, 0 where it is not defined. */
    public float[] correlations() {
        float[] correlations = of(QualityFigure.CORRELATION_TO_MEAN).values().clone();
        for (int n = 0; n < correlations.length; n++) {
            correlations[n] = Float.isNaN(correlations[n]) ? 0 : correlations[n];
        }
        return correlations;
    }

    /** Their mean over all neurons. */
    public float meanCorrelation() {
        return testCorrelation.isDefined() ? testCorrelation.value() : 0;
    }

    /** The figure over the neurons with reliable signal: its median where its mean is not robust, else its mean. */
    public Estimate typical(QualityFigure figure) {
        return of(figure).typical(figure);
    }

    public int neurons() {
        return of(QualityFigure.FEVE).values().length;
    }
}
