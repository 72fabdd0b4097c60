package org.loopscope.acquisition.path;

import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;

/**
 * Which volume a frame belongs to, by its number at the microscope: the exposures of a volume follow each other, plane 0
 * first. A session may begin in the midst of a volume, which then has a negative number. One thread.
 */
final class VolumeNumbers {
    private static final long UNKNOWN = -1;

    private final int planes;
    private final int channels;
    /** Exposures before the first whole volume. */
    private long before = UNKNOWN;

    VolumeNumbers(FrameFormat format) {
        planes = format.planes();
        channels = format.channels();
    }

    /** @throws IllegalArgumentException when the frame's plane is not the one whose turn it is */
    long of(Frame frame) {
        long exposure = frame.index / channels;
        if (before == UNKNOWN) {
            before = Math.floorMod(exposure - frame.plane, (long) planes);
        }
        long turn = Math.floorMod(exposure - before, (long) planes);
        if (turn != frame.plane) {
            throw new IllegalArgumentException("frame " + frame.index + " is of plane " + frame.plane
                    + ", by its number it is plane " + turn + "'s turn of " + planes
                    + ": planes must be exposed once a volume and in order, and the flyback must not be numbered");
        }
        return Math.floorDiv(exposure - before, (long) planes);
    }
}
