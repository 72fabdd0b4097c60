package org.loopscope.controller.rig;

import java.util.function.LongConsumer;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/** A recorded movie that ticks the frame clock as its microscope did: one edge at each frame's start. */
final class ClockedFrames implements FrameSource {
    private final FrameSource source;
    private final LongConsumer frameStartNs;

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
        if (poll == Poll.FRAME) {
            frameStartNs.accept(into.exposureEndNs - format().periodNs());
        }
        return poll;
    }

    @Override
    public void close() {
        source.close();
    }
}
