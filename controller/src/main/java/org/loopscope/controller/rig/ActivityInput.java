package org.loopscope.controller.rig;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameSource;
import org.loopscope.acquisition.live.LiveFrameSource;

/** Where a rig's activity comes from. */
public sealed interface ActivityInput extends AutoCloseable {
    /** The first frame or sample starts at this session time. */
    void startAt(long sessionNs);

    /** When the next frame or sample ends, session clock, nanoseconds. */
    long nextEndNs();

    /** Frames or samples a second, by which their numbers grow. */
    double rateHz();

    /** How often a second there is activity: once a volume, or once a sample. */
    double activityHz();

    @Override
    void close();

    /**
     * Frames that the imaging path turns into activity.
     *
     * @param live the same source where its sender must come first; null where the frames are here already
     * @param report what a recording says of itself, a line each
     */
    record Imaged(FrameSource frames, @Nullable LiveFrameSource live, List<String> report) implements ActivityInput {
        public Imaged {
            report = List.copyOf(report);
        }

        public Imaged(FrameSource frames) {
            this(frames, null, List.of());
        }

        public Imaged(FrameSource frames, LiveFrameSource live) {
            this(frames, live, List.of());
        }

        /** Who sends, as far as it says, and else {@code otherwise}. */
        public String description(String otherwise) {
            return live == null ? otherwise : live.description();
        }

        @Override
        public double rateHz() {
            return frames.format().framesPerSecond();
        }

        @Override
        public double activityHz() {
            return frames.format().planeRateHz();
        }

        @Override
        public void startAt(long sessionNs) {
            frames.startAt(sessionNs);
        }

        @Override
        public long nextEndNs() {
            return frames.nextExposureEndNs();
        }

        @Override
        public void close() {
            frames.close();
        }
    }

    /** Activity that comes ready made, {@code rateHz} samples a second of {@code neurons} neurons. */
    record Recorded(ActivitySource source, int neurons, double rateHz) implements ActivityInput {
        @Override
        public void startAt(long sessionNs) {
            source.startAt(sessionNs);
        }

        @Override
        public long nextEndNs() {
            return source.nextEndNs();
        }

        @Override
        public double activityHz() {
            return rateHz;
        }

        @Override
        public void close() {}
    }
}
