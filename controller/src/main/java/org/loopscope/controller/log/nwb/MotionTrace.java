package org.loopscope.controller.log.nwb;

import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/** How far each frame of a plane was off the reference image, and how well it fitted there. */
final class MotionTrace {
    private final NwbSeries shift;
    private final NwbSeries correlation;
    private final float[] shiftXy = new float[2];

    MotionTrace(NwbObjects objects, PlaneNames names, int plane) {
        String path = names.of(NwbLayout.MOTION_SHIFT, plane);
        shift = NwbSeries.withTimes(
                objects,
                path,
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "Displacement of each frame against the reference image, columns x and y; NaN for the first frames, which make it",
                        "pixels",
                        Numeric.F32,
                        2));
        correlation = NwbSeries.atTimesOf(
                objects,
                names.of(NwbLayout.MOTION_CORRELATION, plane),
                new NwbSeries.Description(
                        NwbType.TIME_SERIES,
                        "Correlation of each shifted frame with the reference image; NaN for the first frames",
                        "n.a.",
                        Numeric.F32),
                path);
    }

    void append(long frameIndex, float shiftXPx, float shiftYPx, float likeness, FrameTimes times) {
        shiftXy[0] = shiftXPx;
        shiftXy[1] = shiftYPx;
        shift.data().append(shiftXy);
        correlation.data().append(likeness);
        shift.time(NwbObjects.seconds(times.exposureEndNs(frameIndex)));
    }
}
