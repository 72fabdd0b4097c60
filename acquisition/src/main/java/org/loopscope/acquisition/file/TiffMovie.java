package org.loopscope.acquisition.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A movie in a TIFF or BigTIFF file, one frame per page: one channel of 16-bit integers in strips, uncompressed or
 * deflate, in either byte order. Opening reads and checks every page's directory, so a truncated file is found before
 * the session starts. Signed pixels below 0 read as 0. One thread; reading a page allocates nothing.
 */
public final class TiffMovie implements AutoCloseable {
    private final String file;
    private final FileChannel channel;
    private final List<TiffPage> pages;
    private final ByteBuffer stored;
    private final ByteBuffer raw;
    private final ShortBuffer rawPixels;
    private final Inflater inflater = new Inflater();

    private TiffMovie(String file, FileChannel channel, List<TiffPage> pages, ByteOrder order) {
        this.file = file;
        this.channel = channel;
        this.pages = pages;
        long storedBytes = 0;
        int rawBytes = 0;
        for (TiffPage page : pages) {
            for (long bytes : page.deflated() ? page.stripBytes() : new long[0]) {
                storedBytes = Math.max(storedBytes, bytes);
            }
            rawBytes = Math.max(rawBytes, Math.toIntExact(2L * page.widthPx() * page.rowsPerStrip()));
        }
        this.stored = ByteBuffer.allocateDirect(Math.toIntExact(storedBytes));
        this.raw = ByteBuffer.allocateDirect(rawBytes).order(order);
        this.rawPixels = raw.asShortBuffer();
    }

    /** @throws IOException when the file is missing, truncated, or not a movie that can be read; one line says why */
    public static TiffMovie open(Path path) throws IOException {
        String file = path.toString();
        if (!Files.isRegularFile(path)) {
            throw new IOException(file + ": no such file; give the path of a TIFF movie");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            TiffDirectories directories = new TiffDirectories(file, channel);
            List<TiffPage> pages = directories.readAll();
            TiffPage first = pages.getFirst();
            for (int page = 1; page < pages.size(); page++) {
                TiffPage other = pages.get(page);
                if (other.widthPx() != first.widthPx() || other.heightPx() != first.heightPx()) {
                    throw new IOException(file + ", page " + page + ": " + other.widthPx() + "x" + other.heightPx()
                            + " pixels, page 0 has " + first.widthPx() + "x" + first.heightPx()
                            + "; all pages must have one size");
                }
            }
            return new TiffMovie(file, channel, pages, directories.order());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public int widthPx() {
        return pages.getFirst().widthPx();
    }

    public int heightPx() {
        return pages.getFirst().heightPx();
    }

    public int pageCount() {
        return pages.size();
    }

    /**
     * Reads page {@code index}, row-major unsigned 16 bit.
     *
     * @param into receives {@code widthPx * heightPx} pixels
     */
    public void read(int index, short[] into) throws IOException {
        TiffPage page = pages.get(index);
        int at = 0;
        for (int strip = 0; strip < page.stripOffsets().length; strip++) {
            int count = page.widthPx() * page.stripRows(strip);
            raw.clear().limit(2 * count);
            if (page.deflated()) {
                inflate(index, page, strip);
            } else {
                fill(raw, page.stripOffsets()[strip]);
            }
            rawPixels.clear().get(into, at, count);
            if (page.predictor() == 2) {
                undoDifferences(into, at, page.widthPx(), page.stripRows(strip));
            }
            at += count;
        }
        if (page.signed()) {
            for (int i = 0; i < at; i++) {
                into[i] = (short) Math.max(0, into[i]);
            }
        }
    }

    private void inflate(int index, TiffPage page, int strip) throws IOException {
        stored.clear().limit((int) page.stripBytes()[strip]);
        fill(stored, page.stripOffsets()[strip]);
        stored.flip();
        inflater.reset();
        inflater.setInput(stored);
        try {
            while (raw.hasRemaining()) {
                if (inflater.inflate(raw) == 0) {
                    throw new IOException(file + ", page " + index + ": its compressed pixels end too early");
                }
            }
        } catch (DataFormatException e) {
            throw new IOException(file + ", page " + index + ": damaged compressed pixels; copy the file again", e);
        }
    }

    private void fill(ByteBuffer buffer, long at) throws IOException {
        long from = at;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, from);
            if (count < 0) {
                throw new EOFException(file + ": the file got shorter while it was read");
            }
            from += count;
        }
    }

    private static void undoDifferences(short[] pixels, int at, int width, int rows) {
        for (int row = 0; row < rows; row++) {
            int start = at + row * width;
            for (int x = 1; x < width; x++) {
                pixels[start + x] += pixels[start + x - 1];
            }
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        channel.close();
    }
}
