package org.loopscope.controller.log.nwb;

import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/** How far each frame was off the reference image, and how well it fitted there. */
final class MotionTrace {
    private final NwbSeries shift;
    private final NwbSeries correlation;
    private final float[] shiftXy = new float[2];

    MotionTrace(NwbObjects objects) {
        shift = NwbSeries.withTimes(
                objects,
                NwbLayout.MOTION_SHIFT,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "Displacement of each frame against the reference image, columns x and y",
                        "pixels",
                        Numeric.F32,
                        2));
        correlation = NwbSeries.atTimesOf(
                objects,
                NwbLayout.MOTION_CORRELATION,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "Correlation of each shifted frame with the reference image",
                        "n.a.",
                        Numeric.F32),
                NwbLayout.MOTION_SHIFT);
    }

    void append(ActivityInferred activity, FrameTimes times) {
        shiftXy[0] = activity.shiftXPx();
        shiftXy[1] = activity.shiftYPx();
        shift.data().append(shiftXy);
        correlation.data().append(activity.correlation());
        shift.time(NwbObjects.seconds(times.exposureEndNs(activity.frameIndex())));
    }
}
