package org.loopscope.acquisition.live;

/**
 * What the experiment says of a stream whose sender does not say it.
 *
 * @param rateHz frames a second; 0 when it is for the sender to say
 * @param planes of a volume, visited in turn
 * @param pixelOffset added to signed pixels, see {@link PixelType}
 */
public record StatedFormat(double rateHz, int planes, int pixelOffset) {
    public static final StatedFormat NONE = new StatedFormat(0, 1, 0);

    public StatedFormat {
        if (!(rateHz >= 0 && rateHz <= 2000)) {
            throw new IllegalArgumentException("the frame rate must be above 0 and at most 2000 Hz, was " + rateHz);
        }
        if (planes < 1 || planes > 64) {
            throw new IllegalArgumentException("1 to 64 planes are supported, not " + planes);
        }
        if (pixelOffset < 0 || pixelOffset > 32_768) {
            throw new IllegalArgumentException("the pixel offset must be from 0 to 32768, was " + pixelOffset);
        }
    }
}
