package org.loopscope.controller.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.ImagingSettings;
import org.loopscope.acquisition.path.NewCells;
import org.loopscope.acquisition.path.QualitySettings;
import org.loopscope.acquisition.path.Stage;
import org.loopscope.acquisition.path.StageWatch;
import org.loopscope.firmware.clock.SessionClock;

/** Times the imaging path on the calling thread, with the settings of a session, on a made-up movie. */
final class ImagingBench implements StageWatch {
    private static final int MOVIE_FRAMES = 64;
    private static final double RATE_HZ = 30;
    private static final int CALIBRATION_FRAMES = 120;
    private static final int MOST_NEW_CELLS = 100;
    private static final long LONGEST_NS = 10_000_000_000L;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final SessionClock stopwatch;
    private final int frames;
    private final boolean searching;
    private final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    private final Histogram whole = new Histogram(LONGEST_NS, 3);
    private long markNs;

    /**
     * @param frames to measure, after the path is warm
     * @param searching whether to measure beside searches for new cells, at least until one has ended
     */
    ImagingBench(SessionClock stopwatch, int frames, boolean searching) {
        this.searching = searching;
        this.stopwatch = stopwatch;
        this.frames = frames;
        for (Stage stage : Stage.values()) {
            stages.put(stage, new Histogram(LONGEST_NS, 3));
        }
    }

    static BenchMovie movie(ImagingCase of) {
        return new BenchMovie(of.widthPx(), of.heightPx(), of.cells(), MOVIE_FRAMES, 1);
    }

    ImagingFigures run(ImagingCase of, BenchMovie movie) {
        FrameFormat format = new FrameFormat(of.widthPx(), of.heightPx(), RATE_HZ);
        ImagingSettings settings = sessionSettings(format);
        NewCells newCells = searching ? new NewCells(format, settings, MOST_NEW_CELLS) : null;
        ImagingPath path = new ImagingPath(
                format,
                settings,
                new GivenCells(movie.cells),
                QualitySettings.standard(settings.motion().maxShiftPx()),
                newCells,
                this);
        if (newCells == null) {
            return run(of, path, movie, null);
        }
        try (SearchUnderWay search = new SearchUnderWay(newCells, stopwatch)) {
            return run(of, path, movie, search);
        }
    }

    private ImagingFigures run(ImagingCase of, ImagingPath path, BenchMovie movie, @Nullable SearchUnderWay search) {
        ImagedFrame out = new ImagedFrame();
        Frame frame = new Frame(of.widthPx(), of.heightPx());
        WarmUp warmUp = new WarmUp();
        long allocated = 0;
        int measured = 0;
        boolean measuring = false;
        for (int i = 0; measured < frames || (search != null && search.ended() == 0); i++) {
            frame.index = i;
            short[] pixels = movie.frames[i % movie.frames.length];
            System.arraycopy(pixels, 0, frame.pixels, 0, pixels.length);
            long startNs = stopwatch.nowNs();
            if (search != null && measured > 0) {
                search.beforeFrame(i);
            }
            markNs = stopwatch.nowNs();
            long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            path.process(frame, out);
            allocated += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
            if (search != null && measured > 0) {
                search.afterFrame(i);
            }
            whole.recordValue(Math.min(LONGEST_NS, stopwatch.nowNs() - startNs));
            measured += measuring ? 1 : 0;
            if (!measuring && warmUp.over(i)) {
                measuring = true;
                allocated = 0;
                whole.reset();
                stages.values().forEach(Histogram::reset);
            }
        }
        double bytes = allocated / (double) whole.getTotalCount();
        Map<Stage, Spread> spreads = new EnumMap<>(Stage.class);
        stages.forEach((stage, histogram) -> spreads.put(stage, Spread.of(histogram)));
        return new ImagingFigures(
                of, Spread.of(whole), spreads, bytes, search == null ? 0 : search.ended(), Double.NaN);
    }

    /** A session's usual ones, but for a short calibration. */
    static ImagingSettings sessionSettings(FrameFormat format) {
        ImagingSettings standard = ImagingSettings.standard(format);
        return standard.withCalibration(CALIBRATION_FRAMES, standard.motion().templateFrames());
    }

    @Override
    public void ended(Stage stage) {
        long nowNs = stopwatch.nowNs();
        Objects.requireNonNull(stages.get(stage)).recordValue(Math.min(LONGEST_NS, nowNs - markNs));
        markNs = nowNs;
    }
}
