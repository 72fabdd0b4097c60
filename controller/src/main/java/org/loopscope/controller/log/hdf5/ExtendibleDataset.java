package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Tclose;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.bytedeco.javacpp.BytePointer;

/**
 * Rows of numbers that are appended while the session runs. A row is what one {@code append} takes; its type and length
 * must be those that the dataset was made with.
 */
public final class ExtendibleDataset implements Growing {
    /** Rows are collected up to about this size, then written whether or not a flush is due. */
    private static final int COLLECTED_BYTES = 1 << 17;

    private static final int COLLECTED_ROWS = 1024;

    private final Dataset dataset;
    private final ElementType type;
    private final long memoryType;
    private final int rowBytes;
    private final boolean wholeChunks;
    private final ByteBuffer collected;
    private final BytePointer collectedAddress;
    private final CRC32C crc = new CRC32C();
    private long rows;

    ExtendibleDataset(Hdf5File file, String path, ElementType type, long[] rowShape, int chunkRows, Filters filters) {
        this.type = type;
        this.memoryType = NativeTypes.open(type);
        this.dataset = Dataset.create(file, path, memoryType, rowShape, chunkRows, filters);
        long elements = 1;
        for (long length : rowShape) {
            elements *= length;
        }
        this.rowBytes = Math.toIntExact(elements * type.bytes());
        this.wholeChunks = chunkRows == 1 && filters.deflateLevel() == 0;
        int collectedRows = wholeChunks ? 1 : Math.clamp(COLLECTED_BYTES / rowBytes, 1, COLLECTED_ROWS);
        this.collected = ByteBuffer.allocateDirect(collectedRows * rowBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.collectedAddress = new BytePointer(collected);
    }

    public void append(double value) {
        expect(ElementType.Numeric.F64, 1);
        collected.putDouble(value);
        appended();
    }

    public void append(float value) {
        expect(ElementType.Numeric.F32, 1);
        collected.putFloat(value);
        appended();
    }

    public void append(long value) {
        expect(ElementType.Numeric.I64, 1);
        collected.putLong(value);
        appended();
    }

    /** Appends a signed or an unsigned number of 32 bits. */
    public void append(int value) {
        expect(type == ElementType.Numeric.U32 ? type : ElementType.Numeric.I32, 1);
        collected.putInt(value);
        appended();
    }

    public void append(boolean value) {
        expect(new ElementType.Truth(), 1);
        collected.put((byte) (value ? 1 : 0));
        appended();
    }

    public void append(float[] row) {
        expect(ElementType.Numeric.F32, row.length);
        collected.asFloatBuffer().put(row);
        collected.position(collected.position() + rowBytes);
        appended();
    }

    public void append(double[] row) {
        expect(ElementType.Numeric.F64, row.length);
        collected.asDoubleBuffer().put(row);
        collected.position(collected.position() + rowBytes);
        appended();
    }

    /** Appends a row of unsigned 16-bit numbers. */
    public void append(short[] row) {
        expect(ElementType.Numeric.U16, row.length);
        collected.asShortBuffer().put(row);
        collected.position(collected.position() + rowBytes);
        appended();
    }

    /** Appends a row from its little-endian bytes, from the buffer's position to its limit. */
    public void append(ByteBuffer row) {
        if (row.remaining() != rowBytes) {
            throw new IllegalArgumentException(
                    dataset.path() + " takes rows of " + rowBytes + " bytes, not " + row.remaining());
        }
        collected.put(row);
        appended();
    }

    /** How many rows have been appended. */
    public long rows() {
        return rows;
    }

    public String path() {
        return dataset.path();
    }

    @Override
    public void drain() {
        if (collected.position() == 0) {
            return;
        }
        collected.flip();
        int bytes = collected.remaining();
        crc.update(collected);
        if (wholeChunks) {
            dataset.appendChunk(bytes, collectedAddress);
        } else {
            dataset.append(bytes / rowBytes, memoryType, collectedAddress);
        }
        collected.clear();
    }

    @Override
    public Optional<DatasetChecksum> checksum() {
        drain();
        return Optional.of(new DatasetChecksum(dataset.path(), rows * rowBytes, (int) crc.getValue()));
    }

    @Override
    public Dataset dataset() {
        return dataset;
    }

    @Override
    public void close() {
        dataset.close();
        H5Tclose(memoryType);
        collectedAddress.close();
    }

    private void expect(ElementType given, int elements) {
        if (!type.equals(given) || elements * given.bytes() != rowBytes) {
            throw new IllegalArgumentException(dataset.path() + " takes rows of " + rowBytes / type.bytes() + " x "
                    + type + ", not " + elements + " x " + given);
        }
    }

    private void appended() {
        rows++;
        if (collected.remaining() < rowBytes) {
            drain();
        }
    }
}
