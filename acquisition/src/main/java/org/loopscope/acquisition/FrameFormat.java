package org.loopscope.acquisition;

/**
 * Shape and rate of a frame stream; pixels are unsigned 16 bit. A frame is one channel of one plane: channels follow each
 * other within an exposure, planes within a volume.
 *
 * @param rateHz exposures a second, over all planes
 * @param planes in a volume, at least 1
 * @param channels of an exposure, at least 1
 * @param pixelOffset what the source added to every pixel so that none is negative: the value of a pixel without light,
 *     as far as the detector's own offset was taken off before
 */
public record FrameFormat(int widthPx, int heightPx, double rateHz, int planes, int channels, int pixelOffset) {
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
        if (pixelOffset < 0 || pixelOffset > 65_535) {
            throw new IllegalArgumentException("pixel offset must be from 0 to 65535, was " + pixelOffset);
        }
    }

    /** Pixels as the detector gave them. */
    public FrameFormat(int widthPx, int heightPx, double rateHz, int planes, int channels) {
        this(widthPx, heightPx, rateHz, planes, channels, 0);
    }

    /** One plane, one channel. */
    public FrameFormat(int widthPx, int heightPx, double rateHz) {
        this(widthPx, heightPx, rateHz, 1, 1);
    }

    /** The same frames at another rate. */
    public FrameFormat withRate(double hz) {
        return new FrameFormat(widthPx, heightPx, hz, planes, channels, pixelOffset);
    }

    /** One channel of one plane by itself. */
    public FrameFormat ofOnePlane() {
        return new FrameFormat(widthPx, heightPx, planeRateHz(), 1, 1, pixelOffset);
    }

    /** Frames a second over all planes and channels: how fast their numbers grow. */
    public double framesPerSecond() {
        return rateHz * channels;
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
