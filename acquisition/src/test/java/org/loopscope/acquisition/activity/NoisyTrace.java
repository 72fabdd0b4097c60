package org.loopscope.acquisition.activity;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Fixed traces for the tests of spike inference. */
final class NoisyTrace {
    private NoisyTrace() {}

    /** Events of 1 in 8 of 100 frames, each adding the kernel, around a baseline that is a little too low. */
    static float[] of(int frames, double[] kernel, double noise, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] trace = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            trace[frame] += noise * random.nextGaussian() + 0.05;
            if (random.nextDouble() < 0.08) {
                for (int after = frame; after < frames; after++) {
                    trace[after] += kernel[after - frame];
                }
            }
        }
        float[] floats = new float[frames];
        for (int frame = 0; frame < frames; frame++) {
            floats[frame] = (float) trace[frame];
        }
        return floats;
    }

    static double[] decay(int frames, double g) {
        double[] kernel = new double[frames];
        for (int k = 0; k < frames; k++) {
            kernel[k] = StrictMath.pow(g, k);
        }
        return kernel;
    }

    /** Each frame is lost with the probability given; the first never. */
    static boolean[] present(int frames, double lost, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] present = new boolean[frames];
        for (int frame = 0; frame < frames; frame++) {
            present[frame] = frame == 0 || random.nextDouble() >= lost;
        }
        return present;
    }

    static boolean[] all(int frames) {
        boolean[] present = new boolean[frames];
        Arrays.fill(present, true);
        return present;
    }

    static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
