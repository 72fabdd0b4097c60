package org.loopscope.acquisition.file.avi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.file.movie.FileWindow;

/**
 * Where the frames of an AVI file lie (RIFF, AVI 1.0): chunks {@code ##dc} or {@code ##db} in the list movi. The index at
 * the end is not needed: the chunks are walked, so that a file whose recording was cut off is read as far as its frames
 * are whole. OpenDML parts beyond the first are not looked for. One thread.
 */
final class AviFile implements AutoCloseable {
    private static final int LIST = fourCc("LIST");
    private static final int CHUNK_HEAD_BYTES = 8;
    private static final int LONGEST_HEADER_BYTES = 1 << 20;
    private static final int MOST_EXTRA_BYTES = 1 << 16;
    private static final int BITMAP_HEADER_BYTES = 40;
    /** Of the index, which grows: a frame takes eight bytes of the file at least. */
    private static final int FIRST_ROOM = 1024;

    private final FileWindow in;
    private @Nullable AviFormat format;
    private int videoStream = -1;
    private double rateHz;
    /** The size that the main header states; 0 before it has been read. */
    private long mainWidthPx;

    private long mainHeightPx;
    private long[] at = new long[FIRST_ROOM];
    private int[] bytes = new int[FIRST_ROOM];
    private int frames;
    private boolean cutOff;

