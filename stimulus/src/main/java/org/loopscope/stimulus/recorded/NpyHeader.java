package org.loopscope.stimulus.recorded;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code .npy} file says of itself, by the format's description in NumPy's {@code numpy.lib.format}. */
record NpyHeader(NpyType type, boolean fortranOrder, int[] shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_AXIS = 1 << 28;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

    /** Leaves {@code bytes} at the first value. */
    static NpyHeader read(ByteBuffer bytes, Path file) {
        for (byte expected : MAGIC) {
            if (!bytes.hasRemaining() || bytes.get() != expected) {
                throw Unreadable.at(file, "is not a NumPy .npy file; save the array with numpy.save");
            }
        }
        String text = text(bytes, file);
        String code = group(DESCR, text, file, "element type");
        if (code.contains("O")) {
            throw Unreadable.at(
                    file,
                    "holds pickled objects, which are not read because they can run code; save a plain array of"
                            + " numbers with numpy.save");
        }
        NpyType type = NpyType.of(code)
                .orElseThrow(() -> Unreadable.at(
                        file, "has elements of type '" + code + "'; save it as one of " + NpyType.codes()));
        boolean fortranOrder = group(ORDER, text, file, "order").equals("True");
        return new NpyHeader(type, fortranOrder, shape(group(SHAPE, text, file, "shape"), file));
    }

    private static String text(ByteBuffer bytes, Path file) {
        if (bytes.remaining() < 6) {
            throw cutShort(file);
        }
        int major = bytes.get();
        bytes.get();
        if (major < 1 || major > 3) {
            throw Unreadable.at(file, "has .npy format version " + major + "; versions 1 to 3 are read");
        }
        int length = major == 1 ? Short.toUnsignedInt(bytes.getShort()) : bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw cutShort(file);
        }
        byte[] header = new byte[length];
        bytes.get(header);
        Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        return new String(header, charset);
    }

    private static IllegalArgumentException cutShort(Path file) {
        return Unreadable.at(file, "ends within its header; it was cut short, copy it again");
    }

    private static String group(Pattern pattern, String text, Path file, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw Unreadable.at(
                    file, "tells no plain " + what + " in its header; save one plain array with numpy.save");
        }
        return matcher.group(1);
    }

    private static int[] shape(String text, Path file) {
        String[] parts = text.isBlank() ? new String[0] : text.split(",", -1);
        int axes = parts.length > 0 && parts[parts.length - 1].isBlank() ? parts.length - 1 : parts.length;
        int[] shape = new int[axes];
        for (int i = 0; i < axes; i++) {
            String part = parts[i].strip();
            if (!part.matches("[0-9]{1,9}") || Integer.parseInt(part) > MAX_AXIS) {
                throw Unreadable.at(file, "has an axis of length '" + part + "'; is it the right file?");
            }
            shape[i] = Integer.parseInt(part);
        }
        return shape;
    }
}
