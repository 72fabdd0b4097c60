package org.loopscope.acquisition.file.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.loopscope.acquisition.file.movie.FileWindow;

/**
 * Brings the bytes of one time of a dataset into memory. A contiguous dataset is read from its place in the file and
 * allocates nothing; of a chunked one, all chunks of the same times are unpacked at once and kept, which allocates them
 * anew and takes as long as unpacking so many frames does.
 */
final class VolumeBlocks implements AutoCloseable {
    private static final long MOST_BLOCK_BYTES = 256L << 20;

    private final Path path;
    private final String name;
    private final SeriesShape shape;
    private final Dataset dataset;
    private final FileWindow in;
    private final int timesPerBlock;
    private final ByteBuffer block;
    private int blockFrom = -1;

    VolumeBlocks(Path path, String name, Dataset dataset, SeriesShape shape) throws IOException {
        this.path = path;
        this.name = name;
        this.shape = shape;
        this.dataset = dataset;
        this.timesPerBlock = switch (dataset) {
            case ContiguousDataset contiguous -> 1;
            case ChunkedDataset chunked ->
                Math.clamp(Hdf5Nodes.guarded(path, name, chunked::getChunkDimensions)[0], 1, shape.frames());
            default ->
                throw new IOException(path + ": " + name + " is stored in an unusual way (" + dataset.getDataLayout()
                        + "); store it contiguous or in chunks");
        };
        long bytes = (long) timesPerBlock * shape.volumeBytes();
        if (bytes > MOST_BLOCK_BYTES) {
            throw new IOException(path + ": " + name + " has chunks of " + timesPerBlock
                    + " frames, which take more than 256 MB at once; store it with fewer frames per chunk");
        }
        this.in = FileWindow.open(path);
        this.block = ByteBuffer.allocate((int) bytes).order(shape.order());
    }

    /** The bytes of all times in memory. */
    ByteBuffer block() {
        return block;
    }

    /** Makes a time's bytes present and answers where they begin in {@link #block}. */
    int load(int time) throws IOException {
        int from = time / timesPerBlock * timesPerBlock;
        if (from != blockFrom) {
            blockFrom = -1;
            if (dataset instanceof ContiguousDataset contiguous) {
                block.clear();
                in.read(contiguous.getDataAddress() + (long) time * shape.volumeBytes(), block);
                block.clear();
            } else {
                Hdf5Nodes.guarded(path, name + " frame " + time, () -> unpack((ChunkedDataset) dataset, from));
            }
            blockFrom = from;
        }
        return (time - from) * shape.volumeBytes();
    }

    private boolean unpack(ChunkedDataset chunked, int from) {
        int[] extent = chunked.getChunkDimensions();
        int depth = extent.length == 4 ? extent[3] : 1;
        int[] corner = new int[extent.length];
        corner[0] = from;
        for (int row = 0; row < shape.rows(); row += extent[1]) {
            for (int column = 0; column < shape.columns(); column += extent[2]) {
                for (int plane = 0; plane < shape.planes(); plane += depth) {
                    corner[1] = row;
                    corner[2] = column;
                    if (extent.length == 4) {
                        corner[3] = plane;
                    }
                    copy(chunked.getDecompressedChunk(corner), extent, corner, depth);
                }
            }
        }
        return true;
    }

    /** Copies a chunk to its place in the block, without what hangs over the dataset's edge. */
    private void copy(byte[] chunk, int[] extent, int[] corner, int depth) {
        long wanted = (long) extent[0] * extent[1] * extent[2] * depth * shape.bytes();
        if (wanted < 1 || chunk.length != wanted) {
            throw new HdfException("a chunk has " + chunk.length + " bytes, not " + wanted + "; it is damaged");
        }
        int plane0 = corner.length == 4 ? corner[3] : 0;
        int times = Math.min(extent[0], shape.frames() - corner[0]);
        int rows = Math.min(extent[1], shape.rows() - corner[1]);
        int columns = Math.min(extent[2], shape.columns() - corner[2]);
        int planes = Math.min(depth, shape.planes() - plane0);
        int size = shape.bytes();
        for (int time = 0; time < times; time++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int source = ((time * extent[1] + row) * extent[2] + column) * depth;
                    int target = ((time * shape.rows() + corner[1] + row) * shape.columns() + corner[2] + column)
                                    * shape.planes()
                            + plane0;
                    if (depth == 1 && shape.planes() == 1) {
                        // One run of a whole row.
                        block.put(target * size, chunk, source * size, columns * size);
                        break;
                    }
                    block.put(target * size, chunk, source * size, planes * size);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
