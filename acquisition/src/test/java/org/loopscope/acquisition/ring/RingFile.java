package org.loopscope.acquisition.ring;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A ring's writer in this process, one step at a time, so that a test can stand between any two of them. */
final class RingFile implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment bytes;
    private final int slots;
    private final long slotBytes;
    private final int pixels;

    RingFile(Path path, int widthPx, int heightPx, int slots) throws IOException {
        this.slots = slots;
        pixels = widthPx * heightPx;
        slotBytes = (64 + 2L * pixels + 63) / 64 * 64;
        long size = 4096 + slots * slotBytes;
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            bytes = file.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
        }
        int[] header = {1, 4096, slots, 64};
        for (int i = 0; i < header.length; i++) {
            bytes.set(RingLayout.INT, 8 + 4L * i, header[i]);
        }
        bytes.set(RingLayout.LONG, 24, slotBytes);
        int[] format = {widthPx, heightPx, 2, 0, 1, 1};
        for (int i = 0; i < format.length; i++) {
            bytes.set(RingLayout.INT, 32 + 4L * i, format[i]);
        }
        bytes.set(RingLayout.DOUBLE, 56, 30.0);
        bytes.setString(64, "test ring");
        bytes.set(RingLayout.INT, RingLayout.STATE, 1);
        RingLayout.LONG_AT.setRelease(bytes, 0L, RingLayout.MAGIC);
    }

    void beat() {
        RingLayout.LONG_AT.getAndAdd(bytes, RingLayout.HEARTBEAT, 1L);
    }

    void begin(long n, long number) {
        long slot = slot(n);
        RingLayout.LONG_AT.setVolatile(bytes, slot, 2 * n + 1);
        bytes.set(RingLayout.LONG, slot + 8, number);
        bytes.set(RingLayout.DOUBLE, slot + 16, number / 30.0);
        for (int i = 0; i < pixels; i++) {
            bytes.set(ValueLayout.JAVA_SHORT, slot + 64 + 2L * i, (short) (7 * number + i));
        }
    }

    void finish(long n) {
        RingLayout.LONG_AT.setRelease(bytes, slot(n), 2 * n + 2);
        RingLayout.LONG_AT.setRelease(bytes, RingLayout.WRITTEN, n + 1);
        beat();
    }

    void write(long n, long number) {
        begin(n, number);
        finish(n);
    }

    void goodbye() {
        RingLayout.INT_AT.setRelease(bytes, RingLayout.STATE, RingLayout.GOODBYE);
    }

    void set(long at, int value) {
        bytes.set(RingLayout.INT, at, value);
    }

    private long slot(long n) {
        return 4096 + n % slots * slotBytes;
    }

    @Override
    public void close() {
        arena.close();
    }
}
