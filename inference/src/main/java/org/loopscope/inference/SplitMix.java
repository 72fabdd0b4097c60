package org.loopscope.inference;

/** Random numbers that follow from where they are asked for alone (Steele, Lea and Flood 2014). */
public final class SplitMix {
    /** From one state of a sequence to the next. */
    public static final long GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix() {}

    /** The number at a state: its bits well mixed. */
    public static long mix(long state) {
        long a = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
