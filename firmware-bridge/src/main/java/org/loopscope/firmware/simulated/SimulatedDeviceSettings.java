package org.loopscope.firmware.simulated;

import org.loopscope.firmware.PulseLimits;

/**
 * How a simulated timing device behaves.
 *
 * @param driftPpm parts per million by which its clock runs fast
 * @param offsetNs what its clock shows at session time zero, nanoseconds
 * @param stampJitterNs standard deviation of its time stamps, nanoseconds
 * @param readingDelayNs mean transport delay of a reading of its clock to the host, nanoseconds, exponential
 * @param readingIntervalNs time between two readings of its clock, nanoseconds
 * @param pulseLimits what it allows on its outputs
 * @param edgeCapacity how many input edges it holds until they are polled; one more is a fault
 * @param seed of its jitter and delays
 */
public record SimulatedDeviceSettings(
        double driftPpm,
        long offsetNs,
        double stampJitterNs,
        double readingDelayNs,
        long readingIntervalNs,
        PulseLimits pulseLimits,
        int edgeCapacity,
        long seed) {

    /** Crystals of boards in use are within 100 ppm; more would be a broken device. */
    private static final double MAX_DRIFT_PPM = 500;

    public SimulatedDeviceSettings {
        if (!(Math.abs(driftPpm) <= MAX_DRIFT_PPM)) {
            throw new IllegalArgumentException(
                    "simulated device: driftPpm must lie within " + MAX_DRIFT_PPM + " ppm of zero, was " + driftPpm);
        }
        if (!(stampJitterNs >= 0) || !(readingDelayNs >= 0)) {
            throw new IllegalArgumentException("simulated device: jitter and delay must not be negative, were "
                    + stampJitterNs + " and " + readingDelayNs + " ns");
        }
        if (readingIntervalNs < 1_000_000L) {
            throw new IllegalArgumentException(
                    "simulated device: readingIntervalNs must be at least 1 ms, was " + readingIntervalNs + " ns");
        }
        if (edgeCapacity <= 0) {
            throw new IllegalArgumentException("simulated device: edgeCapacity must be positive, was " + edgeCapacity);
        }
    }

    /** A cheap crystal 23 ppm fast, stamps to 100 ns, read 20 times a second over USB with 20 us of mean delay. */
    public static SimulatedDeviceSettings typical(long seed) {
        return new SimulatedDeviceSettings(
                23, 4_271_828_182L, 100, 20_000, 50_000_000L, PulseLimits.TYPICAL, 4096, seed);
    }
}
