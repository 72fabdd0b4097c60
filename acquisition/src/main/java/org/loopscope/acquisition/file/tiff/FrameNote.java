package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.file.movie.DeviceEdges;
import org.loopscope.acquisition.file.movie.FileWindow;

/**
 * What ScanImage writes into the description of each page: {@code key = value} lines, or the same keys in JSON. Read
 * into fields that are used again; allocates nothing.
 */
final class FrameNote implements DeviceEdges {
    private static final int MOST_BYTES = 1 << 16;
    private static final int LINES = 4;
    private static final int MOST_EDGES = 64;
    private static final int MOST_KEY_BYTES = 40;
    private static final long UNKNOWN = Frame.NO_DEVICE_TIME;
    private static final long SECOND = 1_000_000_000L;

    private static final byte[][] KEYS = {
        ascii("frameNumbers"),
        ascii("frameTimestamps_sec"),
        ascii("endOfAcquisition"),
        ascii("endOfAcquisitionMode"),
        ascii("auxTrigger0"),
        ascii("auxTrigger1"),
        ascii("auxTrigger2"),
        ascii("auxTrigger3"),
    };
    private static final int FIRST_AUX = 4;

    private final byte[] key = new byte[MOST_KEY_BYTES];
    private final long[][] edges = new long[LINES][MOST_EDGES];
    private final int[] edgeCounts = new int[LINES];
    private long lostEdges;
    private long at;
    private long end;

    /** The frame's number from 1 since the start; 0 when it is not stated. */
    long number;
    /** When the frame began on the device's clock, nanoseconds, or {@link Frame#NO_DEVICE_TIME}. */
    long startNs;

    boolean endOfAcquisition;
    boolean endOfSession;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the description at a place in the file; at most its first 64 KB. */
    void read(FileWindow in, long from, long bytes) throws IOException {
        number = 0;
        startNs = UNKNOWN;
        endOfAcquisition = false;
        endOfSession = false;
        java.util.Arrays.fill(edgeCounts, 0);
        at = from;
        end = Math.min(in.size(), from + Math.min(bytes, MOST_BYTES));
        while (at < end) {
            int length = identifier(in);
            if (length == 0) {
                at++;
            } else if (assigned(in)) {
                take(in, keyOf(length));
            }
        }
    }

    /** Reads a word into {@link #key} and answers its length, 0 where none begins; longer ones count as 1 byte. */
    private int identifier(FileWindow in) throws IOException {
        int length = 0;
        while (at < end && isWord(in.u8(at))) {
            if (length < MOST_KEY_BYTES) {
                key[length] = (byte) in.u8(at);
            }
            length++;
            at++;
        }
        return length <= MOST_KEY_BYTES ? length : 1;
    }

    private static boolean isWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Passes over blanks and quotes; whether an equals sign or a colon follows, which is passed over too. */
    private boolean assigned(FileWindow in) throws IOException {
        skip(in, '"');
        if (at < end && (in.u8(at) == '=' || in.u8(at) == ':')) {
            at++;
            return true;
        }
        return false;
    }

    private void skip(FileWindow in, int alsoThis) throws IOException {
        while (at < end && (in.u8(at) == ' ' || in.u8(at) == '\t' || in.u8(at) == alsoThis)) {
            at++;
        }
    }

    private int keyOf(int length) {
        for (int i = 0; i < KEYS.length; i++) {
            if (KEYS[i].length == length && java.util.Arrays.equals(KEYS[i], 0, length, key, 0, length)) {
                return i;
            }
        }
        return -1;
    }

    private void take(FileWindow in, int which) throws IOException {
        switch (which) {
            case -1 -> {}
            case 0 -> {
                long value = nanos(in);
                number = value == UNKNOWN ? 0 : value / SECOND;
            }
            case 1 -> startNs = nanos(in);
            case 2 -> endOfAcquisition = nanos(in) >= SECOND;
            case 3 -> endOfSession = nanos(in) >= SECOND;
            default -> list(in, which - FIRST_AUX);
        }
    }

    private void list(FileWindow in, int line) throws IOException {
        skip(in, '[');
        while (at < end && in.u8(at) != ']' && in.u8(at) != '\n') {
            long value = nanos(in);
            if (value == UNKNOWN) {
                at++;
            } else if (edgeCounts[line] < MOST_EDGES) {
                edges[line][edgeCounts[line]++] = value;
            } else {
                lostEdges++;
            }
        }
    }

    /** A decimal number of seconds, rounded to nanoseconds, or unknown where none stands. */
    private long nanos(FileWindow in) throws IOException {
        skip(in, ' ');
        boolean negative = at < end && in.u8(at) == '-';
        if (negative || (at < end && in.u8(at) == '+')) {
            at++;
        }
        long mantissa = 0;
        int scale = 9;
        int digits = 0;
        boolean point = false;
        for (; at < end; at++) {
            int c = in.u8(at);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits++;
                if (mantissa < Long.MAX_VALUE / 100) {
                    mantissa = 10 * mantissa + c - '0';
                    scale -= point ? 1 : 0;
                } else {
                    scale += point ? 0 : 1;
                }
            } else {
                break;
            }
        }
        if (digits == 0) {
            return UNKNOWN;
        }
        long scaled = scaled(mantissa, scale + exponent(in));
        return scaled == UNKNOWN || !negative ? scaled : -scaled;
    }

    private int exponent(FileWindow in) throws IOException {
        if (at + 1 >= end || (in.u8(at) != 'e' && in.u8(at) != 'E')) {
            return 0;
        }
        at++;
        boolean negative = in.u8(at) == '-';
        if (negative || in.u8(at) == '+') {
            at++;
        }
        int value = 0;
        for (; at < end && in.u8(at) >= '0' && in.u8(at) <= '9'; at++) {
            value = Math.min(999, 10 * value + in.u8(at) - '0');
        }
        return negative ? -value : value;
    }

    private static long scaled(long mantissa, int tens) {
        long value = mantissa;
        for (int i = 0; i < tens && value != 0; i++) {
            if (value > Long.MAX_VALUE / 10) {
                return UNKNOWN;
            }
            value *= 10;
        }
        int rest = 0;
        for (int i = tens; i < 0 && value != 0; i++) {
            rest = (int) (value % 10);
            value /= 10;
        }
        return tens < 0 && rest >= 5 ? value + 1 : value;
    }

    @Override
    public int lines() {
        return LINES;
    }

    @Override
    public int count(int line) {
        return edgeCounts[line];
    }

    @Override
    public long deviceNs(int line, int edge) {
        if (edge >= edgeCounts[line]) {
            throw new IndexOutOfBoundsException("line " + line + " has " + edgeCounts[line] + " edges in this frame");
        }
        return edges[line][edge];
    }

    @Override
    public long lost() {
        return lostEdges;
    }
}
