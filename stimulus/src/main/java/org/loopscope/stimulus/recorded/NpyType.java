package org.loopscope.stimulus.recorded;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The element types of a {@code .npy} file that are read, each by its NumPy type string. */
enum NpyType {
    BOOL("|b1", 1),
    INT8("|i1", 1),
    UINT8("|u1", 1),
    INT16("<i2", 2),
    UINT16("<u2", 2),
    INT32("<i4", 4),
    UINT32("<u4", 4),
    INT64("<i8", 8),
    FLOAT32("<f4", 4),
    FLOAT64("<f8", 8);

    private final String code;
    private final int bytes;

    NpyType(String code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    static Optional<NpyType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(type -> type.code).toList();
    }

    int bytes() {
        return bytes;
    }

    double next(ByteBuffer data) {
        return switch (this) {
            case BOOL, INT8 -> data.get();
            case UINT8 -> Byte.toUnsignedInt(data.get());
            case INT16 -> data.getShort();
            case UINT16 -> Short.toUnsignedInt(data.getShort());
            case INT32 -> data.getInt();
            case UINT32 -> Integer.toUnsignedLong(data.getInt());
            case INT64 -> data.getLong();
            case FLOAT32 -> data.getFloat();
            case FLOAT64 -> data.getDouble();
        };
    }
}
