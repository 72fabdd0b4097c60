package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.SessionEvent.FrameQualityMeasured;

/** How good a session's frames were, in figures. One writer, the log thread. */
public final class QualityFigures {
    private static final double STANDING_NS = 1e9;
    private static final double NS_PER_MIN = 60e9;

    private final long framePeriodNs;
    private QualityCourse course = new QualityCourse(1);
    private final long[] frames = new long[QualityFlag.values().length];
    private final int[] inARow = new int[QualityFlag.values().length];
    private final int[] sinceRaised = new int[QualityFlag.values().length];
    private int planes = 1;
    private int channels = 1;
    private long arrivedFrame;
    private long arrivedNs;
    private long measured;
    private long invalidPresentations;
    private float brightnessLeft = Float.NaN;
    private double sumMin;
    private double sumLeft;
    private double sumMinMin;
    private double sumMinLeft;
    private long known;

    QualityFigures(long framePeriodNs) {
        this.framePeriodNs = framePeriodNs;
    }

    /** What the frames are, before the first of them. */
    void of(FrameFormat format) {
        // A later part of a session has the same frames, and its course goes on.
        course = format.planes() == planes ? course : new QualityCourse(format.planes());
        planes = format.planes();
        channels = format.channels();
    }

    /** A frame arrived; it is imaged later, when others have arrived. */
    void arrived(FrameArrived frame) {
        arrivedFrame = frame.index() / channels;
        arrivedNs = frame.exposureEndNs();
    }

    /** On the session clock, which went on before the first frame and between a session's parts. */
    private double endNs(long frameIndex) {
        return arrivedNs + (double) (frameIndex / channels - arrivedFrame) * framePeriodNs;
    }

    void add(FrameQualityMeasured quality) {
        measured++;
        course.add(endNs(quality.frameIndex()) / 1e9, quality);
        int at = 0;
        for (QualityFlag flag : QualityFlag.values()) {
            boolean raised = flag.in(quality.flags());
            frames[at] += raised ? 1 : 0;
            // What is wrong with one plane stands, though the others' frames come in between.
            sinceRaised[at] = raised ? 0 : sinceRaised[at] + 1;
            inARow[at] = sinceRaised[at] < planes && (raised || inARow[at] > 0) ? inARow[at] + 1 : 0;
            at++;
        }
        if (!Float.isNaN(quality.brightnessLeft())) {
            brightnessLeft = quality.brightnessLeft();
            double min = endNs(quality.frameIndex()) / NS_PER_MIN;
            known++;
            sumMin += min;
            sumLeft += brightnessLeft;
            sumMinMin += min * min;
            sumMinLeft += min * brightnessLeft;
        }
    }

    void invalidated() {
        invalidPresentations++;
    }

    /** Frames whose quality is known, those of the calibration included. */
    public long measured() {
        return measured;
    }

    public long frames(QualityFlag flag) {
        int at = 0;
        for (QualityFlag other : QualityFlag.values()) {
            if (other == flag) {
                return frames[at];
            }
            at++;
        }
        throw new IllegalArgumentException("unknown flag " + flag);
    }

    public long invalidPresentations() {
        return invalidPresentations;
    }

    /** Share of the calibration's light at the session's end; NaN when not known. */
    public double brightnessLeft() {
        return brightnessLeft;
    }

    /** Slope of the straight line through the share of the light that is left, percent of the calibration's a minute. */
    public double brightnessPercentPerMinute() {
        double spread = known * sumMinMin - sumMin * sumMin;
        return known > 1 && spread > 0 ? 100 * (known * sumMinLeft - sumMin * sumLeft) / spread : Double.NaN;
    }

    public QualityCourse course() {
        return course;
    }

    /** What has been wrong for the last second, in words; empty when nothing. */
    String standing() {
        List<String> words = new ArrayList<>();
        int at = 0;
        for (QualityFlag flag : QualityFlag.values()) {
            if (inARow[at++] * (double) framePeriodNs >= STANDING_NS) {
                words.add(flag.word());
            }
        }
        return String.join(", ", words);
    }
}
