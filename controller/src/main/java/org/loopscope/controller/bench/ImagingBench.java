package org.loopscope.controller.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.path.GivenCells;
import org.loopscope.acquisition.path.ImagingPath;
import org.loopscope.acquisition.path.ImagingSettings;
import org.loopscope.acquisition.path.Stage;
import org.loopscope.acquisition.path.StageWatch;
import org.loopscope.firmware.clock.SessionClock;

/** Times the imaging path on the calling thread, with the settings of a session, on a made-up movie. */
final class ImagingBench implements StageWatch {
    private static final int MOVIE_FRAMES = 64;
    private static final double RATE_HZ = 30;
    private static final int CALIBRATION_FRAMES = 120;
    private static final int WARM_UP_FRAMES = 600;
    private static final long LONGEST_NS = 10_000_000_000L;

    private final SessionClock stopwatch;
    private final int frames;
    private final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    private final Histogram whole = new Histogram(LONGEST_NS, 3);
    private long markNs;
    private boolean measuring;

    /** @param frames to measure, after the path is warm */
    ImagingBench(SessionClock stopwatch, int frames) {
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
        ImagingPath path = new ImagingPath(format, settings(format), new GivenCells(movie.cells), this);
        ImagedFrame out = new ImagedFrame();
        Frame frame = new Frame(of.widthPx(), of.heightPx());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocatedBefore = 0;
        for (int i = 0; i < WARM_UP_FRAMES + frames; i++) {
            frame.index = i;
            short[] pixels = movie.frames[i % movie.frames.length];
            System.arraycopy(pixels, 0, frame.pixels, 0, pixels.length);
            if (i == WARM_UP_FRAMES) {
                measuring = true;
                allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            }
            long startNs = stopwatch.nowNs();
            markNs = startNs;
            path.process(frame, out);
            if (measuring) {
                whole.recordValue(Math.min(LONGEST_NS, stopwatch.nowNs() - startNs));
            }
        }
        double bytes = (threads.getCurrentThreadAllocatedBytes() - allocatedBefore) / (double) frames;
        Map<Stage, Spread> spreads = new EnumMap<>(Stage.class);
        stages.forEach((stage, histogram) -> spreads.put(stage, Spread.of(histogram)));
        return new ImagingFigures(of, Spread.of(whole), spreads, bytes, Double.NaN);
    }

    /** A session's usual ones, but for a short calibration. */
    private static ImagingSettings settings(FrameFormat format) {
        ImagingSettings standard = ImagingSettings.standard(format);
        return standard.withCalibration(CALIBRATION_FRAMES, standard.motion().templateFrames());
    }

    @Override
    public void ended(Stage stage) {
        long nowNs = stopwatch.nowNs();
        if (measuring) {
            Objects.requireNonNull(stages.get(stage)).recordValue(Math.min(LONGEST_NS, nowNs - markNs));
        }
        markNs = nowNs;
    }
}
