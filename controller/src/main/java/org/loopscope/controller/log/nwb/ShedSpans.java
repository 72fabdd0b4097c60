package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent.RawFrameShed;
import org.loopscope.controller.log.SessionEvent.Shed;

/** Puts spans of frames whose pixels were not kept among the invalid times, each when it is over. */
final class ShedSpans {
    /** A span is over when so many later frames have come and none was added; they come a few frames late. */
    private static final int OVER_AFTER_FRAMES = 256;

    private final InvalidTimes invalidTimes;
    private @Nullable Shed why;
    private long first;
    private long last;

    ShedSpans(InvalidTimes invalidTimes) {
        this.invalidTimes = invalidTimes;
    }

    void append(RawFrameShed shed, FrameTimes times) {
        if (shed.why() != why || shed.index() != last + 1) {
            end(times);
            why = shed.why();
            first = shed.index();
        }
        last = shed.index();
    }

    void arrived(long index, FrameTimes times) {
        if (index > last + OVER_AFTER_FRAMES) {
            end(times);
        }
    }

    /** Where the span under way begins; the greatest number when there is none. */
    long openFrom() {
        return why == null ? Long.MAX_VALUE : first;
    }

    void end(FrameTimes times) {
        if (why != null) {
            String reason = switch (why) {
                case DISK_TOO_SLOW -> "raw pixels not kept: the disk was too slow";
                case DISK_NEARLY_FULL -> "raw pixels not kept: the disk was nearly full";
            };
            invalidTimes.append(first, last, reason, times);
            why = null;
        }
    }
}
