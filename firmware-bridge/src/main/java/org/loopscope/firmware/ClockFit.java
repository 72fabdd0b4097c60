package org.loopscope.firmware;

/**
 * How a device's clock maps onto the session clock: {@code session = offsetNs + rate * device}.
 *
 * @param rate session nanoseconds per device nanosecond
 * @param offsetNs session time at device time zero, nanoseconds
 * @param residualNs root mean square of the fit's residuals, nanoseconds
 * @param samples how many pairs of readings the fit rests on
 */
public record ClockFit(double rate, double offsetNs, double residualNs, int samples) {
    public static final ClockFit IDENTITY = new ClockFit(1, 0, 0, 0);

    /** Parts per million by which the device's clock runs fast against the session clock. */
    public double driftPpm() {
        return (1 / rate - 1) * 1e6;
    }
}
