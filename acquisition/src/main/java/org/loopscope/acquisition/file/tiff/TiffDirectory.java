package org.loopscope.acquisition.file.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.PixelKind;

/**
 * One image directory, read into fields that are used again for the next one. Allocates nothing once its tables have
 * grown to the number of strips.
 */
final class TiffDirectory {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;
    private static final int MOST_ENTRIES = 4096;
    private static final int MOST_PIXELS = 4096 * 4096;
    /** Deflate cannot do better. */
    private static final int MOST_DEFLATION = 1032;

    private final TiffHeader header;
    private long bits;
    private long samples;
    private long format;
    private long rowsPerStrip;
    private long offsetsAt;
    private int offsetsType;
    private long offsetCount;
    private long bytesAt;
    private int bytesType;
    private long byteCount;
    private boolean tiled;

    /** Pixels; 0 where the directory does not say. */
    long width;

    long height;
    long compression;
    long predictor;
    /** Place and length of the description, bytes; 0 when there is none. */
    long descriptionAt;

    long descriptionBytes;
    /** Pixels per unit of length; 0 when not known. */
    double xResolution;

    long[] stripOffsets = new long[1];
    long[] stripBytes = new long[1];
    int strips;
    /** Where the next directory's place is written. */
    long linkAt;
    /** A byte that is needed and lies beyond the file's end, after {@link #read} answered false. */
    long missingByte;

    TiffDirectory(TiffHeader header) {
        this.header = header;
    }

    /**
     * Reads a directory.
     *
     * @return whether the directory, its tables and its pixels all lie in the file as it is now; a directory of zeros
     *     counts as one that is not there yet
     * @throws IOException when it is damaged, or has what cannot be read
     */
    boolean read(FileWindow in, long at, int page) throws IOException {
        clear();
        int countBytes = header.big() ? 8 : 2;
        if (!holds(in, at, countBytes)) {
            return false;
        }
        long entries = header.big() ? in.i64(at) : in.u16(at);
        if (entries == 0) {
            missingByte = at;
            return false;
        }
        if (entries < 0 || entries > MOST_ENTRIES) {
            throw new IOException(where(in, page) + "damaged directory with " + entries + " entries");
        }
        int entryBytes = header.big() ? 20 : 12;
        linkAt = at + countBytes + entries * entryBytes;
        if (!holds(in, linkAt, header.linkBytes())) {
            return false;
        }
        for (int i = 0; i < entries; i++) {
            if (!entry(in, at + countBytes + (long) i * entryBytes)) {
                return false;
            }
        }
        check(in, page);
        return readStrips(in, page);
    }

    private void clear() {
        width = 0;
        height = 0;
        bits = 1;
        samples = 1;
        format = 1;
        compression = 1;
        predictor = 1;
        rowsPerStrip = Long.MAX_VALUE;
        offsetCount = 0;
        byteCount = 0;
        tiled = false;
        descriptionAt = 0;
        descriptionBytes = 0;
        xResolution = 0;
        strips = 0;
    }

    /** Takes an entry that matters; answers false when its value lies beyond the end. */
    private boolean entry(FileWindow in, long at) throws IOException {
        int tag = in.u16(at);
        int type = in.u16(at + 2);
        int size = switch (type) {
            case SHORT -> 2;
            case LONG -> 4;
            case LONG8, RATIONAL -> 8;
            default -> 1;
        };
        long count = header.big() ? in.i64(at + 4) : in.u32(at + 4);
        int inline = header.linkBytes();
        long slot = at + (header.big() ? 12 : 8);
        boolean outside = count > inline / size;
        boolean wanted = count > 0 && count <= in.size();
        long valueAt = outside && wanted ? header.link(in, slot) : slot;
        boolean number = type == SHORT || type == LONG || type == LONG8;
        if (!wanted || !isOurs(tag) || !(number || tag == 270 || (tag == 282 && type == RATIONAL))) {
            return true;
        }
        if (!holds(in, valueAt, tag == 270 ? Math.min(count, 1) : size)) {
            return false;
        }
        switch (tag) {
            case 256 -> width = number(in, type, valueAt);
            case 257 -> height = number(in, type, valueAt);
            case 258 -> bits = number(in, type, valueAt);
            case 259 -> compression = number(in, type, valueAt);
            case 270 -> {
                descriptionAt = valueAt;
                descriptionBytes = Math.min(count, in.size() - valueAt);
            }
            case 273 -> {
                offsetsAt = valueAt;
                offsetsType = type;
                offsetCount = count;
            }
            case 277 -> samples = number(in, type, valueAt);
            case 278 -> rowsPerStrip = number(in, type, valueAt);
            case 279 -> {
                bytesAt = valueAt;
                bytesType = type;
                byteCount = count;
            }
            case 282 -> xResolution = (double) in.u32(valueAt) / in.u32(valueAt + 4);
            case 317 -> predictor = number(in, type, valueAt);
            case 322, 324 -> tiled = true;
            case 339 -> format = number(in, type, valueAt);
            default -> {}
        }
        return true;
    }

