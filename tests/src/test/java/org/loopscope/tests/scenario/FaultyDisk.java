package org.loopscope.tests.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.DiskFile;
import org.loopscope.controller.log.disk.FileBytes;

/** The computer's disk with faults: as slow, and as full, as the test says. */
public final class FaultyDisk implements Disk {
    /** Raw frames and batches of rows; metadata are smaller. */
    private static final int LARGE_WRITE_BYTES = 8_000;

    private final LongUnaryOperator largeWriteMs;
    private final LongUnaryOperator usableBytes;
    private final long capacityBytes;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();

    /**
     * @param largeWriteMs how long a large write takes, by the bytes written before
     * @param usableBytes what it says is left, by how often it was asked before
     * @param capacityBytes when so many have been written, it takes no more
     */
    public FaultyDisk(LongUnaryOperator largeWriteMs, LongUnaryOperator usableBytes, long capacityBytes) {
        this.largeWriteMs = largeWriteMs;
        this.usableBytes = usableBytes;
        this.capacityBytes = capacityBytes;
    }

    @Override
    public FileBytes create(Path path) throws IOException {
        return new Faulty(DiskFile.create(path));
    }

    @Override
    public long usableBytes(Path folder) {
        return usableBytes.applyAsLong(asked.getAndIncrement());
    }

    private final class Faulty implements FileBytes {
        private final FileBytes file;

        Faulty(FileBytes file) {
            this.file = file;
        }

        @Override
        public void write(long address, ByteBuffer bytes) throws IOException {
            long before = written.getAndAdd(bytes.remaining());
            if (before + bytes.remaining() > capacityBytes) {
                throw new IOException("No space left on device");
            }
            if (bytes.remaining() >= LARGE_WRITE_BYTES) {
                sleep(largeWriteMs.applyAsLong(before));
            }
            file.write(address, bytes);
        }

        @Override
        public void read(long address, ByteBuffer into) throws IOException {
            file.read(address, into);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void resize(long bytes) throws IOException {
            file.resize(bytes);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static void sleep(long ms) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
