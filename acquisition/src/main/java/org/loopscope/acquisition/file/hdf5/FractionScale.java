package org.loopscope.acquisition.file.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * How the values of a movie of floating-point numbers become counts: in equal steps, 0 to 65535 from the least value of
 * the whole movie, or 0 where none is negative, to the largest. dF/F is a quotient, and so the same in any unit.
 *
 * @param lowest the value of count 0, at most 0
 * @param perCount how much one count is
 */
record FractionScale(double lowest, double perCount) {
    private static final double MOST_COUNTS = 65_535;

    /**
     * Reads the whole movie once.
     *
     * @throws IOException also where all values are the same or none is a finite number
     */
    static FractionScale of(VolumeBlocks blocks, SeriesShape shape, int volumes, String name) throws IOException {
        double lowest = 0;
        double highest = 0;
        for (int volume = 0; volume < volumes; volume++) {
            int start = blocks.load(volume) / shape.bytes();
            for (int i = 0; i < shape.volumeValues(); i++) {
                double value = value(blocks.block(), start + i, shape.bytes());
                if (Double.isFinite(value)) {
                    lowest = Math.min(lowest, value);
                    highest = Math.max(highest, value);
                }
            }
        }
        if (!(highest > lowest)) {
            throw new IOException(name + ": all values are 0 or no numbers; there is no light in these frames");
        }
        return new FractionScale(lowest, (highest - lowest) / MOST_COUNTS);
    }

    /** A stored value, of 4 or 8 bytes. */
    static double value(ByteBuffer values, int at, int bytes) {
        return bytes == Float.BYTES ? values.getFloat(at * Float.BYTES) : values.getDouble(at * Double.BYTES);
    }

    /** The count of a value; that of the lowest where it is no number, as beyond the edges of a registered frame. */
    short count(double value) {
        double counts = Double.isNaN(value) ? 0 : Math.clamp((value - lowest) / perCount, 0, MOST_COUNTS);
        return (short) Math.round(counts);
    }

    /** The count of 0. */
    int zero() {
        return (int) Math.round(-lowest / perCount);
    }

    String inWords() {
        return String.format(
                Locale.ROOT,
                "its values are fractions: %.6g is count 0, and a count is %.6g (imaging.detector_offset is in counts)",
                lowest,
                perCount);
    }
}
