package org.loopscope.tests.interop;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Gathers an array row by row for its {@link ArrayDigest}. */
final class LittleEndianRows {
    private final MessageDigest sha256;
    private final boolean matrix;
    private int rows;
    private int width;

    /** @param matrix whether a row is one, also where it has a single value */
    LittleEndianRows(boolean matrix) {
        this.matrix = matrix;
        this.sha256 = newSha256();
    }

    /** Of bytes that are there already. */
    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    void floats(float... row) {
        ByteBuffer bytes = bytes(Float.BYTES * row.length);
        bytes.asFloatBuffer().put(row);
        add(bytes, row.length);
    }

    void doubles(double... row) {
        ByteBuffer bytes = bytes(Double.BYTES * row.length);
        bytes.asDoubleBuffer().put(row);
        add(bytes, row.length);
    }

    void int64(long value) {
        add(bytes(Long.BYTES).putLong(0, value), 1);
    }

    void int32(int value) {
        add(bytes(Integer.BYTES).putInt(0, value), 1);
    }

    void truth(boolean value) {
        add(bytes(1).put(0, (byte) (value ? 1 : 0)), 1);
    }

    /** A row of a pixel mask: x and y, unsigned 32 bit, and the weight, single precision. */
    void pixel(int x, int y, float weight) {
        add(bytes(12).putInt(0, x).putInt(4, y).putFloat(8, weight), 1);
    }

    /** Of all rows; nothing may be added afterwards. */
    ArrayDigest digest() {
        return new ArrayDigest(
                matrix ? List.of(rows, width) : List.of(rows), HexFormat.of().formatHex(sha256.digest()));
    }

    private void add(ByteBuffer row, int values) {
        sha256.update(row);
        rows++;
        width = values;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
