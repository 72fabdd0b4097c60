package org.loopscope.controller.log.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.controller.log.disk.FileBytes;
import org.loopscope.controller.log.hdf5.OrderedWrites.Kind;

/** The order in which what the library writes reaches the disk. */
class OrderedWritesTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void shouldWriteNewBlocksThenHeapsThenNodesFromTheRootThenHeadersWhenCommitting() throws IOException {
        OrderedWrites writes = begun(false);
        writes.end(2000);
        writes.write(Kind.HEADER, 100, text("header"));
        writes.write(Kind.INDEX, 200, node(0));
        writes.write(Kind.INDEX, 300, node(1));
        writes.write(Kind.HEAP, 400, text("heap"));
        writes.write(Kind.SUPERBLOCK, 0, text("super"));
        writes.write(Kind.HEADER, 1500, text("new header"));
        writes.write(Kind.INDEX, 1200, node(0));
        assertEquals(List.of(), done, "metadata wait for the commit");
        writes.write(Kind.RAW, 1700, text("raw"));
        assertEquals(List.of("write 1700"), done, "raw data do not");
        done.clear();
        writes.commit();
        assertEquals(
                List.of(
                        "resize 2000",
                        "write 1500",
                        "write 1200",
                        "write 0",
                        "write 400",
                        "write 300",
                        "write 200",
                        "write 100"),
                done);
    }

    @Test
    void shouldWaitForTheDiskBetweenNewAndChangedBlocksWhenItHasToOutliveThePower() throws IOException {
        OrderedWrites writes = begun(true);
        writes.end(2000);
        writes.write(Kind.HEADER, 100, text("header"));
        writes.write(Kind.HEADER, 1500, text("new header"));
        writes.commit();
        assertEquals(List.of("resize 2000", "write 1500", "force", "write 100", "force"), done);
    }

    @Test
    void shouldReadWhatIsHeldBackOverWhatIsInTheFile() throws IOException {
        OrderedWrites writes = begun(false);
        writes.write(Kind.HEADER, 102, text("held"));
        ByteBuffer read = ByteBuffer.allocate(8);
        writes.read(100, read);
        assertEquals("..held..", new String(read.array(), StandardCharsets.US_ASCII));
        assertEquals(8, read.position());
    }

    /** A file of 1000 bytes with a block in every hundred. */
    private OrderedWrites begun(boolean forced) throws IOException {
        OrderedWrites writes = new OrderedWrites(new Recorded(), forced);
        writes.end(1000);
        for (int address = 0; address < 1000; address += 100) {
            writes.write(Kind.HEADER, address, ByteBuffer.allocate(100));
        }
        writes.commit();
        done.clear();
        return writes;
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer node(int level) {
        ByteBuffer node = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        node.put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) level);
        return node.rewind();
    }

    private final class Recorded implements FileBytes {
        private long size;

        @Override
        public void write(long address, ByteBuffer bytes) {
            done.add("write " + address);
            size = Math.max(size, address + bytes.remaining());
            bytes.position(bytes.limit());
        }

        @Override
        public void read(long address, ByteBuffer into) {
            while (into.hasRemaining()) {
                into.put((byte) '.');
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void resize(long bytes) {
            done.add("resize " + bytes);
            size = bytes;
        }

        @Override
        public void force() {
            done.add("force");
        }

        @Override
        public void close() {
            done.add("close");
        }
    }
}