    private AviFile(FileWindow in) {
        this.in = in;
        in.order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean recognises(byte[] head) {
        return head.length >= 12
                && new String(head, 0, 4, StandardCharsets.US_ASCII).equals("RIFF")
                && new String(head, 8, 4, StandardCharsets.US_ASCII).equals("AVI ");
    }

    /** @throws IOException one line: not an AVI file, or none with video */
    static AviFile open(Path path) throws IOException {
        FileWindow in = FileWindow.open(path);
        try {
            AviFile file = new AviFile(in);
            file.walk();
            return file;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    AviFormat format() {
        if (format == null) {
            throw new IllegalStateException(in.file() + " has not been read");
        }
        return format;
    }

    String name() {
        return in.file();
    }

    int frames() {
        return frames;
    }

    /** Whether the file ends within a frame, or its movie without a word of its length. */
    boolean cutOff() {
        return cutOff;
    }

    int bytes(int frame) {
        return bytes[frame];
    }

    /** Fills the rest of a buffer with a frame's first bytes. */
    void read(int frame, ByteBuffer into) throws IOException {
        in.read(at[frame], into);
    }

    private void walk() throws IOException {
        if (!in.holds(0, 12) || in.u32(0) != (fourCc("RIFF") & 0xFFFFFFFFL) || (int) in.u32(8) != fourCc("AVI ")) {
            throw new IOException(in.file() + ": not an AVI file");
        }
        long place = 12;
        while (in.holds(place, CHUNK_HEAD_BYTES)) {
            int id = (int) in.u32(place);
            long size = in.u32(place + 4);
            if (id == LIST && in.holds(place + 8, 4)) {
                int kind = (int) in.u32(place + 8);
                if (kind == fourCc("hdrl")) {
                    header(place + 12, Math.min(place + 8 + size, in.size()));
                } else if (kind == fourCc("movi")) {
                    // A recording that was cut off may not have its length yet.
                    boolean open = size <= 4 || place + 8 + size > in.size();
                    cutOff |= open;
                    movie(place + 12, open ? in.size() : place + 8 + size);
                    break;
                }
            }
            place = next(place, size);
        }
        if (format == null) {
            throw new IOException(in.file() + ": no video stream in this AVI file; it was cut off, or is damaged");
        }
    }

    /** Chunks begin at even places. */
    private static long next(long place, long size) {
        return place + CHUNK_HEAD_BYTES + size + (size & 1);
    }

    private void header(long from, long end) throws IOException {
        if (end - from > LONGEST_HEADER_BYTES) {
            throw new IOException(in.file() + ": damaged AVI header, " + (end - from) + " bytes long");
        }
        int stream = 0;
        for (long place = from; place + CHUNK_HEAD_BYTES <= end; ) {
            long size = in.u32(place + 4);
            if ((int) in.u32(place) == fourCc("avih") && size >= 40) {
                mainWidthPx = in.u32(place + CHUNK_HEAD_BYTES + 32);
                mainHeightPx = in.u32(place + CHUNK_HEAD_BYTES + 36);
            }
            if ((int) in.u32(place) == LIST && size >= 4 && (int) in.u32(place + 8) == fourCc("strl")) {
                stream(stream++, place + 12, Math.min(end, place + 8 + size));
            }
            place = next(place, size);
        }
    }

    private void stream(int number, long from, long end) throws IOException {
        boolean video = false;
        for (long place = from; place + CHUNK_HEAD_BYTES <= end; ) {
            int id = (int) in.u32(place);
            long size = in.u32(place + 4);
            long body = place + CHUNK_HEAD_BYTES;
            if (id == fourCc("strh") && in.holds(body, 28)) {
                video = (int) in.u32(body) == fourCc("vids");
                long scale = in.u32(body + 20);
                rateHz = scale == 0 ? 0 : (double) in.u32(body + 24) / scale;
            } else if (id == fourCc("strf") && video && format == null) {
                videoStream = number;
                format = bitmapHeader(body, Math.min(size, end - body));
            }
            place = next(place, size);
        }
    }

    private AviFormat bitmapHeader(long body, long size) throws IOException {
        if (size < BITMAP_HEADER_BYTES || size > BITMAP_HEADER_BYTES + MOST_EXTRA_BYTES) {
            throw new IOException(in.file() + ": damaged AVI header, a picture format of " + size + " bytes");
        }
        long width = in.u32(body + 4);
        int height = (int) in.u32(body + 8);
        if (width < 1 || width > 4096 || height == 0 || Math.abs((long) height) > 4096) {
            throw new IOException(
                    in.file() + ": frames of " + width + "x" + Math.abs((long) height) + " pixels are not supported");
        }
        if (mainWidthPx > 0 && mainHeightPx > 0 && (mainWidthPx != width || mainHeightPx != Math.abs(height))) {
            throw new IOException(in.file() + ": damaged AVI header, its frames have " + mainWidthPx + "x"
                    + mainHeightPx + " pixels and also " + width + "x" + Math.abs(height));
        }
        int codec = (int) in.u32(body + 16);
        ByteBuffer extra = ByteBuffer.allocate((int) size - BITMAP_HEADER_BYTES);
        in.read(body + BITMAP_HEADER_BYTES, extra);
        return new AviFormat(
                (int) width,
                Math.abs(height),
                rateHz,
                codec == 0 ? "DIB" : letters(codec),
                in.u16(body + 14),
                height > 0,
                extra.array());
    }

    private void movie(long from, long end) throws IOException {
        long place = from;
        while (place + CHUNK_HEAD_BYTES <= end && in.holds(place, CHUNK_HEAD_BYTES)) {
            int id = (int) in.u32(place);
            long size = in.u32(place + 4);
            if (id == LIST) {
                place += 12; // A list of chunks that belong together.
            } else {
                if (isFrame(id)) {
                    if (!in.holds(place + CHUNK_HEAD_BYTES, size) || size > Integer.MAX_VALUE - 16) {
                        cutOff = true;
                        return;
                    }
                    add(place + CHUNK_HEAD_BYTES, (int) size);
                } else if (id == 0) {
                    return;
                }
                place = next(place, size);
            }
        }
    }

    private boolean isFrame(int id) {
        int stream = ((id & 0xFF) - '0') * 10 + ((id >> 8) & 0xFF) - '0';
        return stream == videoStream && ((id >> 16) & 0xFF) == 'd' && ((id >>> 24) == 'c' || (id >>> 24) == 'b');
    }

    private void add(long place, int size) {
        if (frames == at.length) {
            at = Arrays.copyOf(at, 2 * frames);
            bytes = Arrays.copyOf(bytes, 2 * frames);
        }
        at[frames] = place;
        bytes[frames++] = size;
    }

    private static int fourCc(String letters) {
        return letters.charAt(0) | (letters.charAt(1) << 8) | (letters.charAt(2) << 16) | (letters.charAt(3) << 24);
    }

    /** What is not a letter, a digit or a space is shown as a question mark. */
    private static String letters(int code) {
        StringBuilder text = new StringBuilder();
        for (int shift = 0; shift < 32; shift += 8) {
            int letter = (code >> shift) & 0xFF;
            boolean plain = letter == ' ' || (letter < 128 && Character.isLetterOrDigit(letter));
            text.append(plain ? (char) letter : '?');
        }
        return text.toString().strip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
