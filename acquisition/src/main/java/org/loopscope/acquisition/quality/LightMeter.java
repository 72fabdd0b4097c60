package org.loopscope.acquisition.quality;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Mean, largest value and pixels at the ceiling of a raw frame, on every fourth row. Whole numbers throughout, so the
 * result does not depend on the width of the processor's vectors. One thread; allocates nothing per frame.
 */
final class LightMeter {
    static final int ROW_STEP = 4;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LOW = 0xFFFF;
    /** A detector has at least 8 bits; fewer ones in a row at the top are a coincidence. */
    private static final int LEAST_CEILING = 255;

    private final int widthPx;
    private final int heightPx;
    private final int sourceOffset;
    private final int givenCeiling;
    private final int whole;
    /** Per pair of neighbouring columns: sum and largest value so far. At most 2 x 65,535 per row: no overflow. */
    private final int[] sums;

    private final int[] tops;
    private long sum;
    private int largest;
    private int largestSoFar;
    private float mean;
    private float saturatedShare;

    /**
     * @param sourceOffset what the source added to every pixel, raw units
     * @param givenCeiling 0 to find it
     */
    LightMeter(int widthPx, int heightPx, int sourceOffset, int givenCeiling) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.sourceOffset = sourceOffset;
        this.givenCeiling = givenCeiling;
        this.whole = SHORTS.loopBound(widthPx);
        this.sums = new int[whole / 2];
        this.tops = new int[whole / 2];
    }

    void measure(short[] pixels) {
        sum = 0;
        largest = 0;
        Arrays.fill(sums, 0);
        Arrays.fill(tops, 0);
        for (int y = 0; y < heightPx; y += ROW_STEP) {
            addRow(pixels, y * widthPx);
        }
        for (int pair = 0; pair < sums.length; pair++) {
            sum += sums[pair];
            largest = Math.max(largest, tops[pair]);
        }
        largestSoFar = Math.max(largestSoFar, largest);
        double count = (double) widthPx * Math.ceilDiv(heightPx, ROW_STEP);
        mean = (float) (sum / count);
        int ceiling = ceiling();
        saturatedShare = largest < ceiling ? 0 : (float) (atLeast(ceiling, pixels) / count);
    }

    /** Raw units. */
    float mean() {
        return mean;
    }

    /** 0 to 1. */
    float saturatedShare() {
        return saturatedShare;
    }

    private int ceiling() {
        if (givenCeiling > 0) {
            return givenCeiling;
        }
        int value = largestSoFar - sourceOffset;
        boolean allOnes = value >= LEAST_CEILING && (value & (value + 1)) == 0;
        return allOnes ? largestSoFar : LOW;
    }

    /** Into arrays rather than local vectors, which the virtual machine may put on the heap. */
    private void addRow(short[] pixels, int at) {
        for (int x = 0; x < whole; x += SHORTS.length()) {
            IntVector pairs = ShortVector.fromArray(SHORTS, pixels, at + x).reinterpretAsInts();
            IntVector low = pairs.and(LOW);
            IntVector high = pairs.lanewise(VectorOperators.LSHR, 16);
            int pair = x >> 1;
            low.add(high).add(IntVector.fromArray(INTS, sums, pair)).intoArray(sums, pair);
            low.max(high).max(IntVector.fromArray(INTS, tops, pair)).intoArray(tops, pair);
        }
        for (int x = whole; x < widthPx; x++) {
            int pixel = pixels[at + x] & LOW;
            sum += pixel;
            largest = Math.max(largest, pixel);
        }
    }

    private int atLeast(int ceiling, short[] pixels) {
        int count = 0;
        for (int y = 0; y < heightPx; y += ROW_STEP) {
            for (int x = 0; x < widthPx; x++) {
                count += (pixels[y * widthPx + x] & LOW) >= ceiling ? 1 : 0;
            }
        }
        return count;
    }
}
