package org.loopscope.acquisition.file.movie;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;

/**
 * Plays a recording as if the microscope took it now: the first exposure begins at the start, the others when they did
 * by the recording's own times, or by its rate where it has none. Owns the movie and closes it. Allocates nothing per
 * frame beyond what the movie does.
 */
public final class MovieFrameSource implements RecordingSource {
    private final Movie movie;
    private final FrameFormat format;
    private long startNs;
    private long next;

    /** @throws IllegalArgumentException when the movie does not say its rate, or such frames are not supported */
    public MovieFrameSource(Movie movie) {
        this.movie = movie;
        this.format = movie.metadata().frameFormat();
    }

    @Override
    public MovieMetadata metadata() {
        return movie.metadata();
    }

    @Override
    public DeviceEdges edges() {
        return movie.edges();
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
        long number = Math.min(next, movie.frames() - 1);
        return startNs + movie.exposureEndNs(number) + (number < next ? format.periodNs() : 0);
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        if (next >= movie.frames()) {
            return Poll.ENDED;
        }
        long endNs = nextExposureEndNs();
        if (endNs > nowNs) {
            return Poll.NOT_YET;
        }
        try {
            movie.read(next, into);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        into.exposureEndNs = endNs;
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
