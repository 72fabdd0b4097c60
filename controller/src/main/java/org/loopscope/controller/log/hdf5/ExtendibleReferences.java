package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5R_OBJECT;
import static org.bytedeco.hdf5.global.hdf5.H5Rcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Tclose;
import static org.loopscope.controller.log.hdf5.Hdf5Calls.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;

/** A growing list of references to other objects in the file. */
public final class ExtendibleReferences implements Growing {
    static final int REFERENCE_BYTES = 8;
    private static final int COLLECTED_ROWS = 512;

    private final Hdf5File file;
    private final Dataset dataset;
    private final long memoryType;
    private final ByteBuffer collected =
            ByteBuffer.allocateDirect(COLLECTED_ROWS * REFERENCE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final BytePointer collectedAddress = new BytePointer(collected);

    ExtendibleReferences(Hdf5File file, String path, int chunkRows) {
        this.file = file;
        this.memoryType = NativeTypes.reference();
        this.dataset = Dataset.create(file, path, memoryType, new long[0], chunkRows, Filters.NONE);
    }

    /** Appends a reference to an object that exists already. */
    public void append(String target) {
        collected.putLong(addressOf(file, target));
        if (!collected.hasRemaining()) {
            drain();
        }
    }

    @Override
    public void drain() {
        if (collected.position() > 0) {
            dataset.append(collected.position() / REFERENCE_BYTES, memoryType, collectedAddress);
            collected.clear();
        }
    }

    @Override
    public Optional<DatasetChecksum> checksum() {
        return Optional.empty();
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

    /** The eight bytes of an object reference, as the library makes them. */
    static long addressOf(Hdf5File file, String target) {
        try (BytePointer reference = new BytePointer(REFERENCE_BYTES)) {
            check(H5Rcreate(reference, file.id(), target, H5R_OBJECT, -1), "no reference to " + target);
            return reference.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        }
    }
}
