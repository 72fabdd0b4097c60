package org.loopscope.controller.log.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a disk. Each write is one call of the operating system, so the death of this process does not undo it. */
public final class DiskFile implements FileBytes {
    private static final int COPIED_BYTES = 1 << 20;

    private final Path path;
    private final FileChannel channel;

    private DiskFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Creates the file; one that exists is never touched. */
    public static DiskFile create(Path path) throws IOException {
        return new DiskFile(
                path,
                FileChannel.open(
                        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Opens a file that is there, to go on with it. */
    public static DiskFile open(Path path) throws IOException {
        return new DiskFile(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public void write(long address, ByteBuffer bytes) throws IOException {
        long at = address;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    @Override
    public void read(long address, ByteBuffer into) throws IOException {
        long at = address;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        while (into.hasRemaining()) {
            into.put((byte) 0);
        }
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void resize(long bytes) throws IOException {
        long size = channel.size();
        if (bytes < size) {
            channel.truncate(bytes);
        } else if (bytes > size) {
            channel.write(ByteBuffer.allocate(1), bytes - 1);
        }
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    /** Closes the file. One that somebody has removed meanwhile is written back first, where it was. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!Files.exists(path)) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                try (FileChannel again =
                        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    long size = channel.size();
                    for (long at = 0; at < size; ) {
                        at += channel.transferTo(at, COPIED_BYTES, again);
                    }
                }
            }
        }
    }
}
