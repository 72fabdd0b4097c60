package org.loopscope.inference.quality;

import java.util.SplittableRandom;

/**
 * How often each picture counts, as shown and in each bootstrap sample: pictures are drawn with replacement, each with
 * all its repeats, and for all neurons together, so that what neurons share by a picture or in a presentation stays in.
 *
 * @param weights a row per picture; the first column is 1 everywhere (the pictures as shown), each further one a sample
 */
record PictureResamples(double[][] weights) {
    /** With so many the chance of the draw changes an interval's width by some 5 %. */
    private static final int MOST = 200;

    private static final int FEWEST = 100;

    /** Bounds pictures x neurons x samples, and with it the time and memory of a test. */
    private static final int BUDGET = 1_000_000;

    static PictureResamples draw(int pictures, int neurons, long seed) {
        int samples = Math.clamp(BUDGET / Math.max(1, (long) pictures * neurons), FEWEST, MOST);
        double[][] weights = new double[pictures][samples + 1];
        for (double[] row : weights) {
            row[0] = 1;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int sample = 1; sample <= samples; sample++) {
            for (int draw = 0; draw < pictures; draw++) {
                weights[random.nextInt(pictures)][sample]++;
            }
        }
        return new PictureResamples(weights);
    }

    int pictures() {
        return weights.length;
    }

    /** The pictures as shown, and the samples. */
    int columns() {
        return weights[0].length;
    }

    /** Without the pictures that are not marked: they count for nothing. */
    PictureResamples of(boolean[] marked) {
        double[][] kept = weights.clone();
        for (int picture = 0; picture < kept.length; picture++) {
            if (!marked[picture]) {
                kept[picture] = new double[columns()];
            }
        }
        return new PictureResamples(kept);
    }
}
