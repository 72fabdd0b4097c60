package org.loopscope.inference.quality;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.quality.HeldOutTest.Extent;

/** A model measured on held-out pictures, with what a paired comparison with another one needs. */
public final class TestedModel {
    private final TestQuality quality;
    private final Extent extent;
    /** By column: as shown, then in each bootstrap sample; empty where nothing could be measured. */
    private final Map<QualityFigure, double[]> typical;

    private final double[] testCorrelation;

    TestedModel(TestQuality quality, Extent extent, Map<QualityFigure, double[]> typical, double[] testCorrelation) {
        this.quality = quality;
        this.extent = extent;
        this.typical = typical;
        this.testCorrelation = testCorrelation;
    }

    public TestQuality quality() {
        return quality;
    }

    /**
     * This model less another, paired: in every bootstrap sample both are measured on the same pictures and repeats.
     *
     * @param other from the same {@link HeldOutTest}
     */
    public QualityDifference minus(TestedModel other) {
        Map<QualityFigure, Estimate> differences = new EnumMap<>(QualityFigure.class);
        for (QualityFigure figure : QualityFigure.values()) {
            differences.put(figure, difference(typical.get(figure), other.typical.get(figure), figure));
        }
        return new QualityDifference(
                difference(testCorrelation, other.testCorrelation, QualityFigure.CORRELATION_TO_MEAN), differences);
    }

    private Estimate difference(double @Nullable [] own, double @Nullable [] others, QualityFigure figure) {
        if (own == null || others == null || own.length == 0 || own.length != others.length) {
            return Estimate.UNDEFINED;
        }
        double[] difference = new double[own.length];
        for (int c = 0; c < difference.length; c++) {
            difference[c] = own[c] - others[c];
        }
        return extent.intervalOf(figure).ofPopulation(difference, IntervalScale.PLAIN);
    }
}
