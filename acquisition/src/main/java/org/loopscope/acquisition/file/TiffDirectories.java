package org.loopscope.acquisition.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the chain of image directories of a TIFF 6.0 or BigTIFF file, in either byte order. Understands what
 * microscopes write: one 16-bit channel in strips.
 */
final class TiffDirectories {
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG8 = 16;
    private static final int MAX_ENTRIES = 4096;

    private final String file;
    private final FileChannel channel;
    private final long fileBytes;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    private boolean big;

    TiffDirectories(String file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.fileBytes = channel.size();
    }

    ByteOrder order() {
        return order;
    }

    List<TiffPage> readAll() throws IOException {
        long next = header();
        List<TiffPage> pages = new ArrayList<>();
        long last = 0;
        while (next != 0) {
            if (next == last) {
                throw new IOException(file + ": the page list runs in a circle after page " + pages.size());
            }
            last = next;
            next = directory(next, pages);
        }
        if (pages.isEmpty()) {
            throw new IOException(file + ": the TIFF file holds no page");
        }
        return pages;
    }

    private long header() throws IOException {
        if (fileBytes < 8) {
            throw new IOException(file + ": not a TIFF file, it has only " + fileBytes + " bytes");
        }
        ByteBuffer head = bytes(0, 8, 0);
        int mark = head.getShort(0);
        if (mark == 0x4949) {
            order = ByteOrder.LITTLE_ENDIAN;
        } else if (mark == 0x4D4D) {
            order = ByteOrder.BIG_ENDIAN;
        } else {
            throw notTiff();
        }
        head.order(order);
        int version = head.getShort(2);
        if (version == 42) {
            return Integer.toUnsignedLong(head.getInt(4));
        }
        if (version != 43 || head.getShort(4) != 8) {
            throw notTiff();
        }
        big = true;
        return bytes(8, 8, 0).getLong(0);
    }

    private IOException notTiff() {
        return new IOException(file + ": not a TIFF file; give a TIFF or BigTIFF movie");
    }

    /** Reads one directory into {@code pages} and answers where the next one is, 0 after the last. */
    private long directory(long at, List<TiffPage> pages) throws IOException {
        int page = pages.size();
        long entries = big ? bytes(at, 8, page).getLong(0) : bytes(at, 2, page).getShort(0) & 0xFFFF;
        if (entries < 1 || entries > MAX_ENTRIES) {
            throw new IOException(file + ", page " + page + ": damaged directory with " + entries + " entries");
        }
        int entryBytes = big ? 20 : 12;
        int countBytes = big ? 8 : 2;
        int linkBytes = big ? 8 : 4;
        int bodyBytes = Math.toIntExact(entries * entryBytes);
        ByteBuffer body = bytes(at + countBytes, bodyBytes + linkBytes, page);
        Fields fields = new Fields();
        for (int i = 0; i < entries; i++) {
            int from = i * entryBytes;
            int tag = body.getShort(from) & 0xFFFF;
            int type = body.getShort(from + 2) & 0xFFFF;
            if (Fields.wanted(tag) && (type == SHORT || type == LONG || type == LONG8)) {
                long count = big ? body.getLong(from + 4) : Integer.toUnsignedLong(body.getInt(from + 4));
                fields.put(tag, values(body, from + (big ? 12 : 8), type, count, page));
            }
        }
        pages.add(fields.page(file, page, fileBytes));
        return big ? body.getLong(bodyBytes) : Integer.toUnsignedLong(body.getInt(bodyBytes));
    }

