package org.loopscope.acquisition.quality;

/** How good one frame is: a reused buffer. What is not known yet is not a number. */
public final class FrameQuality {
    /** How far the content has moved since the last frame that could be placed, pixels. */
    public float stepPx;
    /**
     * Correlation of the running mean of the registered frames with the calibration's mean image, as a share of what it
     * was during the calibration: 1 in focus. Unknown until the calibration has ended.
     */
    public float focus;
    /** Where the field lies in the reference stack, micrometres from its first plane; unknown without a stack. */
    public float depthUm;
    /** Mean of the measured pixels, raw units, the detector's offset included. */
    public float brightness;
    /** Slow mean of the brightness above the offset, as a share of the calibration's. Unknown until it has ended. */
    public float brightnessLeft;
    /** Share of the measured pixels at the detector's ceiling, 0 to 1. */
    public float saturatedShare;
    /** Bits of {@link QualityFlag}. */
    public int flags;

    public FrameQuality() {
        clear();
    }

    /** Nothing known, nothing wrong. */
    public void clear() {
        stepPx = Float.NaN;
        focus = Float.NaN;
        depthUm = Float.NaN;
        brightness = Float.NaN;
        brightnessLeft = Float.NaN;
        saturatedShare = Float.NaN;
        flags = 0;
    }

    public void copyFrom(FrameQuality other) {
        stepPx = other.stepPx;
        focus = other.focus;
        depthUm = other.depthUm;
        brightness = other.brightness;
        brightnessLeft = other.brightnessLeft;
        saturatedShare = other.saturatedShare;
        flags = other.flags;
    }

    void flag(QualityFlag flag, boolean raised) {
        flags = raised ? flags | flag.bit() : flags & ~flag.bit();
    }
}
