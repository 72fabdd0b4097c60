package org.loopscope.acquisition.camera;

/**
 * When exposures ended on the session clock, from the camera's own time stamps.
 *
 * <p>A frame's first packet reaches the host late and never early, so the least difference between the host's time and the
 * camera's stamp is the nearest to the truth. It is kept, and let rise by {@value #DRIFT_PPM} ppm of the time that passes,
 * more than two crystals drift apart: the error is at most that much of the time since the last frame that came without
 * delay, and the delay of that frame. Whether a camera stamps the start of the exposure or its end is of no matter: what
 * comes out is the end of the exposure plus the time that the camera takes to send its first packet, as good as constant.
 */
final class ExposureClock {
    static final long DRIFT_PPM = 100;

    private boolean started;
    private long lastDeviceNs;
    private long offsetNs;

    /**
     * @param deviceNs the camera's stamp of a frame
     * @param hostNs when its first packet came, session clock
     * @return the end of its exposure, session clock, never after {@code hostNs}
     */
    long exposureEndNs(long deviceNs, long hostNs) {
        if (!started) {
            started = true;
            lastDeviceNs = deviceNs;
            offsetNs = hostNs - deviceNs;
        }
        long sinceNs = Math.max(0, deviceNs - lastDeviceNs);
        offsetNs = Math.min(hostNs - deviceNs, offsetNs + sinceNs * DRIFT_PPM / 1_000_000);
        lastDeviceNs += sinceNs;
        return deviceNs + offsetNs;
    }
}
