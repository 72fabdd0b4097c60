package org.loopscope.controller.log.nwb;

import org.loopscope.acquisition.Frame;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.LatencyMeasured;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/** When each frame came, and how long what was made of it took. */
final class RigSeries {
    private final OnFirstUse<NwbSeries> latency;
    private final OnFirstUse<NwbSeries> frameTimes;
    private final double[] latencySeconds = new double[2];
    private final double[] frameSeconds = new double[2];

    RigSeries(NwbObjects objects) {
        latency = new OnFirstUse<>(() -> NwbSeries.withTimes(
                objects,
                NwbLayout.LATENCY,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "From a frame's arrival in memory to its activity (column 0) and to a decision made from it"
                                + " (column 1, NaN where there was none)",
                        "seconds",
                        Numeric.F64,
                        2)));
        frameTimes = new OnFirstUse<>(() -> NwbSeries.withTimes(
                objects,
                NwbLayout.FRAME_TIMES,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "End of a frame's exposure on the device's own clock (column 0), and when the frame was in the"
                                + " host's memory, on the session clock (column 1)",
                        "seconds",
                        Numeric.F64,
                        2)));
    }

    /** A device's own time is kept beside ours, where it has one. */
    void frame(FrameArrived arrived) {
        if (arrived.deviceNs() != Frame.NO_DEVICE_TIME) {
            frameSeconds[0] = NwbObjects.seconds(arrived.deviceNs());
            frameSeconds[1] = NwbObjects.seconds(arrived.frameEndNs());
            frameTimes.value().data().append(frameSeconds);
            frameTimes.value().time(NwbObjects.seconds(arrived.exposureEndNs()));
        }
    }

    void latency(LatencyMeasured measured, FrameTimes times) {
        latencySeconds[0] = secondsOrNone(measured.activityNs());
        latencySeconds[1] = secondsOrNone(measured.decisionNs());
        latency.value().data().append(latencySeconds);
        latency.value().time(NwbObjects.seconds(times.exposureEndNs(measured.frameIndex())));
    }

    /** Whether frames' latencies are being written; a device that tells times tells them from the first frame on. */
    boolean whole() {
        return latency.ifMade().isPresent();
    }

    private static double secondsOrNone(long ns) {
        return ns < 0 ? Double.NaN : NwbObjects.seconds(ns);
    }
}
