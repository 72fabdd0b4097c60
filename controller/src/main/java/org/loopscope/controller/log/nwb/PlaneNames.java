package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;

/**
 * What the parts of the file are called that there are for each plane or channel: in a session of one, as if there were
 * no others; else with the number at the end, from 0.
 */
public record PlaneNames(int planes, int channels) {
    /** @param format of the frames, or null in a session without any */
    public static PlaneNames of(@Nullable FrameFormat format) {
        return format == null ? new PlaneNames(1, 1) : new PlaneNames(format.planes(), format.channels());
    }

    /** What there is once for each plane. */
    public String of(String path, int plane) {
        return planes == 1 ? path : path + "Plane" + plane;
    }

    /** What there is for each channel of each plane. */
    public String of(String path, int plane, int channel) {
        return of(path, plane) + (channels == 1 ? "" : "Channel" + channel);
    }
}
