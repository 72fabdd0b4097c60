package org.loopscope.controller.log.nwb;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.log.hdf5.ElementType;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;
import org.loopscope.controller.log.hdf5.Filters;

/**
 * A growing DynamicTable. The columns are made first, then {@link #seal} names them in the file; from then on each row
 * is one append to every column and a call of {@link #rowDone}.
 */
final class NwbTable {
    private static final int CHUNK_BYTES = 1 << 13;

    private final NwbObjects objects;
    private final String path;
    private final List<String> names = new ArrayList<>();
    private final ExtendibleDataset ids;
    private int rows;

    NwbTable(NwbObjects objects, String path, NwbType type, String description) {
        this.objects = objects;
        this.path = path;
        objects.group(path, type).text("description", description).close();
        ids = objects.file().rows(path + "/id", ElementType.Numeric.I32, new long[0], CHUNK_BYTES / 4, Filters.NONE);
        objects.typed(path + "/id", NwbType.ELEMENT_IDENTIFIERS).close();
    }

    ExtendibleDataset numbers(String name, ElementType type, String description, long... rowShape) {
        long rowBytes = type.bytes();
        for (long length : rowShape) {
            rowBytes *= length;
        }
        int chunkRows = (int) Math.max(1, CHUNK_BYTES / Math.max(1, rowBytes));
        ExtendibleDataset column = objects.file().rows(path + "/" + name, type, rowShape, chunkRows, Filters.NONE);
        describe(name, description);
        return column;
    }

    ExtendibleDataset seconds(String name, String description) {
        return numbers(name, ElementType.Numeric.F64, description);
    }

    ExtendibleDataset int32(String name, String description) {
        return numbers(name, ElementType.Numeric.I32, description);
    }

    ExtendibleDataset int64(String name, String description) {
        return numbers(name, ElementType.Numeric.I64, description);
    }

    ExtendibleDataset truth(String name, String description) {
        return numbers(name, new ElementType.Truth(), description);
    }

    ExtendibleTexts texts(String name, String description) {
        ExtendibleTexts column = objects.file().textRows(path + "/" + name, CHUNK_BYTES / 16);
        describe(name, description);
        return column;
    }

    /** Ends the making of columns. */
    NwbTable seal() {
        objects.file().attributes(path).texts("colnames", names).close();
        return this;
    }

    void rowDone() {
        ids.append(rows++);
    }

    /** How many rows are complete. */
    int rows() {
        return rows;
    }

    private void describe(String name, String description) {
        names.add(name);
        objects.typed(path + "/" + name, NwbType.VECTOR_DATA)
                .text("description", description)
                .close();
    }
}
