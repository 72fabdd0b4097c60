package org.loopscope.inference.architecture;

import java.util.Random;

/** Weights start from a normal distribution of small width, whose tails beyond two standard deviations are drawn again. */
final class SmallStart {
    private static final double SD = 0.01;

    private SmallStart() {}

    static float draw(Random random) {
        return draw(random, SD);
    }

    static float draw(Random random, double sd) {
        double z;
        do {
            z = random.nextGaussian();
        } while (Math.abs(z) > 2);
        return (float) (sd * z);
    }
}
