package org.loopscope.acquisition.simulated;

/**
 * Random numbers for simulations: xoshiro256++ (Blackman and Vigna 2021) with Doornik's ziggurat for normals (2005, 128
 * layers). Same seed, same numbers on every machine: all functions are {@link StrictMath}. One thread at a time.
 */
public final class Xoshiro256 {
    private static final int LAYERS = 128;
    private static final double TAIL_START = 3.442619855899;
    private static final double LAYER_AREA = 9.91256303526217e-3;
    private static final double[] LAYER_X = layerEdges();
    private static final double[] LAYER_RATIO = layerRatios();
    private static final double TWO_TO_MINUS_53 = 0x1p-53;
    /** Above it a Poisson draw is split in two, so that exp(-mean) stays far from underflow. */
    private static final double LARGEST_DIRECT_POISSON_MEAN = 30;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    public Xoshiro256(long seed) {
        reseed(seed);
    }

    /** A seed for one of several independent streams of a simulation. */
    public static long streamSeed(long seed, long stream) {
        return splitMix(splitMix(seed) + 0x9E3779B97F4A7C15L * (stream + 1));
    }

    /** Starts anew as if constructed with {@code seed}; allocates nothing. */
    public void reseed(long seed) {
        long state = seed;
        s0 = splitMix(state += 0x9E3779B97F4A7C15L);
        s1 = splitMix(state += 0x9E3779B97F4A7C15L);
        s2 = splitMix(state += 0x9E3779B97F4A7C15L);
        s3 = splitMix(state + 0x9E3779B97F4A7C15L);
    }

    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * TWO_TO_MINUS_53;
    }

    /** Uniform in [from, to). */
    public double uniform(double from, double to) {
        return from + (to - from) * nextDouble();
    }

    /** Uniform in 0 .. bound-1; the bias of the multiplication is below 2^-22 for the small bounds of a simulation. */
    public int nextInt(int bound) {
        return (int) (nextDouble() * bound);
    }

    /** Standard normal. */
    public double nextNormal() {
        while (true) {
            long bits = nextLong();
            double u = (bits >> 10) * TWO_TO_MINUS_53;
            int layer = (int) bits & (LAYERS - 1);
            if (Math.abs(u) < LAYER_RATIO[layer]) {
                return u * LAYER_X[layer];
            }
            double slow = outsideCore(u, layer);
            if (!Double.isNaN(slow)) {
                return slow;
            }
        }
    }

    /** Fills the first {@code count} entries with standard normals. */
    public void fillNormals(float[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = (float) nextNormal();
        }
    }

    /** Log-normal with the given median and the given standard deviation of its logarithm. */
    public double logNormal(double median, double logSd) {
        return median * StrictMath.exp(logSd * nextNormal());
    }

    /** Poisson by inversion; meant for the few spikes of a frame. */
    public int nextPoisson(double mean) {
        if (mean > LARGEST_DIRECT_POISSON_MEAN) {
            return nextPoisson(mean / 2) + nextPoisson(mean / 2);
        }
        double u = nextDouble();
        double probability = StrictMath.exp(-mean);
        double cumulative = probability;
        int count = 0;
        // The second condition ends the sum where u lies in the rounding error of the tail.
        while (u >= cumulative && probability > 0) {
            count++;
            probability *= mean / count;
            cumulative += probability;
        }
        return count;
    }

    /** The wedge and the tail of the ziggurat, one draw in a hundred; NaN for a rejected draw. */
    private double outsideCore(double u, int layer) {
        if (layer == 0) {
            double x;
            double y;
            do {
                x = StrictMath.log(1 - nextDouble()) / TAIL_START;
                y = StrictMath.log(1 - nextDouble());
            } while (-2 * y < x * x);
            return u < 0 ? x - TAIL_START : TAIL_START - x;
        }
        double x = u * LAYER_X[layer];
        double outer = StrictMath.exp(-0.5 * (LAYER_X[layer] * LAYER_X[layer] - x * x));
        double inner = StrictMath.exp(-0.5 * (LAYER_X[layer + 1] * LAYER_X[layer + 1] - x * x));
        return inner + nextDouble() * (outer - inner) < 1 ? x : Double.NaN;
    }

    private static double[] layerEdges() {
        double[] x = new double[LAYERS + 1];
        double density = StrictMath.exp(-0.5 * TAIL_START * TAIL_START);
        x[0] = LAYER_AREA / density;
        x[1] = TAIL_START;
        for (int i = 2; i < LAYERS; i++) {
            x[i] = StrictMath.sqrt(-2 * StrictMath.log(LAYER_AREA / x[i - 1] + density));
            density = StrictMath.exp(-0.5 * x[i] * x[i]);
        }
        return x;
    }

    private static double[] layerRatios() {
        double[] ratio = new double[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            ratio[i] = LAYER_X[i + 1] / LAYER_X[i];
        }
        return ratio;
    }

    private static long splitMix(long state) {
        long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
