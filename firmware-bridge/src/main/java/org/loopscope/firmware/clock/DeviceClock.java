package org.loopscope.firmware.clock;

import org.loopscope.firmware.ClockFit;

/**
 * Follows a device's clock: {@code session = offset + rate * device}, fitted online to pairs of readings.
 *
 * <p>A reading reaches the host late and never early, so a plain least-squares line lies above the truth by the mean
 * transport delay. Of every {@value #READINGS_PER_BUCKET} readings in a row only the least delayed is kept, which
 * leaves a fraction of that delay and, unlike a true lower envelope, does not hang on the single lowest reading, which
 * may be the device's own jitter. The line is fitted by least squares to the last {@value #BUCKETS} of these, so that
 * it follows a crystal that warms up. Until the readings span about {@value #PRIOR_SPAN_NS} ns the rate is held near
 * one, as crystals are: two readings close together say nothing about it.
 *
 * <p>Arithmetic is on differences from the first reading and centred, in {@code long} and {@code double}: sound for
 * days. Memory is constant. One thread only.
 */
public final class DeviceClock {
    static final int READINGS_PER_BUCKET = 8;
    static final int BUCKETS = 64;
    /** Scatter of a kept reading, about 10 us, over the spread of crystals' rates, about 100 ppm. */
    static final long PRIOR_SPAN_NS = 100_000_000L;

    private final long[] keptDeviceNs = new long[BUCKETS];
    private final long[] keptDifferenceNs = new long[BUCKETS];
    private final int[] keptReadings = new int[BUCKETS];
    private int newest = -1;
    private int filled;

    private long firstDeviceNs;
    private long firstSessionNs;
    private long lastDeviceNs;
    private int readings;

    private double centerDeviceNs;
    private double centerDifferenceNs;
    private double slope;
    private double residualNs;

    private boolean stamped;
    private long stampedDeviceNs;
    private long stampedSessionNs;

    /**
     * Takes one pair: the device's clock as it was read, and the session clock when the reading arrived.
     *
     * @throws IllegalStateException when the device's clock has run backwards, as it does after a reset
     */
    public void addReading(long deviceNs, long sessionNs) {
        if (readings == 0) {
            firstDeviceNs = deviceNs;
            firstSessionNs = sessionNs;
        } else if (deviceNs < lastDeviceNs) {
            throw new IllegalStateException("the device's clock ran backwards, from " + lastDeviceNs + " to " + deviceNs
                    + " ns: it was reset; times can no longer be compared, end the session and check its power");
        }
        lastDeviceNs = deviceNs;
        long device = deviceNs - firstDeviceNs;
        keep(device, sessionNs - firstSessionNs - device);
        readings = readings == Integer.MAX_VALUE ? readings : readings + 1;
        fitLine();
    }

    /** Forgets all readings: those taken so far were found to be wrong. Stamps keep their order. */
    public void restart() {
        readings = 0;
        newest = -1;
        filled = 0;
        slope = 0;
    }

    private void keep(long deviceNs, long differenceNs) {
        if (readings == 0 || keptReadings[newest] == READINGS_PER_BUCKET) {
            newest = (newest + 1) % BUCKETS;
            filled = Math.min(filled + 1, BUCKETS);
            keptReadings[newest] = 1;
            keptDeviceNs[newest] = deviceNs;
            keptDifferenceNs[newest] = differenceNs;
            return;
        }
        keptReadings[newest]++;
        // The drift between the two readings is taken off before their delays are compared.
        double drift = slope * (deviceNs - keptDeviceNs[newest]);
        if (differenceNs - drift < keptDifferenceNs[newest]) {
            keptDeviceNs[newest] = deviceNs;
            keptDifferenceNs[newest] = differenceNs;
        }
    }

    private void fitLine() {
        double sum = 0;
        double sumDevice = 0;
        double sumDifference = 0;
        for (int i = 0; i < filled; i++) {
            double w = weight(i);
            sum += w;
            sumDevice += w * keptDeviceNs[i];
            sumDifference += w * keptDifferenceNs[i];
        }
        centerDeviceNs = sumDevice / sum;
        centerDifferenceNs = sumDifference / sum;
        double squares = (double) PRIOR_SPAN_NS * PRIOR_SPAN_NS;
        double products = 0;
        for (int i = 0; i < filled; i++) {
            double device = keptDeviceNs[i] - centerDeviceNs;
            squares += weight(i) * device * device;
            products += weight(i) * device * (keptDifferenceNs[i] - centerDifferenceNs);
        }
        slope = products / squares;
        double sumSquares = 0;
        for (int i = 0; i < filled; i++) {
            double r = keptDifferenceNs[i] - centerDifferenceNs - slope * (keptDeviceNs[i] - centerDeviceNs);
            sumSquares += weight(i) * r * r;
        }
        residualNs = Math.sqrt(sumSquares / sum);
    }

    /** The least of k exponential delays scatters by 1/k of one delay, so a bucket counts by the square of its fill. */
    private double weight(int bucket) {
        double fill = keptReadings[bucket] / (double) READINGS_PER_BUCKET;
        return fill * fill;
    }

    /** Device time on the session clock by the present fit, nanoseconds. */
    public long toSessionNs(long deviceNs) {
        requireReading();
        long device = deviceNs - firstDeviceNs;
        return firstSessionNs + device + Math.round(centerDifferenceNs + slope * (device - centerDeviceNs));
    }

    /** Session time on the device's clock by the present fit, nanoseconds. */
    public long toDeviceNs(long sessionNs) {
        requireReading();
        long session = sessionNs - firstSessionNs;
        return firstDeviceNs
                + session
                - Math.round((centerDifferenceNs + slope * (session - centerDeviceNs)) / (1 + slope));
    }

    /**
     * The session time to put on an event, nanoseconds. As {@link #toSessionNs}, but two events in the device's order
     * keep that order although the fit moves between them.
     */
    public long stampNs(long deviceNs) {
        long sessionNs = toSessionNs(deviceNs);
        if (stamped && deviceNs >= stampedDeviceNs) {
            sessionNs = Math.max(sessionNs, stampedSessionNs);
        }
        if (!stamped || deviceNs >= stampedDeviceNs) {
            stamped = true;
            stampedDeviceNs = deviceNs;
            stampedSessionNs = sessionNs;
        }
        return sessionNs;
    }

    /** The present fit; {@link ClockFit#IDENTITY} before the first reading. Residuals are those of the kept readings. */
    public ClockFit fit() {
        if (readings == 0) {
            return ClockFit.IDENTITY;
        }
        double atDeviceZero = centerDifferenceNs - slope * (centerDeviceNs + firstDeviceNs);
        return new ClockFit(1 + slope, firstSessionNs - firstDeviceNs + atDeviceZero, residualNs, readings);
    }

    private void requireReading() {
        if (readings == 0) {
            throw new IllegalStateException("the device's clock has not been read yet, so no time can be mapped");
        }
    }
}
