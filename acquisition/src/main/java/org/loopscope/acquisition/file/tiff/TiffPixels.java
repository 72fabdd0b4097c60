package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.loopscope.acquisition.file.movie.FileWindow;
import org.loopscope.acquisition.file.movie.PixelKind;

/** Reads the pixels of one page after another. Allocates only when a page is larger than those before. One thread. */
final class TiffPixels implements AutoCloseable {
    private final FileWindow in;
    private final Inflater inflater = new Inflater();
    private ByteBuffer stored = ByteBuffer.allocateDirect(0);
    private ByteBuffer raw = ByteBuffer.allocateDirect(0);
    private ShortBuffer raw16 = raw.asShortBuffer();

    TiffPixels(FileWindow in) {
        this.in = in;
    }

    /** Reads a page whose pixels lie in one piece, uncompressed. */
    void readPlain(long at, PixelKind kind, int count, short[] into) throws IOException {
        room(count * kind.bytes());
        raw.clear().limit(count * kind.bytes());
        in.read(at, raw);
        kind.copy(raw, raw16, into, count);
        kind.map(into, count);
    }

    /** Reads a page, row-major, into the first {@code widthPx * heightPx} places. */
    void read(TiffPage page, int number, short[] into) throws IOException {
        int rowBytes = page.widthPx() * page.pixels().bytes();
        int count = page.widthPx() * page.heightPx();
        room(rowBytes * page.heightPx());
        for (int strip = 0; strip < page.stripOffsets().length; strip++) {
            int from = strip * page.rowsPerStrip() * rowBytes;
            raw.clear().position(from).limit(from + page.stripRows(strip) * rowBytes);
            if (page.deflated()) {
                inflate(page, number, strip);
            } else {
                in.read(page.stripOffsets()[strip], raw);
            }
        }
        page.pixels().copy(raw, raw16, into, count);
        if (page.differences()) {
            undoDifferences(page, into);
        }
        page.pixels().map(into, count);
    }

    private void inflate(TiffPage page, int number, int strip) throws IOException {
        int bytes = Math.toIntExact(page.stripBytes()[strip]);
        if (stored.capacity() < bytes) {
            stored = ByteBuffer.allocateDirect(bytes);
        }
        stored.clear().limit(bytes);
        in.read(page.stripOffsets()[strip], stored);
        stored.flip();
        inflater.reset();
        inflater.setInput(stored);
        try {
            while (raw.hasRemaining()) {
                if (inflater.inflate(raw) == 0) {
                    throw new IOException(in.file() + ", page " + number + ": its compressed pixels end too early");
                }
            }
        } catch (DataFormatException e) {
            throw new IOException(
                    in.file() + ", page " + number + ": damaged compressed pixels; copy the file again", e);
        }
    }

    private static void undoDifferences(TiffPage page, short[] pixels) {
        int mask = page.pixels() == PixelKind.UINT8 ? 0xFF : 0xFFFF;
        for (int row = 0; row < page.heightPx(); row++) {
            int start = row * page.widthPx();
            for (int x = 1; x < page.widthPx(); x++) {
                pixels[start + x] = (short) ((pixels[start + x] + pixels[start + x - 1]) & mask);
            }
        }
    }

    private void room(int bytes) {
        if (raw.capacity() < bytes || raw.order() != in.order()) {
            raw = ByteBuffer.allocateDirect(bytes).order(in.order());
            raw16 = raw.asShortBuffer();
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
