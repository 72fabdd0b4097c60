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

    private PixelConversion() {}

    /** Writes {@code from[fromAt + i] - level} into {@code to[toAt + i]} for each {@code i < count}. */
    static void toFloat(short[] from, int fromAt, int count, float level, float[] to, int toAt) {
        int whole = INTS.loopBound(count);
        for (int i = 0; i < whole; i += INTS.length()) {
            IntVector pixels = (IntVector) ShortVector.fromArray(SHORTS, from, fromAt + i)
                    .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
            FloatVector values = (FloatVector) pixels.convertShape(VectorOperators.I2F, FLOATS, 0);
            values.sub(level).intoArray(to, toAt + i);
        }
        for (int i = whole; i < count; i++) {
            to[toAt + i] = (from[fromAt + i] & 0xFFFF) - level;
        }
    }
}
