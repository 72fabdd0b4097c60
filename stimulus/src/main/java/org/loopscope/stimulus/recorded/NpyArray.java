package org.loopscope.stimulus.recorded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An array of numbers from a NumPy {@code .npy} file, format versions 1 to 3.
 *
 * @param shape length of each axis; empty for a single number
 * @param values in C order (last axis fastest) whatever the order in the file; 64-bit integers beyond 2^53 are rounded
 */
public record NpyArray(int[] shape, double[] values) {
    private static final int MAX_VALUES = 1 << 28;

    /**
     * Reads little-endian floats (4 or 8 bytes), integers (1 to 8 bytes) and booleans. Pickled objects are refused, as
     * reading them would run code from the file.
     *
     * @throws IllegalArgumentException with one line when the file is missing, cut short or holds something else
     */
    public static NpyArray read(Path file) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw Unreadable.missing(file, "the .npy file of responses", e);
        }
        NpyHeader header = NpyHeader.read(bytes, file);
        int count = count(header.shape(), file);
        long wanted = (long) count * header.type().bytes();
        if (bytes.remaining() != wanted) {
            throw Unreadable.at(
                    file,
                    "holds " + bytes.remaining() + " bytes of data where " + wanted
                            + " were announced; it was cut short or is damaged, copy it again");
        }
        double[] stored = new double[count];
        for (int i = 0; i < count; i++) {
            stored[i] = header.type().next(bytes);
        }
        int[] shape = header.shape();
        return new NpyArray(shape, header.fortranOrder() ? toCOrder(stored, shape) : stored);
    }

    private static int count(int[] shape, Path file) {
        long count = 1;
        for (int length : shape) {
            count *= length;
            if (count > MAX_VALUES) {
                throw Unreadable.at(file, "announces more than " + MAX_VALUES + " values; is it the right file?");
            }
        }
        return (int) count;
    }

    private static double[] toCOrder(double[] stored, int[] shape) {
        double[] ordered = new double[stored.length];
        int[] index = new int[shape.length];
        for (double value : stored) {
            int at = 0;
            for (int axis = 0; axis < shape.length; axis++) {
                at = at * shape[axis] + index[axis];
            }
            ordered[at] = value;
            int axis = 0;
            while (axis < shape.length && ++index[axis] == shape[axis]) {
                index[axis++] = 0;
            }
        }
        return ordered;
    }
}
