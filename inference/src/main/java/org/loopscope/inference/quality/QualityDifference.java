package org.loopscope.inference.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * One model's quality less another's, on the same pictures and repeats.
 *
 * @param testCorrelation mean over all neurons
 * @param typical of every kind, over the neurons with reliable signal:
 *     {@link TestQuality#typical} less the other's
 */
public record QualityDifference(Estimate testCorrelation, Map<QualityFigure, Estimate> typical) {
    public QualityDifference {
        typical = Collections.unmodifiableMap(new EnumMap<>(typical));
    }

    public Estimate of(QualityFigure figure) {
        return Objects.requireNonNull(typical.get(figure));
    }
}
