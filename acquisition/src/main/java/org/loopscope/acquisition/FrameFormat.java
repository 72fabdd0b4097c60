package org.loopscope.acquisition;

/**
 * Shape and rate of a frame stream; pixels are unsigned 16 bit. A frame is one channel of one plane: channels follow each
 * other within an exposure, planes within a volume.
 *
 * @param rateHz exposures a second, over all planes
 * @param planes in a volume, at least 1
 * @param channels of an exposure, at least 1
 */
public record FrameFormat(int widthPx, int heightPx, double rateHz, int planes, int channels) {
    public FrameFormat {
        if (widthPx < 16 || heightPx < 16 || widthPx > 4096 || heightPx > 4096) {
            throw new IllegalArgumentException("frames of " + widthPx + "x" + heightPx + " pixels are not supported");
        }
        if (!(rateHz > 0 && rateHz <= 2000)) {
            throw new IllegalArgumentException("frame rate must be above 0 and at most 2000 Hz, was " + rateHz);
        }
        if (planes < 1 || planes > 64 || channels < 1 || channels > 8) {
            throw new IllegalArgumentException(
                    "1 to 64 planes and 1 to 8 channels are supported, not " + planes + " and " + channels);
        }
    }

    /** One plane, one channel. */
    public FrameFormat(int widthPx, int heightPx, double rateHz) {
        this(widthPx, heightPx, rateHz, 1, 1);
    }

    /** Time from one exposure to the next, whatever its plane. */
    public long periodNs() {
        return Math.round(1e9 / rateHz);
    }

    /** How often a second one plane is exposed. */
    public double planeRateHz() {
        return rateHz / planes;
    }
}
