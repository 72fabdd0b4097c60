package org.loopscope.controller.bench;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.ImagingSettings;
import org.loopscope.acquisition.path.QualitySettings;
import org.loopscope.acquisition.path.Stage;
import org.loopscope.controller.bench.HandedOver.DecisionTime;
import org.loopscope.controller.bench.HandedOver.FrameTimes;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.session.Agent;
import org.loopscope.controller.session.ImagingAgent;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/**
 * A session's frame path in real time on a made-up movie: each frame, when it is due, through the whole imaging path, and
 * its activity to those who watch; twice a second a decision. A frame that is held up comes as soon as it can, and none is left
 * out. It tells what a session tells of them; there is no model, no screen and no log.
 */
final class StreamSource implements Agent {
    static final long IDLE_NS = 100_000;
    private static final int MOVIE_FRAMES = 32;
    /** More than the calibration has; the imaging path is compiled by then. */
    private static final int WARM_UP_FRAMES = 600;

    private static final long DECIDES_EVERY_NS = 500_000_000L;
    private static final String BLOCK = "map-1";

    private final SessionClock clock;
    private final Consumer<SessionEvent> watchers;
    private final HandedOver handed;
    private final BenchMovie movie;
    private final ImagingPath path;
    private final Frame frame;
    private final ImagedFrame imaged = new ImagedFrame();
    private final long periodNs;
    private long next;
    private long decisions;
    private long dueNs;
    private long nextDecisionNs;
    private volatile boolean ending;
    private volatile boolean finished;

    /** Makes the movie, calibrates and warms up, unpaced and untold, on the calling thread. */
    StreamSource(StreamSettings settings, SessionClock clock, Consumer<SessionEvent> watchers, HandedOver handed) {
        this.clock = clock;
        this.watchers = watchers;
        this.handed = handed;
        periodNs = settings.framePeriodNs();
        int side = settings.fieldPx();
        movie = new BenchMovie(side, side, settings.cells(), MOVIE_FRAMES, StreamSettings.SEED);
        frame = new Frame(side, side);
        FrameFormat format = new FrameFormat(side, side, settings.rateHz());
        ImagingSettings imaging = ImagingBench.sessionSettings(format);
        path = new ImagingPath(
                format,
                imaging,
                new GivenCells(movie.cells),
                QualitySettings.standard(imaging.motion().maxShiftPx()),
                null,
                StreamSource::unwatched);
        while (next < WARM_UP_FRAMES) {
            image(clock.nowNs());
        }
    }

    private static void unwatched(@Nullable Stage stage) {
        // The stages are not timed here.
    }

    /** Before the thread starts: the session begins, and its first frame is due. */
    void begin(String sessionId, String startTime, String version) {
        dueNs = clock.nowNs();
        nextDecisionNs = dueNs;
        watchers.accept(new SessionEvent.SessionStarted(sessionId, "", startTime, version, "none", false));
        watchers.accept(new SessionEvent.BlockChanged(BLOCK, "map", true, next, dueNs));
    }

    /** Any thread: the session ends with the frame under way. */
    void end() {
        ending = true;
    }

    @Override
    public String role() {
        return "imaging";
    }

    @Override
    public boolean doWork() {
        if (ending) {
            watchers.accept(new SessionEvent.SessionEnded("completed", clock.nowNs()));
            finished = true;
            return true;
        }
        if (clock.nowNs() < dueNs) {
            return false;
        }
        long arrivedNs = dueNs;
        dueNs += periodNs;
        long index = next;
        watchers.accept(new SessionEvent.FrameArrived(index, arrivedNs, arrivedNs, 0));
        image(arrivedNs);
        watchers.accept(ImagingAgent.activityOf(imaged));
        handed.frame(new FrameTimes(index, arrivedNs, clock.nowNs()));
        watchers.accept(new SessionEvent.LatencyMeasured(index, imaged.activityReadyNs - arrivedNs, -1));
        if (arrivedNs >= nextDecisionNs) {
            nextDecisionNs += DECIDES_EVERY_NS;
            decide(index);
        }
        return true;
    }

    private void image(long endNs) {
        frame.index = next;
        frame.frameEndNs = endNs;
        frame.exposureEndNs = endNs;
        short[] pixels = movie.frames[(int) (next % movie.frames.length)];
        System.arraycopy(pixels, 0, frame.pixels, 0, pixels.length);
        path.process(frame, imaged);
        imaged.activityReadyNs = clock.nowNs();
        next++;
    }

    private void decide(long frameIndex) {
        long nowNs = clock.nowNs();
        long onsetNs = nowNs + periodNs;
        watchers.accept(new SessionEvent.StimulusDecided(new StimulusDecision(
                decisions,
                frameIndex,
                new Stimulus.BankImage((int) (decisions % 1000)),
                onsetNs,
                DECIDES_EVERY_NS,
                onsetNs,
                nowNs,
                false,
                "random",
                -1,
                0)));
        handed.decision(new DecisionTime(decisions, nowNs));
        decisions++;
    }

    @Override
    public boolean finished() {
        return finished;
    }
}
