package org.loopscope.controller.summary;

import org.loopscope.controller.log.SessionEvent.VolumeImaged;

/** How many volumes of a session of several planes were whole. One writer, the log thread. */
public final class VolumeFigures {
    private long whole;
    private long next;

    void add(VolumeImaged volume) {
        if (volume.frameIndex().length > 1) {
            next = volume.volume() + 1;
            whole += volume.whole() ? 1 : 0;
        }
    }

    /** Those with a frame of each plane. */
    public long whole() {
        return whole;
    }

    /** Those of which a frame did not come, or none; the one that the session ended in does not count. */
    public long lost() {
        return next - whole;
    }
}
