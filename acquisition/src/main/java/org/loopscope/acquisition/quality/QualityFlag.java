package org.loopscope.acquisition.quality;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What can be wrong with a frame. A frame's flags are a bit set, so that a buffer can hold them without allocation. */
public enum QualityFlag {
    /** Farther off the template, or from the frame before, than the limits allow. */
    MOTION(1, "motion"),
    /** The picture has resembled the calibration's too little for too long: the focus has drifted. */
    FOCUS(2, "out of focus"),
    /** Hardly any light: the shutter is closed, or the detector has tripped. */
    DARK(4, "dark"),
    /** Too many pixels at the detector's ceiling. */
    SATURATED(8, "saturated"),
    /** Too little of the calibration's brightness is left. */
    BLEACHED(16, "bleached");

    private final int bit;
    private final String word;

    QualityFlag(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }

    /** Its place in a bit set, in the journal and the NWB file too: never changed. */
    public int bit() {
        return bit;
    }

    public boolean in(int flags) {
        return (flags & bit) != 0;
    }

    /** For people. */
    public String word() {
        return word;
    }

    public static int bits(Collection<QualityFlag> flags) {
        int bits = 0;
        for (QualityFlag flag : flags) {
            bits |= flag.bit;
        }
        return bits;
    }

    /** Bits that this version does not know are passed over. */
    public static Set<QualityFlag> of(int flags) {
        Set<QualityFlag> set = EnumSet.noneOf(QualityFlag.class);
        for (QualityFlag flag : values()) {
            if (flag.in(flags)) {
                set.add(flag);
            }
        }
        return set;
    }
}
