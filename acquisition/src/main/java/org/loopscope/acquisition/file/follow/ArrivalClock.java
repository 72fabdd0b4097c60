package org.loopscope.acquisition.file.follow;

import org.loopscope.acquisition.Frame;

/**
 * Puts the device's times on the session clock. A frame cannot have ended after its bytes were found, so the smallest
 * delay seen is the best offset between the clocks; it may rise again by 100 ppm of the time that passes, so that a
 * session clock that runs faster than the device's is followed. Without a device time the moment of the find stands for
 * the exposure's end.
 */
final class ArrivalClock {
    private static final double DRIFT = 1e-4;

    private long lastDeviceNs = Frame.NO_DEVICE_TIME;
    private long offsetNs;

    /** End of the exposure on the session clock: not after {@code nowNs}, not before the last one. */
    long exposureEndNs(long deviceNs, long nowNs) {
        if (deviceNs == Frame.NO_DEVICE_TIME) {
            return nowNs;
        }
        long seenNs = nowNs - deviceNs;
        if (lastDeviceNs == Frame.NO_DEVICE_TIME || deviceNs < lastDeviceNs) {
            offsetNs = seenNs;
        } else {
            offsetNs = Math.min(seenNs, offsetNs + (long) ((deviceNs - lastDeviceNs) * DRIFT));
        }
        lastDeviceNs = deviceNs;
        return deviceNs + offsetNs;
    }
}
