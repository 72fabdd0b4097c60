package org.loopscope.controller.rig;

import java.util.function.LongConsumer;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/** A source that ticks the frame clock as its microscope did: one edge at each exposure's start. */
final class ClockedFrames implements FrameSource {
    private final FrameSource source;
    private final LongConsumer frameStartNs;
    private long newest = -1;

    ClockedFrames(FrameSource source, LongConsumer frameStartNs) {
        this.source = source;
        this.frameStartNs = frameStartNs;
    }

    @Override
    public FrameFormat format() {
        return source.format();
    }

    @Override
    public void startAt(long sessionNs) {
        source.startAt(sessionNs);
    }

    @Override
    public long nextExposureEndNs() {
        return source.nextExposureEndNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        Poll poll = source.poll(nowNs, into);
        // The channels of an exposure share its edge, and a frame that comes twice was exposed once.
        if (poll == Poll.FRAME && into.channel == 0 && into.index > newest) {
            newest = into.index;
            frameStartNs.accept(into.exposureEndNs - format().periodNs());
        }
        return poll;
    }

    @Override
    public String interruption() {
        return source.interruption();
    }

    @Override
    public void close() {
        source.close();
    }
}
