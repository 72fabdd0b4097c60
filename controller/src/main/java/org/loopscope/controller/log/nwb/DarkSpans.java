package org.loopscope.controller.log.nwb;

import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;

/** Puts spans of dark frames among the invalid times, each when it is over. */
final class DarkSpans {
    private static final long NONE = -1;

    private final InvalidTimes invalidTimes;
    private long first = NONE;
    private long last;

    DarkSpans(InvalidTimes invalidTimes) {
        this.invalidTimes = invalidTimes;
    }

    void append(FrameQualityMeasured quality, FrameTimes times) {
        if (QualityFlag.DARK.in(quality.flags())) {
            first = first == NONE ? quality.frameIndex() : first;
            last = quality.frameIndex();
        } else {
            end(times);
        }
    }

    /** Where the span under way begins; the greatest number when there is none. */
    long openFrom() {
        return first == NONE ? Long.MAX_VALUE : first;
    }

    void end(FrameTimes times) {
        if (first != NONE) {
            invalidTimes.append(first, last, "dark: the shutter was closed or the detector had tripped", times);
            first = NONE;
        }
    }
}
