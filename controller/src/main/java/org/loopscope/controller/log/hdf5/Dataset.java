package org.loopscope.controller.log.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dclose;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Dopen2;
import static org.bytedeco.hdf5.global.hdf5.H5Dset_extent;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_DATASET_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_deflate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_shuffle;
import static org.bytedeco.hdf5.global.hdf5.H5S_SELECT_SET;
import static org.bytedeco.hdf5.global.hdf5.H5S_UNLIMITED;
import static org.bytedeco.hdf5.global.hdf5.H5Sclose;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Sselect_hyperslab;
import static org.loopscope.controller.log.hdf5.Hdf5Calls.check;

import org.bytedeco.javacpp.Pointer;

/** One open dataset that grows along its first dimension. */
final class Dataset {
    private final String path;
    private long id;
    /** Extent of the file with the first dimension at its present length. */
    private final long[] extent;
    /** Where the next row goes: its index, then zeros. */
    private final long[] start;

    private Dataset(String path, long id, long[] rowShape) {
        this.path = path;
        this.id = id;
        this.extent = new long[rowShape.length + 1];
        System.arraycopy(rowShape, 0, extent, 1, rowShape.length);
        this.start = new long[extent.length];
    }

    /** Creates an empty dataset of rows, in chunks of {@code chunkRows} whole rows. */
    static Dataset create(Hdf5File file, String path, long type, long[] rowShape, int chunkRows, Filters filters) {
        long[] empty = withRows(0, rowShape);
        long[] most = withRows(H5S_UNLIMITED, rowShape);
        long space = check(H5Screate_simple(empty.length, empty, most), path);
        long creation = check(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()), path);
        check(H5Pset_chunk(creation, empty.length, withRows(chunkRows, rowShape)), path);
        if (filters.deflateLevel() > 0) {
            check(H5Pset_shuffle(creation), path);
            check(H5Pset_deflate(creation, filters.deflateLevel()), path);
        }
        long id = check(
                H5Dcreate2(file.id(), path, type, space, file.linkCreation(), creation, H5P_DEFAULT),
                path + " cannot be created");
        H5Pclose(creation);
        H5Sclose(space);
        return new Dataset(path, id, rowShape);
    }

    /** Appends rows through the library's chunk cache and filters. */
    void append(long rows, long memoryType, Pointer values) {
        grow(rows);
        long[] count = extent.clone();
        count[0] = rows;
        long memory = check(H5Screate_simple(count.length, count, count), path);
        long file = check(H5Dget_space(id), path);
        check(H5Sselect_hyperslab(file, H5S_SELECT_SET, start, null, count, (long[]) null), path);
        check(H5Dwrite(id, memoryType, memory, file, H5P_DEFAULT, values), path + " cannot be written");
        H5Sclose(file);
        H5Sclose(memory);
        start[0] += rows;
    }

    /** Appends one row that is a whole chunk as it is, past cache and filters. */
    void appendChunk(long bytes, Pointer values) {
        grow(1);
        check(H5Dwrite_chunk(id, H5P_DEFAULT, 0, start, bytes, values), path + " cannot be written");
        start[0]++;
    }

    /** Finds itself again in the file, which was closed and opened. */
    void reopen(Hdf5File file) {
        id = check(H5Dopen2(file.id(), path, H5P_DEFAULT), path + " cannot be opened again");
    }

    void close() {
        check(H5Dclose(id), path + " cannot be closed");
    }

    String path() {
        return path;
    }

    private void grow(long rows) {
        extent[0] = start[0] + rows;
        check(H5Dset_extent(id, extent), path + " cannot grow");
    }

    private static long[] withRows(long rows, long[] rowShape) {
        long[] shape = new long[rowShape.length + 1];
        shape[0] = rows;
        System.arraycopy(rowShape, 0, shape, 1, rowShape.length);
        return shape;
    }
}
