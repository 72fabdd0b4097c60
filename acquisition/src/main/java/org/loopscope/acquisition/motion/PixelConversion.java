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

    /** Writes every pixel of {@code from} into {@code to}. */
    static void toFloat(short[] from, float[] to) {
        int whole = INTS.loopBound(from.length);
        for (int i = 0; i < whole; i += INTS.length()) {
            IntVector pixels = (IntVector)
                    ShortVector.fromArray(SHORTS, from, i).convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
            ((FloatVector) pixels.convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(to, i);
        }
        for (int i = whole; i < from.length; i++) {
            to[i] = from[i] & 0xFFFF;
        }
    }
}
