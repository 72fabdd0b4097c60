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
 * <p>Frames that come late together, as after a computer was held up for seconds, say nothing about the device's clock
 * and are left out of the fit; they are late, no more.
 *
 * <p>A device's clock that runs backwards by more than a second between frames, or ahead of ours by more than a second,
 * was reset or set: an error, since times on either side cannot be compared. Smaller steps, such as those of a
 * computer's clock that is being disciplined, are ridden out: the fit follows within 512 frames.
 */
public final class DeviceTimeline {
    /** The largest step of the device's clock that is not taken for a reset. */
    static final long LARGEST_STEP_NS = 1_000_000_000L;

    private static final double LARGEST_S = 9e9;

    /** Behind the quickest by more than any jitter of a transport. */
    private static final long LATE_NS = 50_000_000L;
    /** Longer than a computer is held up: with all frames late for so long, the device's clock was set back. */
    private static final long SET_BACK_NS = 6_000_000_000L;
    /** The first frames may be the late ones; only then is it known how quick a frame can be. */
    private static final long KNOWN_AFTER_NS = 5_000_000_000L;
    /** More than two computers' clocks drift apart while they are slewed. */
    private static final long SLEW_PPM = 500;

    private final DeviceClock clock = new DeviceClock();
    private final LeastOffset quickest = new LeastOffset(SLEW_PPM);
    private boolean read;
    private long firstArrivedNs;
    private long newestDeviceNs;
    private long leastOffsetNs;
    private boolean late;
    private long lateSinceNs;
    /** The largest offset in the fit, let fall by more than the clocks drift. */
    private long mostOffsetNs;

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
            read(deviceNs, arrivedNs);
        } else if (newestDeviceNs - deviceNs > LARGEST_STEP_NS) {
            throw new SourceFailure(String.format(
                    java.util.Locale.ROOT,
                    "the microscope's clock went back by %.3f s: it was reset or a new acquisition began; times can no"
                            + " longer be compared, start a new session",
                    (newestDeviceNs - deviceNs) / 1e9));
        }
        frame.exposureEndNs = Math.min(clock.stampNs(deviceNs), arrivedNs);
    }

    private void read(long deviceNs, long arrivedNs) {
        long offsetNs = arrivedNs - deviceNs;
        if (!read) {
            read = true;
            firstArrivedNs = arrivedNs;
            leastOffsetNs = offsetNs;
            newestDeviceNs = deviceNs;
            mostOffsetNs = offsetNs;
        }
        checkAhead(leastOffsetNs - offsetNs, arrivedNs);
        mostOffsetNs -= (deviceNs - newestDeviceNs) * SLEW_PPM / 1_000_000;
        newestDeviceNs = deviceNs;
        leastOffsetNs = quickest.track(deviceNs, offsetNs);
        if (offsetNs - leastOffsetNs <= LATE_NS) {
            late = false;
        } else if (!late) {
            late = true;
            lateSinceNs = arrivedNs;
        } else if (arrivedNs - lateSinceNs > SET_BACK_NS) {
            late = false;
            leastOffsetNs = quickest.restart(deviceNs, offsetNs);
        }
        if (late) {
            return;
        }
        if (mostOffsetNs - offsetNs > LATE_NS) {
            // What is in the fit was late itself: the first frames of all came after we had been held up.
            clock.restart();
            mostOffsetNs = offsetNs;
        }
        mostOffsetNs = Math.max(mostOffsetNs, offsetNs);
        clock.addReading(deviceNs, arrivedNs);
    }

    private void checkAhead(long aheadNs, long arrivedNs) {
        if (aheadNs > LARGEST_STEP_NS && arrivedNs - firstArrivedNs > KNOWN_AFTER_NS) {
            throw new SourceFailure(String.format(
                    java.util.Locale.ROOT,
                    "the microscope's clock jumped ahead by %.3f s; times can no longer be compared, start a new session",
                    aheadNs / 1e9));
        }
    }

    /** The present fit, with the scatter of its readings; {@link ClockFit#IDENTITY} before the first. */
    public ClockFit fit() {
        return clock.fit();
    }
}
