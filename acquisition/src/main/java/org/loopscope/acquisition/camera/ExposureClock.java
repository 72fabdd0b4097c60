package org.loopscope.acquisition.camera;

import org.loopscope.acquisition.live.LeastOffset;

/**
 * When exposures ended on the session clock, from the camera's own time stamps.
 *
 * <p>Two offsets are followed, each as a {@link LeastOffset}: from the session clock to the time of day by which Aravis
 * stamps the first packet of a frame, and from the camera's clock to that packet's arrival. Whether a camera stamps the start
 * of the exposure or its end is of no matter: what comes out is the end of the exposure plus the time that the camera takes
 * to send its first packet, as good as constant.
 */
final class ExposureClock {
    /** As fast as a network time service slews the time of day. */
    private static final long SLEW_PPM = 500;
    /** More than two crystals drift apart. */
    private static final long CRYSTALS_PPM = 100;
    /** No thread is held up so long between two readings: the time of day has been set. */
    private static final long STEP_NS = 1_000_000_000;

    private final LeastOffset timeOfDay = new LeastOffset(SLEW_PPM);
    private final LeastOffset camera = new LeastOffset(CRYSTALS_PPM);
    private long timeOfDayNs;

    /**
     * The two clocks read one after the other, as often as may be.
     *
     * @param nowNs session clock, read first
     * @param hostNowNs time of day, read next
     */
    void read(long nowNs, long hostNowNs) {
        timeOfDayNs = timeOfDay.track(nowNs, hostNowNs - nowNs);
        if (hostNowNs - nowNs - timeOfDayNs > STEP_NS) {
            timeOfDayNs = timeOfDay.restart(nowNs, hostNowNs - nowNs);
        }
    }

    /** When a frame's first packet came, session clock, from its stamp by the time of day. */
    long arrivalNs(long hostNs) {
        return hostNs - timeOfDayNs;
    }

    /**
     * @param deviceNs the camera's stamp of a frame
     * @param arrivalNs when its first packet came, session clock
     * @return the end of its exposure, session clock, never after {@code arrivalNs}
     */
    long exposureEndNs(long deviceNs, long arrivalNs) {
        return deviceNs + camera.track(deviceNs, arrivalNs - deviceNs);
    }
}