    private static boolean isOurs(int tag) {
        return switch (tag) {
            case 256, 257, 258, 259, 270, 273, 277, 278, 279, 282, 317, 322, 324, 339 -> true;
            default -> false;
        };
    }

    private static long number(FileWindow in, int type, long at) throws IOException {
        return switch (type) {
            case SHORT -> in.u16(at);
            case LONG -> in.u32(at);
            default -> in.i64(at);
        };
    }

    private boolean holds(FileWindow in, long at, long bytes) {
        missingByte = at < 0 || at > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : at + bytes;
        return in.holds(at, bytes);
    }

    private void check(FileWindow in, int page) throws IOException {
        if (width < 1 || height < 1 || width > 65_535 || height > 65_535 || width * height > MOST_PIXELS) {
            throw new IOException(where(in, page) + "damaged directory, an image of " + width + "x" + height
                    + " pixels; at most 4096x4096 can be read");
        }
        boolean known = (bits == 8 && format == 1) || (bits == 16 && (format == 1 || format == 2));
        if (!known || samples != 1) {
            throw new IOException(where(in, page) + samples + " sample(s) of " + bits
                    + (format == 3 ? "-bit floating point" : format == 2 ? " signed bits" : " bits")
                    + " per pixel; only one channel of 8 or 16-bit integers can be read, convert the movie to that");
        }
        if (compression != 1 && compression != 8 && compression != 32946) {
            throw new IOException(where(in, page) + "compressed with " + TiffCompression.name(compression)
                    + ", which cannot be read; save the movie uncompressed or with deflate");
        }
        if (predictor < 1 || predictor > 2) {
            throw new IOException(
                    where(in, page) + "predictor " + predictor + " cannot be read; save without a predictor");
        }
        if (tiled || offsetCount == 0 || byteCount == 0) {
            throw new IOException(where(in, page) + "no strips; tiled images cannot be read, save the movie in strips");
        }
    }

    private boolean readStrips(FileWindow in, int page) throws IOException {
        rowsPerStrip = Math.min(rowsPerStrip, height);
        if (rowsPerStrip < 1 || offsetCount != byteCount || offsetCount != (height + rowsPerStrip - 1) / rowsPerStrip) {
            throw new IOException(
                    where(in, page) + "damaged directory, " + offsetCount + " strips do not make the image");
        }
        strips = (int) offsetCount;
        if (stripOffsets.length < strips) {
            stripOffsets = new long[strips];
            stripBytes = new long[strips];
        }
        if (!holds(in, offsetsAt, offsetCount * size(offsetsType))
                || !holds(in, bytesAt, byteCount * size(bytesType))) {
            return false;
        }
        for (int strip = 0; strip < strips; strip++) {
            stripOffsets[strip] = number(in, offsetsType, offsetsAt + (long) strip * size(offsetsType));
            stripBytes[strip] = number(in, bytesType, bytesAt + (long) strip * size(bytesType));
        }
        long imageBytes = width * height * pixels().bytes();
        for (int strip = 0; strip < strips; strip++) {
            long rawBytes = width * pixels().bytes() * Math.min(rowsPerStrip, height - strip * rowsPerStrip);
            boolean enough = compression == 1
                    ? stripBytes[strip] >= rawBytes
                    : rawBytes <= MOST_DEFLATION * Math.clamp(stripBytes[strip], 0L, 1L << 40) + MOST_DEFLATION;
            if (!enough || stripBytes[strip] < 0) {
                throw new IOException(where(in, page) + "damaged directory, strip " + strip + " has too few bytes");
            }
            if (!holds(in, stripOffsets[strip], stripBytes[strip])) {
                return false;
            }
        }
        if (compression == 1 && imageBytes > in.size()) {
            throw new IOException(where(in, page) + "damaged directory, its strips lie over each other");
        }
        return true;
    }

    private static int size(int type) {
        return type == SHORT ? 2 : type == LONG ? 4 : 8;
    }

    PixelKind pixels() {
        return bits == 8 ? PixelKind.UINT8 : format == 2 ? PixelKind.INT16 : PixelKind.UINT16;
    }

    /** The byte behind the last strip. */
    long pixelsTo() {
        long to = 0;
        for (int strip = 0; strip < strips; strip++) {
            to = Math.max(to, stripOffsets[strip] + stripBytes[strip]);
        }
        return to;
    }

    TiffPage page() {
        return new TiffPage(
                (int) width,
                (int) height,
                pixels(),
                compression != 1,
                predictor == 2,
                (int) rowsPerStrip,
                Arrays.copyOf(stripOffsets, strips),
                Arrays.copyOf(stripBytes, strips),
                descriptionAt,
                descriptionBytes);
    }

    /** The complaint after {@link #read} answered false for a file that should be complete. */
    IOException truncated(FileWindow in, int page) {
        return new EOFException(where(in, page) + "truncated, it needs byte " + missingByte + " but the file has "
                + in.size() + " bytes; copy the file again");
    }

    private static String where(FileWindow in, int page) {
        return in.file() + ", page " + page + ": ";
    }
}
