package org.loopscope.acquisition;

/** Shape and rate of a frame stream; pixels are unsigned 16 bit. */
public record FrameFormat(int widthPx, int heightPx, double rateHz) {
    public FrameFormat {
        if (widthPx < 16 || heightPx < 16 || widthPx > 4096 || heightPx > 4096) {
            throw new IllegalArgumentException("frames of " + widthPx + "x" + heightPx + " pixels are not supported");
        }
        if (!(rateHz > 0 && rateHz <= 2000)) {
            throw new IllegalArgumentException("frame rate must be above 0 and at most 2000 Hz, was " + rateHz);
        }
    }

    public long periodNs() {
        return Math.round(1e9 / rateHz);
    }
}
