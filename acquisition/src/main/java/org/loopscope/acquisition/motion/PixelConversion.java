package org.loopscope.acquisition.motion;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** From the microscope's unsigned 16-bit pixels to floats. */
final class PixelConversion {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
    /** Sums of this many pixels per lane still fit an int. */
    private static final int CHUNK = 16384;

    private PixelConversion() {}

    /**
     * Writes every pixel into {@code to} and answers their mean.
     *
     * @param lanes work space of at least 16 entries
     */
    static float toFloat(short[] from, float[] to, int[] lanes) {
        long sum = 0;
        for (int start = 0; start < from.length; start += CHUNK) {
            sum += chunk(from, start, Math.min(from.length, start + CHUNK), to, lanes);
        }
        return (float) ((double) sum / from.length);
    }

    private static long chunk(short[] from, int start, int end, float[] to, int[] lanes) {
        IntVector total = IntVector.zero(INTS);
        int i = start;
        for (; i <= end - INTS.length(); i += INTS.length()) {
            IntVector pixels = (IntVector)
                    ShortVector.fromArray(SHORTS, from, i).convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
            total = total.add(pixels);
            ((FloatVector) pixels.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(to, i);
        }
        total.intoArray(lanes, 0);
        long sum = 0;
        for (int lane = 0; lane < INTS.length(); lane++) {
            sum += lanes[lane];
        }
        for (; i < end; i++) {
            to[i] = from[i] & 0xFFFF;
            sum += from[i] & 0xFFFF;
        }
        return sum;
    }
}
