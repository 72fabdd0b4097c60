package org.loopscope.acquisition.roi.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an array's elements, as NumPy's type string has it: byte order, kind, bytes, as in {@code <f4}.
 *
 * @param bytes of one element
 */
record ElementType(ElementKind kind, int bytes, boolean bigEndian) {
    private static final Pattern CODE = Pattern.compile("([<>|=]?)([a-zA-Z?])(\\d{0,6})(\\[[^]]{1,12}])?");

    /** @param code such as {@code <f4}, {@code |b1}, {@code O8} or {@code i8}; without a sign little-endian */
    static ElementType of(String code) throws IOException {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            throw new IOException("the element type \"" + shown(code) + "\" is not one that can be read");
        }
        int bytes = matcher.group(3).isEmpty() ? 1 : Integer.parseInt(matcher.group(3));
        boolean bigEndian = matcher.group(1).equals(">");
        return switch (matcher.group(2)) {
            case "b" -> number(ElementKind.TRUTH, code, bytes, bigEndian, bytes == 1);
            case "?" -> new ElementType(ElementKind.TRUTH, 1, bigEndian);
            case "i" -> number(ElementKind.SIGNED, code, bytes, bigEndian, isWholeSize(bytes));
            case "u" -> number(ElementKind.UNSIGNED, code, bytes, bigEndian, isWholeSize(bytes));
            case "f" -> number(ElementKind.FLOAT, code, bytes, bigEndian, bytes == 2 || bytes == 4 || bytes == 8);
            case "O" -> new ElementType(ElementKind.OBJECT, 8, bigEndian);
            case "U" -> new ElementType(ElementKind.OTHER, 4 * bytes, bigEndian);
            default -> new ElementType(ElementKind.OTHER, bytes, bigEndian);
        };
    }

    private static ElementType number(ElementKind kind, String code, int bytes, boolean bigEndian, boolean known)
            throws IOException {
        if (!known) {
            throw new IOException("numbers of the type \"" + shown(code) + "\" cannot be read");
        }
        return new ElementType(kind, bytes, bigEndian);
    }

    private static boolean isWholeSize(int bytes) {
        return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
    }

    private static String shown(String code) {
        return code.substring(0, Math.min(code.length(), 40)).replaceAll("[^ -~]", "?");
    }

    ElementType withOrder(boolean big) {
        return new ElementType(kind, bytes, big);
    }

    boolean isNumber() {
        return kind != ElementKind.OBJECT && kind != ElementKind.OTHER;
    }

    /** The number that begins at byte {@code at}; 64-bit integers beyond 2^53 lose their last digits. */
    double number(ByteBuffer data, int at) {
        ByteBuffer ordered = data.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return switch (kind) {
            case TRUTH -> ordered.get(at) == 0 ? 0 : 1;
            case SIGNED -> signed(ordered, at);
            case UNSIGNED -> unsigned(ordered, at);
            case FLOAT ->
                switch (bytes) {
                    case 2 -> Float.float16ToFloat(ordered.getShort(at));
                    case 4 -> ordered.getFloat(at);
                    default -> ordered.getDouble(at);
                };
            case OBJECT, OTHER -> throw new IllegalStateException("not an array of numbers: " + this);
        };
    }

    private long signed(ByteBuffer data, int at) {
        return switch (bytes) {
            case 1 -> data.get(at);
            case 2 -> data.getShort(at);
            case 4 -> data.getInt(at);
            default -> data.getLong(at);
        };
    }

    private double unsigned(ByteBuffer data, int at) {
        long value = signed(data, at);
        if (bytes == 8) {
            return value >= 0 ? value : value + 0x1p64;
        }
        return value & ((1L << (8 * bytes)) - 1);
    }
}
