package org.loopscope.acquisition.roi.npy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .npy} file, versions 1 to 3 (NumPy Enhancement Proposal 1): an array of numbers, or an object array,
 * whose pickle is read by {@link PickleReader}. Memory is bounded by a small multiple of the file's size. Every failure
 * is an {@link IOException} with one line that names the file.
 */
public final class NpyFile {
    /** A file of a thousand planes' cells is far below; above it, something else was given. */
    private static final long MOST_BYTES = 1L << 30;

    private static final int MOST_AXES = 32;
    private static final Pattern TYPE = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]{1,40})['\"]");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9L, ]{0,400})\\)");

    private NpyFile() {}

    public static NpyArray read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(
                    file + ": has " + Files.size(file) + " bytes; a file of cells has less than " + MOST_BYTES);
        }
        try {
            return parse(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static NpyArray parse(ByteBuffer file) throws IOException {
        if (file.remaining() < 10
                || (file.get() & 0xFF) != 0x93
                || !ascii(file, 5).equals("NUMPY")) {
            throw new IOException("is not a NumPy file, or cut off: it does not begin with its mark");
        }
        int version = file.get();
        file.get();
        if (version < 1 || version > 3 || (version > 1 && file.remaining() < 4)) {
            throw new IOException("is a NumPy file of version " + version + "; 1 to 3 can be read");
        }
        long headerBytes = version == 1 ? file.getShort() & 0xFFFF : file.getInt() & 0xFFFFFFFFL;
        if (headerBytes > file.remaining()) {
            throw new IOException("is cut off within its header");
        }
        String header = ascii(file, (int) headerBytes);
        ElementType type = ElementType.of(find(TYPE, header, "element type"));
        boolean fortranOrder = find(ORDER, header, "order").equals("True");
        int[] shape = shape(find(SHAPE, header, "shape"));
        return switch (type.kind()) {
            case OBJECT ->
                NpyArray.ofObjects(type, shape, fortranOrder, objects(new PickleReader(file.slice()).read()));
            case TRUTH, SIGNED, UNSIGNED, FLOAT, OTHER -> NpyArray.ofNumbers(type, shape, fortranOrder, file);
        };
    }

    /** The pickle of an object array is itself an array; its own shape says the same as the header. */
    private static List<PyValue> objects(PyValue pickled) throws IOException {
        if (pickled instanceof PyValue.Array array) {
            return array.contents().objects();
        }
        throw new IOException("holds a pickle that is not an array");
    }

    private static String ascii(ByteBuffer file, int length) {
        byte[] bytes = new byte[length];
        file.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String find(Pattern pattern, String header, String what) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IOException("has no " + what + " in its header that can be read; arrays of records cannot");
        }
        return matcher.group(1);
    }

    private static int[] shape(String text) throws IOException {
        String[] parts = text.replace("L", "").strip().split("\\s*,\\s*", -1);
        if (parts.length > MOST_AXES) {
            throw new IOException("has an array of " + parts.length + " dimensions");
        }
        int axes = parts[parts.length - 1].isEmpty() ? parts.length - 1 : parts.length;
        int[] shape = new int[axes];
        for (int axis = 0; axis < axes; axis++) {
            try {
                shape[axis] = Integer.parseInt(parts[axis]);
            } catch (NumberFormatException e) {
                throw new IOException("has the shape (" + text + "), which no array can have", e);
            }
        }
        return shape;
    }
}
