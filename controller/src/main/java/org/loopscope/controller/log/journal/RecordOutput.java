package org.loopscope.controller.log.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A record being written: a direct little-endian buffer that is reused and grows to the longest record seen. */
final class RecordOutput {
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    /** Starts a record after {@code reservedBytes} that are filled in later. */
    void restart(int reservedBytes) {
        buffer.clear().position(reservedBytes);
    }

    /** What was written since the start, ready to be read; valid until the next {@link #restart}. */
    ByteBuffer finished() {
        return buffer.flip();
    }

    void u8(int value) {
        room(1).put((byte) value);
    }

    void bool(boolean value) {
        u8(value ? 1 : 0);
    }

    void i32(int value) {
        room(4).putInt(value);
    }

    void i64(long value) {
        room(8).putLong(value);
    }

    void f32(float value) {
        room(4).putFloat(value);
    }

    void f64(double value) {
        room(8).putDouble(value);
    }

    /** Count of UTF-8 bytes, then the bytes. */
    void text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        i32(utf8.length);
        room(utf8.length).put(utf8);
    }

    /** Count, then the values. */
    void floats(float[] values) {
        i32(values.length);
        ByteBuffer at = room(values.length * 4L);
        at.asFloatBuffer().put(values);
        at.position(at.position() + values.length * 4);
    }

    /** Count, then the values. */
    void ints(int[] values) {
        i32(values.length);
        ByteBuffer at = room(values.length * 4L);
        at.asIntBuffer().put(values);
        at.position(at.position() + values.length * 4);
    }

    private ByteBuffer room(long bytes) {
        long needed = buffer.position() + bytes;
        if (needed > JournalFormat.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("an event of " + needed
                    + " bytes is too long for the journal, the limit is " + JournalFormat.MAX_PAYLOAD_BYTES);
        }
        if (needed > buffer.capacity()) {
            int capacity = (int) Math.max(needed, Math.min(2L * buffer.capacity(), JournalFormat.MAX_PAYLOAD_BYTES));
            ByteBuffer larger = ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
            larger.put(buffer.flip());
            buffer = larger;
        }
        return buffer;
    }
}
