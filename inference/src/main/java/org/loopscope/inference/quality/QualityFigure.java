package org.loopscope.inference.quality;

import java.util.Locale;

/**
 * What is said of a model on held-out pictures, for each neuron. All are dimensionless. Correlations are over every
 * picture shown; the others over the pictures shown at least twice, from which noise can be told.
 */
public enum QualityFigure {
    /** Pearson correlation of the predictions with the responses to single presentations. */
    SINGLE_TRIAL_CORRELATION("r, single presentations", IntervalScale.FISHER),

    /**
     * What the true mean responses themselves would correlate with single presentations: the root of the share of a
     * single presentation's variance that is signal.
     */
    SINGLE_TRIAL_CEILING("its noise ceiling", IntervalScale.SHARE),

    /** Pearson correlation, over pictures, of the predictions with the means of the repeats. */
    CORRELATION_TO_MEAN("r, means of repeats", IntervalScale.FISHER),

    /** What the true mean responses would correlate with the means of the repeats (Spearman-Brown). */
    CEILING_TO_MEAN("its noise ceiling", IntervalScale.SHARE),

    /** Correlation to the mean over its ceiling: CCnorm of Schoppe et al. 2016, Front. Comput. Neurosci. 10:10. */
    NORMALIZED_CORRELATION("CCnorm", IntervalScale.PLAIN),

    /**
     * Squared correlation with the true mean responses, freed of the noise in numerator and denominator: r²_ER of
     * Pospisil and Bair 2021, PLoS Comput. Biol. 17:e1009212, with each picture's own noise instead of one for all. May
     * leave 0 to 1 by chance.
     */
    R2_ER("r2_ER", IntervalScale.PLAIN),

    /**
     * Fraction of explainable variance explained, {@code 1 - (MSE - noise) / (total - noise)}, over single presentations;
     * the total variance is signal plus noise, both without bias: the plain variance over presentations counts repeats as
     * if each were another picture, and misses 1 / pictures of the signal
     * (Cadena et al. 2019, PLoS Comput. Biol. 15:e1006897; Willeke et al. 2022, Sensorium). Unlike a correlation it falls
     * where gain or offset of the predictions are wrong; below 0 they are worse than the mean response.
     */
    FEVE("FEVE", IntervalScale.UNEXPLAINED);

    private final String words;
    private final IntervalScale scale;

    QualityFigure(String words, IntervalScale scale) {
        this.words = words;
        this.scale = scale;
    }

    /** Short, for a table's row. */
    public String words() {
        return words;
    }

    /** For a file's key or column. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it rests on every picture shown, and not on the repeated ones alone. */
    boolean isOfAllShown() {
        return this == SINGLE_TRIAL_CORRELATION || this == CORRELATION_TO_MEAN;
    }

    /** Whether it is of the responses alone, and so the same for every model. */
    public boolean isCeiling() {
        return scale == IntervalScale.SHARE;
    }

    /** Whether single values may lie so far off that the median over neurons says more than the mean. */
    public boolean isHeavyTailed() {
        return this == R2_ER || this == FEVE;
    }

    IntervalScale scale() {
        return scale;
    }
}
