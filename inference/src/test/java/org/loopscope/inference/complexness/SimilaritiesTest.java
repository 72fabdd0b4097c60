package org.loopscope.inference.complexness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.quality.Correlation;
import org.loopscope.inference.quality.Estimate;

class SimilaritiesTest {
    private static final long SEED = 3;
    private static final int PRESENTATIONS = 800;
    private static final int RESAMPLES = 2000;
    private static final double SINGLE_PRECISION = 1e-7;

    private final double[] simple = new double[PRESENTATIONS];
    private final double[] complex = new double[PRESENTATIONS];
    private final double[] measured = new double[PRESENTATIONS];

    /** Predictions of unit variance, of which the response holds {@code ofSimple} and {@code ofComplex}, and noise. */
    private Similarities similarities(double ofSimple, double ofComplex) {
        Random random = new Random(SEED);
        for (int i = 0; i < PRESENTATIONS; i++) {
            simple[i] = random.nextGaussian();
            complex[i] = random.nextGaussian();
            measured[i] = ofSimple * simple[i] + ofComplex * complex[i] + random.nextGaussian();
        }
        return Similarities.of(simple, complex, measured, 0.05, RESAMPLES, new SplittableRandom(SEED));
    }

    @Test
    void shouldGiveTheCorrelationsAndTheirDifference() {
        Similarities found = similarities(0.3, 0.8);
        assertEquals(Correlation.pearson(simple, measured), found.simple().value(), SINGLE_PRECISION);
        assertEquals(Correlation.pearson(complex, measured), found.complex().value(), SINGLE_PRECISION);
        assertEquals(
                found.complex().value() - found.simple().value(),
                found.complexness().value(),
                SINGLE_PRECISION);
        assertTrue(found.shareAbove() > 0.999, "share above the threshold " + found.shareAbove());
    }

    /** The standard error of a correlation of normal variables is (1 - r^2) / sqrt(n). */
    @Test
    void shouldGiveAnIntervalOfTheWidthThatNormalVariablesHave() {
        Estimate complex = similarities(0, 1).complex();
        double expected = 2 * 1.96 * (1 - complex.value() * complex.value()) / Math.sqrt(PRESENTATIONS);
        assertEquals(expected, complex.high() - complex.low(), 0.15 * expected, "seed " + SEED);
        assertTrue(complex.low() < complex.value() && complex.value() < complex.high());
    }

    @Test
    void shouldBeTheSameToTheBitForTheSameSeed() {
        assertEquals(similarities(0.2, 0.4), similarities(0.2, 0.4));
    }

    @Test
    void shouldGiveNoSimilarityToAPredictionThatDoesNotVary() {
        Similarities found = Similarities.of(
                new double[PRESENTATIONS], simple, simple.clone(), 0.05, 100, new SplittableRandom(SEED));
        assertEquals(new Estimate(0, 0, 0), found.simple());
    }
}
