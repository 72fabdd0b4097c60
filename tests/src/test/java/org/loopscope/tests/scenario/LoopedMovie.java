package org.loopscope.tests.scenario;

import java.util.List;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/** Shows the same square pages over and over, as a scene in front of a camera. */
final class LoopedMovie implements FrameSource {
    private final List<short[]> pages;
    private final FrameFormat format;
    private final long frames;
    private long startNs;
    private long next;

    LoopedMovie(List<short[]> pages, int sidePx, double rateHz, int loops) {
        this.pages = pages;
        this.format = new FrameFormat(sidePx, sidePx, rateHz);
        this.frames = (long) loops * pages.size();
    }

    @Override
    public FrameFormat format() {
        return format;
    }

    @Override
    public void startAt(long sessionNs) {
        startNs = sessionNs;
    }

    @Override
    public long nextExposureEndNs() {
        return startNs + (next + 1) * format.periodNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        if (next >= frames) {
            return Poll.ENDED;
        }
        if (nextExposureEndNs() > nowNs) {
            return Poll.NOT_YET;
        }
        short[] page = pages.get((int) (next % pages.size()));
        System.arraycopy(page, 0, into.pixels, 0, page.length);
        into.index = next;
        into.exposureEndNs = nextExposureEndNs();
        next++;
        return Poll.FRAME;
    }

    @Override
    public void close() {}
}
