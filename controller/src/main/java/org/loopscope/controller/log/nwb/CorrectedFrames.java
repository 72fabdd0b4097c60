package org.loopscope.controller.log.nwb;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.CorrectedFrame;
import org.loopscope.controller.log.hdf5.Filters;

/** The frames as they were laid on the templates: a series for each plane, from its first one on. */
final class CorrectedFrames {
    private final List<OnFirstUse<CorrectedSeries>> series = new ArrayList<>();

    CorrectedFrames(NwbObjects objects, FrameFormat format, int imagedChannel, Filters filters) {
        OnFirstUse<String> module = new OnFirstUse<>(() -> {
            objects.group(NwbLayout.MOTION_CORRECTION, NwbType.MOTION_CORRECTION)
                    .close();
            return NwbLayout.MOTION_CORRECTION;
        });
        for (int i = 0; i < format.planes(); i++) {
            int plane = i;
            series.add(new OnFirstUse<>(() -> {
                module.value();
                return new CorrectedSeries(objects, format, plane, imagedChannel, filters);
            }));
        }
    }

    /** Whether every plane has had its first one. */
    boolean whole() {
        return series.stream().allMatch(ofPlane -> ofPlane.ifMade().isPresent());
    }

    void append(CorrectedFrame frame) {
        series.get(frame.plane).value().append(frame);
    }
}
