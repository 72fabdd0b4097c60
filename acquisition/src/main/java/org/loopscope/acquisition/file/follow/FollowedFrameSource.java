package org.loopscope.acquisition.file.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.file.movie.DeviceEdges;
import org.loopscope.acquisition.file.movie.GrowingMovie;
import org.loopscope.acquisition.file.movie.MovieMetadata;
import org.loopscope.acquisition.file.movie.RecordingSource;

/**
 * Follows a recording that another process is writing, from its first frame on. Frames that were there before come as
 * fast as they are polled. How late a frame comes is how late its writer puts it into the file.
 *
 * <p>Ends when the file says so, or when nothing was written for the time of silence. If the silence falls within a
 * frame, the writer has died: that is an exception, as is a file that got shorter, was replaced or removed, or goes on
 * with frames of another size. Allocates nothing per frame beyond what the movie does; looking whether the file is still
 * the same, ten times a second, allocates a few hundred bytes.
 */
public final class FollowedFrameSource implements RecordingSource {
    private static final long CHECK_EVERY_NS = 100_000_000L;

    private final GrowingMovie movie;
    private final FrameFormat format;
    private final long silenceNs;
    private final ArrivalClock clock = new ArrivalClock();
    private long lastEndNs;
    private long lastPollNs;
    private long lastGrowthNs;
    private long lastSize;
    private long nextCheckNs;
    private boolean ended;

    /**
     * @param silenceNs nothing written for so long is the end
     * @throws IllegalArgumentException when the file does not say its rate, or such frames are not supported
     */
    public FollowedFrameSource(GrowingMovie movie, long silenceNs) {
        this.movie = movie;
        this.format = movie.metadata().frameFormat();
        this.silenceNs = silenceNs;
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
        lastEndNs = sessionNs;
        lastPollNs = sessionNs;
        lastGrowthNs = sessionNs;
        nextCheckNs = sessionNs + CHECK_EVERY_NS;
    }

    /** A guess: a period after the last frame, or after the last look that found none. */
    @Override
    public long nextExposureEndNs() {
        return Math.max(lastEndNs, lastPollNs) + format.periodNs();
    }

    @Override
    public Poll poll(long nowNs, Frame into) {
        if (ended) {
            return Poll.ENDED;
        }
        lastPollNs = nowNs;
        try {
            return switch (movie.next(nowNs, into)) {
                case FRAME -> {
                    into.exposureEndNs = Math.max(lastEndNs, clock.exposureEndNs(into.deviceNs, nowNs));
                    lastEndNs = into.exposureEndNs;
                    lastGrowthNs = nowNs;
                    yield Poll.FRAME;
                }
                case NOT_YET, NEXT_FILE -> notYet(nowNs);
                case ENDED -> ended();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Poll notYet(long nowNs) throws IOException {
        if (movie.size() != lastSize) {
            lastSize = movie.size();
            lastGrowthNs = nowNs;
        }
        if (nowNs >= nextCheckNs) {
            movie.checkSameFile();
            nextCheckNs = nowNs + CHECK_EVERY_NS;
        }
        if (nowNs - lastGrowthNs <= silenceNs) {
            return Poll.NOT_YET;
        }
        if (movie.cutOff()) {
            throw new IOException("the recording stopped within a frame, " + movie.size() + " bytes into its file, and"
                    + " nothing came for " + silenceNs / 1_000_000 + " ms; its writer has died");
        }
        return ended();
    }

    private Poll ended() {
        ended = true;
        return Poll.ENDED;
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
