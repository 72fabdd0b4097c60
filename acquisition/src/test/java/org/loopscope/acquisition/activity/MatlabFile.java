package org.loopscope.acquisition.activity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * As much of MATLAB's level 5 MAT-file format as the recordings with simultaneous spikes need: little-endian, deflated
 * or not; cells, structures and real numeric arrays (as doubles, column-major).
 */
final class MatlabFile {
    private static final int HEADER_BYTES = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;

    private MatlabFile() {}

    /** The file's variables by name: {@code double[]}, {@code List} for a cell array, {@code Map} for a structure. */
    static Map<String, Object> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        in.position(HEADER_BYTES);
        Map<String, Object> variables = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            int type = in.getInt();
            ByteBuffer element = slice(in, in.getInt());
            if (type == COMPRESSED) {
                element = inflated(element);
                type = element.getInt();
                element = slice(element, element.getInt());
            }
            if (type == MATRIX) {
                String[] name = new String[1];
                Object value = matrix(element, name);
                variables.put(name[0], value);
            }
        }
        return variables;
    }

    private static Object matrix(ByteBuffer in, String[] name) throws IOException {
        name[0] = "";
        if (!in.hasRemaining()) {
            return new double[0];
        }
        int kind = element(in).getInt() & 0xff;
        ByteBuffer dimensions = element(in);
        int count = 1;
        while (dimensions.hasRemaining()) {
            count *= dimensions.getInt();
        }
        name[0] = StandardCharsets.US_ASCII.decode(element(in)).toString();
        return switch (kind) {
            case 1 -> {
                List<Object> cells = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    cells.add(matrix(element(in), new String[1]));
                }
                yield cells;
            }
            case 2 -> structure(in);
            case 6, 7, 8, 9, 10, 11, 12, 13 -> numbers(in, count);
            default -> "array of class " + kind;
        };
    }

    private static Map<String, Object> structure(ByteBuffer in) throws IOException {
        int width = element(in).getInt();
        ByteBuffer names = element(in);
        Map<String, Object> fields = new LinkedHashMap<>();
        List<String> order = new ArrayList<>();
        while (names.hasRemaining()) {
            byte[] name = new byte[width];
            names.get(name);
            order.add(new String(name, StandardCharsets.US_ASCII).replaceAll("\0.*", ""));
        }
        for (String field : order) {
            fields.put(field, matrix(element(in), new String[1]));
        }
        return fields;
    }

    private static double[] numbers(ByteBuffer in, int count) throws IOException {
        int type = in.getInt(in.position()) & 0xffff;
        ByteBuffer data = element(in);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = switch (type) {
                case 1 -> data.get();
                case 2 -> data.get() & 0xff;
                case 3 -> data.getShort();
                case 4 -> data.getShort() & 0xffff;
                case 5 -> data.getInt();
                case 6 -> data.getInt() & 0xffff_ffffL;
                case 7 -> data.getFloat();
                case 9 -> data.getDouble();
                default -> throw new IOException("numbers of MAT type " + type + " are not known here");
            };
        }
        return numbers;
    }

    /** The next element's content; elements start at multiples of 8 bytes, short ones sit in their own tag. */
    private static ByteBuffer element(ByteBuffer in) {
        int tag = in.getInt();
        if (tag >>> 16 != 0) {
            ByteBuffer small = slice(in, tag >>> 16);
            in.position(in.position() + 4 - (tag >>> 16));
            return small;
        }
        int bytes = in.getInt();
        ByteBuffer content = slice(in, bytes);
        in.position(Math.min(in.limit(), in.position() + (8 - bytes % 8) % 8));
        return content;
    }

    private static ByteBuffer slice(ByteBuffer in, int bytes) {
        ByteBuffer slice = in.slice(in.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + bytes);
        return slice;
    }

    private static ByteBuffer inflated(ByteBuffer deflated) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[65_536];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated);
            for (int bytes = inflater.inflate(chunk); bytes > 0; bytes = inflater.inflate(chunk)) {
                out.write(chunk, 0, bytes);
            }
        } catch (DataFormatException e) {
            throw new IOException("a compressed element is damaged", e);
        }
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
