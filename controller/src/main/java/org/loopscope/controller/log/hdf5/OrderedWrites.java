package org.loopscope.controller.log.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.loopscope.controller.log.disk.FileBytes;

/**
 * Writes an HDF5 file so that it is whole after every single write, whenever this process dies. The library itself
 * writes the metadata of a flush by address, and a file whose writer dies in between may point to what is not there.
 *
 * <p>Raw data go to the file at once: nothing points to them yet. Metadata are held back until {@link #commit}, and then
 * written in this order: the length of the file; blocks where there were none; the superblock, which tells that length; heaps,
 * which only gain entries; index nodes, parents before children, so that what moved from a node to its new sibling can
 * be found in both for a moment and never in neither; last the object headers, which tell how many rows there are.
 *
 * <p>HDF5 File Format Specification Version 3.0, sections II.A (superblock 0), III.A.1 (version 1 B-trees), III.D and
 * III.E (heaps), IV.A (object headers). One thread.
 */
final class OrderedWrites implements AutoCloseable {
    /** What a block of the file is, in the order of writing it in place. */
    enum Kind {
        SUPERBLOCK,
        HEAP,
        INDEX,
        HEADER,
        RAW
    }

    private static final int TREE_SIGNATURE = 0x45455254;
    private static final int TREE_LEVEL_AT = 5;
    /** Symbol table nodes lie below the leaves of their tree. */
    private static final int BELOW_LEAVES = -1;

    private final FileBytes file;
    private final boolean forced;
    private final TreeMap<Long, Block> held = new TreeMap<>();
    /** From where to where there is metadata in the file: address of each block to the first address behind it. */
    private final TreeMap<Long, Long> committed = new TreeMap<>();

    private long end;
    private long blocks;
    private boolean asTheyCame;
    private boolean abandoned;

    /** @param number counts the blocks as they came */
    private record Block(long number, long address, Kind kind, ByteBuffer bytes) {
        int order() {
            return switch (kind) {
                case SUPERBLOCK -> 0;
                case HEAP -> 1;
                // A node's level is one byte; the root is the highest.
                case INDEX -> 0x200 - level();
                case HEADER, RAW -> 0x300;
            };
        }

        long stop() {
            return address + bytes.limit();
        }

        private int level() {
            boolean tree = bytes.limit() > TREE_LEVEL_AT && bytes.getInt(0) == TREE_SIGNATURE;
            return tree ? bytes.get(TREE_LEVEL_AT) & 0xFF : BELOW_LEAVES;
        }
    }

    /** @param forced whether each step of a commit is on the disk before the next begins, against the loss of power */
    OrderedWrites(FileBytes file, boolean forced) {
        this.file = file;
        this.forced = forced;
    }

    /**
     * From now on, or no longer, blocks that replace others are written in the order that they come in: a library that
     * writes for readers beside it keeps the order that they need.
     */
    void asTheyCome(boolean kept) {
        asTheyCame = kept;
    }

    /** From now on nothing is written; the file stays as the last commit left it. */
    void abandon() {
        abandoned = true;
        held.clear();
    }

    /** Takes a block, from the buffer's position to its limit; the buffer is the caller's again afterwards. */
    void write(Kind kind, long address, ByteBuffer bytes) throws IOException {
        if (abandoned) {
            return;
        }
        if (kind == Kind.RAW) {
            file.write(address, bytes);
            return;
        }
        ByteBuffer copy = ByteBuffer.allocateDirect(bytes.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        copy.put(bytes).flip();
        Block before = held.get(address);
        if (before != null && before.bytes().limit() > copy.limit()) {
            // Blocks grow or are replaced; the rest of a longer one that was there is nobody's any more.
            held.remove(address);
        }
        held.put(address, new Block(blocks++, address, kind, copy));
    }

    /**
     * Fills the buffer with what the file will have at the address after the next commit: the library may evict metadata
     * from its cache before a commit, and read them again.
     */
    void read(long address, ByteBuffer into) throws IOException {
        int from = into.position();
        int length = into.remaining();
        file.read(address, into.duplicate());
        Long first = held.floorKey(address);
        for (Block block : held.subMap(first == null ? address : first, true, address + length, false)
                .values()) {
            long begin = Math.max(address, block.address());
            long stop = Math.min(address + length, block.stop());
            if (begin < stop) {
                into.put(from + (int) (begin - address), block.bytes(), (int) (begin - block.address()), (int)
                        (stop - begin));
            }
        }
        into.position(from + length);
    }

    /** First address behind all that the library has given out. */
    long end() {
        return end;
    }

    void end(long address) {
        end = address;
    }

    /** Bytes that are in the file or held back for it. */
    long size() throws IOException {
        Map.Entry<Long, Block> last = held.lastEntry();
        long heldEnd =
                last == null ? 0 : last.getKey() + last.getValue().bytes().limit();
        return Math.max(file.size(), heldEnd);
    }

    /** Brings what is held back into the file. When it fails, the file is as whole as it was before. */
    void commit() throws IOException {
        if (abandoned) {
            return;
        }
        if (file.size() < end) {
            file.resize(end);
        }
        List<Block> inPlace = new ArrayList<>();
        // Backwards, so that in a new file the superblock comes last.
        for (Block block : held.descendingMap().values()) {
            if (replaces(block)) {
                inPlace.add(block);
            } else {
                file.write(block.address(), block.bytes().duplicate());
            }
        }
        force();
        inPlace.sort(asTheyCame ? Comparator.comparingLong(Block::number) : Comparator.comparingInt(Block::order));
        for (Block block : inPlace) {
            file.write(block.address(), block.bytes().duplicate());
        }
        force();
        for (Block block : held.values()) {
            committed.merge(block.address(), block.stop(), Math::max);
        }
        held.clear();
    }

    /** Whether a block that the file may point to lies where this one goes. */
    private boolean replaces(Block block) {
        Map.Entry<Long, Long> below = committed.lowerEntry(block.stop());
        return below != null && below.getValue() > block.address();
    }

    private void force() throws IOException {
        if (forced) {
            file.force();
        }
    }

    /** Commits, and cuts off what the library has given back behind its end; the library may open the file again. */
    void finish() throws IOException {
        commit();
        if (!abandoned) {
            file.resize(end);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