    private long[] values(ByteBuffer body, int at, int type, long count, int page) throws IOException {
        int size = type == SHORT ? 2 : type == LONG ? 4 : 8;
        if (count < 1 || count > Integer.MAX_VALUE / 16 || count * size > fileBytes) {
            throw new IOException(file + ", page " + page + ": damaged directory, an entry of " + count + " values");
        }
        boolean inline = count * size <= (big ? 8 : 4);
        ByteBuffer from = body;
        int offset = at;
        if (!inline) {
            long where = big ? body.getLong(at) : Integer.toUnsignedLong(body.getInt(at));
            from = bytes(where, Math.toIntExact(count * size), page);
            offset = 0;
        }
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            int where = offset + i * size;
            values[i] = switch (type) {
                case SHORT -> from.getShort(where) & 0xFFFF;
                case LONG -> Integer.toUnsignedLong(from.getInt(where));
                default -> from.getLong(where);
            };
        }
        return values;
    }

    private ByteBuffer bytes(long at, int count, int page) throws IOException {
        if (at < 0 || at + count > fileBytes) {
            throw new EOFException(file + ": truncated, the directory of page " + page + " lies at byte " + at
                    + " but the file has " + fileBytes + " bytes; copy the file again");
        }
        ByteBuffer buffer = ByteBuffer.allocate(count).order(order);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException(file + ": the file got shorter while it was read");
            }
        }
        return buffer;
    }

    /** The entries of one directory that matter here. */
    private static final class Fields {
        private static final int WIDTH = 256;
        private static final int HEIGHT = 257;
        private static final int BITS = 258;
        private static final int COMPRESSION = 259;
        private static final int STRIP_OFFSETS = 273;
        private static final int SAMPLES = 277;
        private static final int ROWS_PER_STRIP = 278;
        private static final int STRIP_BYTES = 279;
        private static final int PREDICTOR = 317;
        private static final int TILE_OFFSETS = 324;
        private static final int SAMPLE_FORMAT = 339;
        private static final int[] WANTED = {
            WIDTH,
            HEIGHT,
            BITS,
            COMPRESSION,
            STRIP_OFFSETS,
            SAMPLES,
            ROWS_PER_STRIP,
            STRIP_BYTES,
            PREDICTOR,
            TILE_OFFSETS,
            SAMPLE_FORMAT
        };

        private final long[][] values = new long[WANTED.length][];

        static boolean wanted(int tag) {
            return indexOf(tag) >= 0;
        }

        private static int indexOf(int tag) {
            for (int i = 0; i < WANTED.length; i++) {
                if (WANTED[i] == tag) {
                    return i;
                }
            }
            return -1;
        }

        void put(int tag, long[] found) {
            values[indexOf(tag)] = found;
        }

        private boolean has(int tag) {
            return values[indexOf(tag)] != null;
        }

        private long one(int tag, long otherwise) {
            return has(tag) ? values[indexOf(tag)][0] : otherwise;
        }

        TiffPage page(String file, int page, long fileBytes) throws IOException {
            String where = file + ", page " + page + ": ";
            long width = one(WIDTH, 0);
            long height = one(HEIGHT, 0);
            if (width < 1 || height < 1 || width > 65535 || height > 65535) {
                throw new IOException(where + "damaged directory, an image of " + width + "x" + height + " pixels");
            }
            long bits = one(BITS, 1);
            long samples = one(SAMPLES, 1);
            long format = one(SAMPLE_FORMAT, 1);
            if (bits != 16 || samples != 1 || format < 1 || format > 2) {
                throw new IOException(where + samples + " sample(s) of " + bits
                        + (format == 3 ? "-bit floating point" : " bits") + " per pixel; only one channel of 16-bit"
                        + " integers can be read, convert the movie to that");
            }
            long compression = one(COMPRESSION, 1);
            if (compression != 1 && compression != 8 && compression != 32946) {
                throw new IOException(where + "compression " + compression
                        + " cannot be read; save the movie uncompressed or with deflate");
            }
            long predictor = one(PREDICTOR, 1);
            if (predictor < 1 || predictor > 2) {
                throw new IOException(where + "predictor " + predictor + " cannot be read; save without a predictor");
            }
            if (has(TILE_OFFSETS) || !has(STRIP_OFFSETS) || !has(STRIP_BYTES)) {
                throw new IOException(where + "no strips; tiled images cannot be read, save the movie in strips");
            }
            TiffPage found = new TiffPage(
                    (int) width,
                    (int) height,
                    (int) compression,
                    (int) predictor,
                    format == 2,
                    (int) Math.min(height, one(ROWS_PER_STRIP, height)),
                    values[indexOf(STRIP_OFFSETS)],
                    values[indexOf(STRIP_BYTES)]);
            checkStrips(found, where, fileBytes);
            return found;
        }

        private static void checkStrips(TiffPage page, String where, long fileBytes) throws IOException {
            int strips = page.stripOffsets().length;
            if (page.rowsPerStrip() < 1
                    || strips != page.stripBytes().length
                    || strips != (page.heightPx() + page.rowsPerStrip() - 1) / page.rowsPerStrip()) {
                throw new IOException(where + "damaged directory, " + strips + " strips do not make the image");
            }
            for (int strip = 0; strip < strips; strip++) {
                long end = page.stripOffsets()[strip] + page.stripBytes()[strip];
                long rawBytes = 2L * page.widthPx() * page.stripRows(strip);
                if (end > fileBytes || end < 0) {
                    throw new EOFException(where + "truncated, its pixels end at byte " + end + " but the file has "
                            + fileBytes + " bytes; copy the file again");
                }
                if (!page.deflated() && page.stripBytes()[strip] < rawBytes) {
                    throw new IOException(where + "damaged directory, strip " + strip + " has too few bytes");
                }
            }
        }
    }
}
