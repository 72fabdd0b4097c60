package org.loopscope.controller.replay;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Length and CRC-32C of a dataset's values, counted as {@link org.loopscope.controller.log.hdf5.DatasetChecksum} says.
 */
record ArrayContents(long bytes, int crc) {
    /** Reads the values chunk by chunk as they lie in the file; the chunks of a session's arrays are whole rows. */
    static ArrayContents of(Dataset dataset) throws IOException {
        CRC32C crc = new CRC32C();
        try {
            long bytes;
            if (dataset.isVariableLength()) {
                bytes = dataset.isEmpty() ? 0 : addTexts(dataset.getData(), crc);
            } else if (dataset instanceof ChunkedDataset chunked) {
                bytes = addChunks(chunked, crc);
            } else if (dataset instanceof ContiguousDataset contiguous) {
                ByteBuffer values = contiguous.getBuffer();
                bytes = values.remaining();
                crc.update(values);
            } else {
                throw new IOException(dataset.getPath() + " is stored in a way that no session uses");
            }
            return new ArrayContents(bytes, (int) crc.getValue());
        } catch (RuntimeException e) {
            throw new IOException(dataset.getPath() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static long addChunks(ChunkedDataset dataset, CRC32C crc) {
        long rows = dataset.getDimensionsAsLong()[0];
        int[] chunkShape = dataset.getChunkDimensions();
        long rowBytes = dataset.getDataType().getSize();
        if (chunkShape[0] < 1) {
            throw new HdfException("its chunks have " + chunkShape[0] + " rows; it is damaged");
        }
        for (int d = 1; d < chunkShape.length; d++) {
            rowBytes *= chunkShape[d];
        }
        boolean packed = !dataset.getFilters().isEmpty();
        int[] offset = new int[chunkShape.length];
        for (long row = 0; row < rows; row += chunkShape[0]) {
            offset[0] = Math.toIntExact(row);
            ByteBuffer values =
                    packed ? ByteBuffer.wrap(dataset.getDecompressedChunk(offset)) : dataset.getRawChunkBuffer(offset);
            long used = Math.min(chunkShape[0], rows - row) * rowBytes;
            crc.update(values.slice(values.position(), Math.toIntExact(used)));
        }
        return rows * rowBytes;
    }

    private static long addTexts(Object value, CRC32C crc) {
        if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            crc.update(utf8);
            crc.update(0);
            return utf8.length + 1L;
        }
        long bytes = 0;
        for (int i = 0; i < Array.getLength(value); i++) {
            bytes += addTexts(Array.get(value, i), crc);
        }
        return bytes;
    }
}
