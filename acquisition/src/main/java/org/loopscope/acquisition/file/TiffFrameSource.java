package org.loopscope.acquisition.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.FrameSource;

/**
 * Plays a recorded movie as if a microscope took it now: the exposure of frame {@code i} ends {@code (i + 1)} frame
 * periods after the start. With several loops the frame index keeps counting. Owns the movie and closes it.
 */
public final class TiffFrameSource implements FrameSource {
    private final TiffMovie movie;
    private final FrameFormat format;
    private final long frames;
    private long startNs;
    private long next;

    /** @param loops how often the movie is played, at least once */
    public TiffFrameSource(TiffMovie movie, double rateHz, int loops) {
        if (loops < 1) {
            throw new IllegalArgumentException("a movie is played at least once, loops was " + loops);
        }
        this.movie = movie;
        this.format = new FrameFormat(movie.widthPx(), movie.heightPx(), rateHz);
        this.frames = (long) loops * movie.pageCount();
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
        try {
            movie.read((int) (next % movie.pageCount()), into.pixels);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        into.index = next;
        into.exposureEndNs = nextExposureEndNs();
        next++;
        return Poll.FRAME;
    }

    @Override
    public void close() {
        try {
            movie.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
