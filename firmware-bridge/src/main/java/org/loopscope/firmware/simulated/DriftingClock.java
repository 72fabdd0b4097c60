package org.loopscope.firmware.simulated;

/**
 * The simulated device's crystal: true session time to device time and back, and the noise of its stamps and readings.
 *
 * <p>Noise is a function of seed, stream and running number (the output function of SplitMix64, Steele et al. 2014),
 * not of a shared generator's state: what one line sees does not depend on when another line's edges come in.
 */
final class DriftingClock {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final SimulatedDeviceSettings settings;
    private final double slope;

    DriftingClock(SimulatedDeviceSettings settings) {
        this.settings = settings;
        slope = settings.driftPpm() * 1e-6;
    }

    long toDeviceNs(long sessionNs) {
        return sessionNs + settings.offsetNs() + Math.round(slope * sessionNs);
    }

    long toSessionNs(long deviceNs) {
        long elapsed = deviceNs - settings.offsetNs();
        return elapsed - Math.round(slope * elapsed / (1 + slope));
    }

    /** Error of one time stamp, nanoseconds: normal (Box and Muller 1958). */
    long stampErrorNs(int stream, long number) {
        if (settings.stampJitterNs() == 0) {
            return 0;
        }
        double radius = Math.sqrt(-2 * Math.log(uniform(2 * stream, number)));
        double angle = 2 * Math.PI * uniform(2 * stream + 1, number);
        return Math.round(settings.stampJitterNs() * radius * Math.cos(angle));
    }

    /** How late one reading of the clock reaches the host, nanoseconds: exponential. */
    long readingDelayNs(int stream, long number) {
        return Math.round(-settings.readingDelayNs() * Math.log(uniform(2 * stream, number)));
    }

    /** Uniform on (0, 1]. */
    private double uniform(int stream, long number) {
        long z = mix(settings.seed() + GOLDEN_GAMMA * (stream + 1)) + GOLDEN_GAMMA * (number + 1);
        return ((mix(z) >>> 11) + 1) * 0x1p-53;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
