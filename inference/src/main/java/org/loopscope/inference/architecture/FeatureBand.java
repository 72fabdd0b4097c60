package org.loopscope.inference.architecture;

/**
 * Neighbouring features that share a prior.
 *
 * @param from first feature
 * @param count features
 * @param kind how they are scaled
 */
public record FeatureBand(int from, int count, Kind kind) {
    /** What is known of a band's weights beforehand. */
    public enum Kind {
        /**
         * Each feature is divided by its own standard deviation; all bands of this kind together have a variance of one,
         * evenly.
         */
        EACH_ALIKE,
        /**
         * Features keep their sizes relative to one another, such as pixels, whose low frequencies are the strong ones;
         * how much the bands of this kind count beside the others is searched for.
         */
        TOGETHER
    }

    public FeatureBand {
        if (from < 0 || count < 1) {
            throw new IllegalArgumentException("a band of " + count + " features from " + from);
        }
    }
}
