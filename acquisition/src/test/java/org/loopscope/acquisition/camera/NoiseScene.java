package org.loopscope.acquisition.camera;

import java.util.SplittableRandom;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/** Every pixel random over all 16 bits, so that no byte can be lost or swapped unseen. */
final class NoiseScene implements FrameSource {
    private final FrameFormat format;
    private final SplittableRandom random;
    private long startNs;
    private long frames;

    NoiseScene(FrameFormat format, long seed) {
        this.format = format;
        random = new SplittableRandom(seed);
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
        return startNs + (frames + 1) * format.periodNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        if (nextExposureEndNs() > nowNs) {
            return Poll.NOT_YET;
        }
        for (int i = 0; i < into.pixels.length; i++) {
            into.pixels[i] = (short) random.nextInt();
        }
        into.exposureEndNs = nextExposureEndNs();
        into.index = frames++;
        return Poll.FRAME;
    }

    @Override
    public void close() {}
}
