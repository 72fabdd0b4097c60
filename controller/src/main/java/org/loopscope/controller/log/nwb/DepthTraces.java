package org.loopscope.controller.log.nwb;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/** How deep the field of each plane lay in its reference stack, from the first time that it is known. */
final class DepthTraces {
    private final List<OnFirstUse<NwbSeries>> depth = new ArrayList<>();

    DepthTraces(NwbObjects objects, PlaneNames names) {
        for (int i = 0; i < names.planes(); i++) {
            int plane = i;
            depth.add(new OnFirstUse<>(() -> NwbSeries.withTimes(
                    objects,
                    names.of(NwbLayout.DEPTH, plane),
                    new NwbSeries.Description(
                            NwbType.TIME_SERIES,
                            "Depth of the field in the reference stack, from its first plane",
                            "micrometers",
                            Numeric.F32))));
        }
    }

    void append(FrameQualityMeasured quality, FrameTimes times) {
        if (!Float.isNaN(quality.depthUm())) {
            NwbSeries ofPlane = depth.get(times.plane(quality.frameIndex())).value();
            ofPlane.data().append(quality.depthUm());
            ofPlane.time(NwbObjects.seconds(times.exposureEndNs(quality.frameIndex())));
        }
    }
}
