package org.loopscope.acquisition.file.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes frames as a plain TIFF that every tool reads: 16 bit unsigned, one uncompressed strip a page, little-endian. At
 * most 4 GB (TIFF 6.0). One thread.
 */
public final class TiffMovieWriter implements AutoCloseable {
    private static final int TYPE_LONG = 4;
    private static final int ENTRIES = 9;
    private static final int DIRECTORY_BYTES = 2 + 12 * ENTRIES + 4;
    private static final int HEADER_BYTES = 8;
    private static final long MOST_BYTES = 0xFFFF_FFFFL;

    private final FileChannel file;
    private final int widthPx;
    private final int heightPx;
    private final ByteBuffer page;
    /** Where the number of the next directory belongs. */
    private long linkAt = 4;

    private long end = HEADER_BYTES;

    /** @throws IOException when the file exists or cannot be made */
    public TiffMovieWriter(Path path, int widthPx, int heightPx) throws IOException {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        page = ByteBuffer.allocate(2 * widthPx * heightPx + DIRECTORY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writeAt(0, header.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(0));
    }

    /** Appends a frame: unsigned 16 bit, row-major. */
    public void write(short[] pixels) throws IOException {
        if (pixels.length != widthPx * heightPx) {
            throw new IllegalArgumentException(
                    "a frame of " + pixels.length + " pixels, the movie has " + widthPx + "x" + heightPx);
        }
        if (end + page.capacity() > MOST_BYTES) {
            throw new IOException("the movie would grow beyond the 4 GB that a TIFF can hold");
        }
        int pixelBytes = 2 * pixels.length;
        page.clear();
        page.asShortBuffer().put(pixels);
        page.position(pixelBytes);
        page.putShort((short) ENTRIES);
        entry(256, widthPx);
        entry(257, heightPx);
        entry(258, 16);
        entry(259, 1);
        entry(262, 1);
        entry(273, (int) end);
        entry(277, 1);
        entry(278, heightPx);
        entry(279, pixelBytes);
        page.putInt(0);
        writeAt(end, page);
        ByteBuffer link = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        writeAt(linkAt, link.putInt((int) (end + pixelBytes)));
        linkAt = end + pixelBytes + DIRECTORY_BYTES - 4;
        end += page.capacity();
    }

    private void entry(int tag, int value) {
        page.putShort((short) tag).putShort((short) TYPE_LONG).putInt(1).putInt(value);
    }

    private void writeAt(long position, ByteBuffer bytes) throws IOException {
        bytes.flip();
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
