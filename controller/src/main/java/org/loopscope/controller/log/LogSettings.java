package org.loopscope.controller.log;

import org.loopscope.controller.log.hdf5.Writing;

/**
 * How a session is written.
 *
 * @param keepRawFrames whether raw frames go into the file; without them a session cannot be replayed
 * @param keepCorrectedFrames whether frames as they were laid on their templates go into the file too
 * @param deflateLevel how hard raw frames are packed: 0 not at all, 1 (about 150 frames of 512x512 per second and half
 *     the size) to 9
 * @param flushEveryFrames a flush is due after so many frames
 * @param flushPeriodNs a flush is due when something has waited for so long, session clock
 * @param forcePeriodNs the journal is forced to the disk so often: what the loss of power may cost
 * @param writing what the NWB file's flushes promise; {@link Writing#FORCED} is slow on disks that turn
 */
public record LogSettings(
        boolean keepRawFrames,
        boolean keepCorrectedFrames,
        int deflateLevel,
        int flushEveryFrames,
        long flushPeriodNs,
        long forcePeriodNs,
        Writing writing) {
    private static final long SECOND_NS = 1_000_000_000L;

    public static final LogSettings DEFAULT = new LogSettings(true, 0, 3, 100_000_000L);

    /** With a journal that is forced to the disk every second. */
    public LogSettings(boolean keepRawFrames, int deflateLevel, int flushEveryFrames, long flushPeriodNs) {
        this(keepRawFrames, false, deflateLevel, flushEveryFrames, flushPeriodNs, SECOND_NS, Writing.ORDERED);
    }

    public LogSettings {
        if (deflateLevel < 0 || deflateLevel > 9) {
            throw new IllegalArgumentException("log deflate level is " + deflateLevel + ": use 0 (off) to 9");
        }
        if (flushEveryFrames < 1) {
            throw new IllegalArgumentException("log flush is every " + flushEveryFrames + " frames: use 1 or more");
        }
        if (flushPeriodNs < 1 || forcePeriodNs < 1) {
            throw new IllegalArgumentException("log flush and force periods are " + flushPeriodNs + " and "
                    + forcePeriodNs + " ns: use 1 or more");
        }
    }
}
