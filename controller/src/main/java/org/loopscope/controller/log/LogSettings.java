package org.loopscope.controller.log;

/**
 * How a session is written.
 *
 * @param keepRawFrames whether raw frames go into the file; without them a session cannot be replayed
 * @param deflateLevel how hard raw frames are packed: 0 not at all, 1 (about 150 frames of 512x512 per second and half
 *     the size) to 9
 * @param flushEveryFrames a flush is due after so many frames
 * @param flushPeriodNs a flush is due when something has waited for so long, session clock
 */
public record LogSettings(boolean keepRawFrames, int deflateLevel, int flushEveryFrames, long flushPeriodNs) {
    public static final LogSettings DEFAULT = new LogSettings(true, 0, 3, 100_000_000L);

    public LogSettings {
        if (deflateLevel < 0 || deflateLevel > 9) {
            throw new IllegalArgumentException("log deflate level is " + deflateLevel + ": use 0 (off) to 9");
        }
        if (flushEveryFrames < 1) {
            throw new IllegalArgumentException("log flush is every " + flushEveryFrames + " frames: use 1 or more");
        }
        if (flushPeriodNs < 1) {
            throw new IllegalArgumentException("log flush period is " + flushPeriodNs + " ns: use 1 or more");
        }
    }
}
