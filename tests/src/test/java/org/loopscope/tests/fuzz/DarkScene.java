package org.loopscope.tests.fuzz;

import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/** A scene in which nothing ever happens: no frame comes. */
record DarkScene(int sidePx) implements FrameSource {
    @Override
    public FrameFormat format() {
        return new FrameFormat(sidePx, sidePx, 30);
    }

    @Override
    public void startAt(long sessionNs) {}

    @Override
    public long nextExposureEndNs() {
        return Long.MAX_VALUE;
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        return Poll.NOT_YET;
    }

    @Override
    public void close() {}
}
