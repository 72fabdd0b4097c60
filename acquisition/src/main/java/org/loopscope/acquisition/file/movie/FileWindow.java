package org.loopscope.acquisition.file.movie;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads small things all over a file through one small buffer. Nothing beyond {@link #size} is looked at; the size is
 * what it was at the last {@link #refresh}. One thread; reading allocates nothing.
 */
public final class FileWindow implements AutoCloseable {
    private static final int WINDOW_BYTES = 4096;

    private final String file;
    private final FileChannel channel;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    private long windowAt;
    private int windowBytes;
    private long size;

    private FileWindow(String file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    public static FileWindow open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileWindow(path.toString(), channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The file's name, as messages begin with it. */
    public String file() {
        return file;
    }

    public void order(ByteOrder order) {
        window.order(order);
    }

    public ByteOrder order() {
        return window.order();
    }

    /** The file's size when it was last asked for, bytes. */
    public long size() {
        return size;
    }

    /**
     * Looks at the file anew: what was read before may have been written over since.
     *
     * @throws IOException when the file has become shorter
     */
    public void refresh() throws IOException {
        long now = channel.size();
        if (now < size) {
            throw new IOException(file + ": the file got shorter while it was followed, from " + size + " to " + now
                    + " bytes; it was cut or written anew, start again");
        }
        size = now;
        windowBytes = 0;
    }

    public boolean holds(long at, long bytes) {
        return at >= 0 && bytes >= 0 && at <= size - bytes;
    }

    public int u8(long at) throws IOException {
        return window.get(load(at, 1)) & 0xFF;
    }

    public int u16(long at) throws IOException {
        return window.getShort(load(at, 2)) & 0xFFFF;
    }

    public long u32(long at) throws IOException {
        return Integer.toUnsignedLong(window.getInt(load(at, 4)));
    }

    public long i64(long at) throws IOException {
        return window.getLong(load(at, 8));
    }

    /** Fills the rest of a buffer from a place in the file. */
    public void read(long at, ByteBuffer into) throws IOException {
        if (!holds(at, into.remaining())) {
            throw cutOff(at);
        }
        long from = at;
        while (into.hasRemaining()) {
            int count = channel.read(into, from);
            if (count < 0) {
                throw new EOFException(file + ": the file got shorter while it was read");
            }
            from += count;
        }
    }

    private EOFException cutOff(long at) {
        return new EOFException(
                file + ": truncated, byte " + at + " is needed but the file has " + size + "; copy the file again");
    }

    /** Where in the window a few bytes lie. */
    private int load(long at, int bytes) throws IOException {
        if (at >= windowAt && at <= windowAt + windowBytes - bytes) {
            return (int) (at - windowAt);
        }
        if (!holds(at, bytes)) {
            throw cutOff(at);
        }
        windowBytes = 0;
        window.clear().limit((int) Math.min(WINDOW_BYTES, size - at));
        read(at, window);
        windowBytes = window.position();
        windowAt = at;
        window.clear();
        return 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
