package org.loopscope.acquisition.live;

import org.loopscope.acquisition.Frame;
import org.loopscope.firmware.ClockFit;
import org.loopscope.firmware.clock.DeviceClock;

/**
 * Puts each frame's end of exposure, told in seconds of the sender's clock, on the session clock. One thread; allocates
 * nothing per frame.
 *
 * <p>The fit is {@link DeviceClock}'s: of every few frames the one that was least under way counts, so what remains of
 * the transport's delay is its shortest; that constant share cannot be seen from here. An exposure never ends after its
 * frame has arrived: where the fit says so, the arrival is taken.
 *
 * <p>A device's clock that runs backwards by more than a second between frames, or ahead of ours by more than a second,
 * was reset or set: an error, since times on either side cannot be compared. Smaller steps, such as those of a
 * computer's clock that is being disciplined, are ridden out: the fit follows within 512 frames.
 */
public final class DeviceTimeline {
    /** The largest step of the device's clock that is not taken for a reset. */
    static final long LARGEST_STEP_NS = 1_000_000_000L;

    private static final double LARGEST_S = 9e9;

    private final DeviceClock clock = new DeviceClock();
    private boolean read;
    private long newestDeviceNs;

    /**
     * Sets the frame's {@code deviceNs} and {@code exposureEndNs}.
     *
     * @param deviceSeconds end of exposure on the device's clock; NaN when it has none, and then the exposure ends when
     *     the frame arrives
     * @param arrivedNs when the frame was in our memory, session clock
     * @throws SourceFailure when the device's clock was reset or told nonsense
     */
    public void stamp(Frame frame, double deviceSeconds, long arrivedNs) {
        if (Double.isNaN(deviceSeconds)) {
            frame.deviceNs = Frame.NO_DEVICE_TIME;
            frame.exposureEndNs = arrivedNs;
            return;
        }
        if (!(Math.abs(deviceSeconds) < LARGEST_S)) {
            throw new SourceFailure("frame " + frame.index + " has a device time of " + deviceSeconds
                    + " s; send seconds, or NaN for none");
        }
        long deviceNs = Math.round(deviceSeconds * 1e9);
        frame.deviceNs = deviceNs;
        if (!read || deviceNs >= newestDeviceNs) {
            checkAhead(deviceNs, arrivedNs);
            clock.addReading(deviceNs, arrivedNs);
            newestDeviceNs = deviceNs;
            read = true;
        } else if (newestDeviceNs - deviceNs > LARGEST_STEP_NS) {
            throw new SourceFailure(String.format(
                    java.util.Locale.ROOT,
                    "the microscope's clock went back by %.3f s: it was reset or a new acquisition began; times can no"
                            + " longer be compared, start a new session",
                    (newestDeviceNs - deviceNs) / 1e9));
        }
        frame.exposureEndNs = Math.min(clock.stampNs(deviceNs), arrivedNs);
    }

    private void checkAhead(long deviceNs, long arrivedNs) {
        if (read && clock.toSessionNs(deviceNs) - arrivedNs > LARGEST_STEP_NS) {
            throw new SourceFailure(String.format(
                    java.util.Locale.ROOT,
                    "the microscope's clock jumped ahead by %.3f s; times can no longer be compared, start a new session",
                    (clock.toSessionNs(deviceNs) - arrivedNs) / 1e9));
        }
    }

    /** The present fit, with the scatter of its readings; {@link ClockFit#IDENTITY} before the first. */
    public ClockFit fit() {
        return clock.fit();
    }
}
