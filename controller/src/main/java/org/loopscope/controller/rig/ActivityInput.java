package org.loopscope.controller.rig;

import org.loopscope.acquisition.FrameSource;

/** Where a rig's activity comes from. */
public sealed interface ActivityInput extends AutoCloseable {
    /** The first frame or sample starts at this session time. */
    void startAt(long sessionNs);

    /** When the next frame or sample ends, session clock, nanoseconds. */
    long nextEndNs();

    /** Frames or samples a second. */
    double rateHz();

    @Override
    void close();

    /** Frames that the imaging path turns into activity. */
    record Imaged(FrameSource frames) implements ActivityInput {
        @Override
        public double rateHz() {
            return frames.format().rateHz();
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
        public void close() {}
    }
}
