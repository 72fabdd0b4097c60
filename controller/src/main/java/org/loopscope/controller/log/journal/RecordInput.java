package org.loopscope.controller.log.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A record being read. Every method throws {@link IllegalArgumentException} when the record is shorter than its fields
 * say, before anything is allocated for them.
 */
final class RecordInput {
    private final ByteBuffer bytes;

    RecordInput(ByteBuffer bytes) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    int remaining() {
        return bytes.remaining();
    }

    int u8() {
        return need(1).get() & 0xFF;
    }

    boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new IllegalArgumentException("a yes-or-no field holds " + value);
        }
        return value == 1;
    }

    int i32() {
        return need(4).getInt();
    }

    long i64() {
        return need(8).getLong();
    }

    float f32() {
        return need(4).getFloat();
    }

    double f64() {
        return need(8).getDouble();
    }

    String text() {
        byte[] utf8 = new byte[count(1)];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    float[] floats() {
        float[] values = new float[count(4)];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + values.length * 4);
        return values;
    }

    int[] ints() {
        int[] values = new int[count(4)];
        bytes.asIntBuffer().get(values);
        bytes.position(bytes.position() + values.length * 4);
        return values;
    }

    /** Reads how many items follow, each of at least {@code itemBytes}. */
    int count(int itemBytes) {
        int count = i32();
        if (count < 0 || (long) count * itemBytes > bytes.remaining()) {
            throw new IllegalArgumentException("a field of " + count + " items does not fit into its record");
        }
        return count;
    }

    private ByteBuffer need(int count) {
        if (bytes.remaining() < count) {
            throw new IllegalArgumentException("the record ends inside a field");
        }
        return bytes;
    }
}
