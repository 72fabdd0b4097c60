package org.loopscope.controller.replay;

import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.loopscope.acquisition.Frame;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.log.nwb.PlaneNames;
import org.loopscope.controller.log.nwb.Transposition;

/**
 * The raw frames of one channel of one plane. The file has whole frames as chunks, which are mapped into memory one at a
 * time, so a recording of any length can be read. One thread.
 */
final class RecordedSeries {
    private static final int LARGEST_SIDE_PX = 4096;

    private final SessionArrays file;
    private final int plane;
    private final int channel;
    private final ChunkedDataset frames;
    private final boolean packed;
    private final int widthPx;
    private final int heightPx;
    private final int pixelOffset;
    private final long[] numbers;
    private final double[] exposureEndSeconds;
    private final short[] turned;
    private final int[] chunk = new int[3];

    RecordedSeries(SessionArrays file, PlaneNames names, int plane, int channel) throws IOException {
        this.file = file;
        this.plane = plane;
        this.channel = channel;
        String path = names.of(NwbLayout.RAW_FRAMES, plane, channel);
        if (!(file.dataset(path + "/data") instanceof ChunkedDataset chunked)) {
            throw file.failure(path + "/data", "is not stored frame by frame, as a session's frames are");
        }
        this.frames = chunked;
        this.packed = file.guarded(path, () -> !frames.getFilters().isEmpty());
        int[] extent = file.guarded(path, frames::getDimensions);
        int[] stored = file.guarded(path, frames::getChunkDimensions);
        if (extent.length != 3
                || Math.min(extent[1], extent[2]) < 1
                || Math.max(extent[1], extent[2]) > LARGEST_SIDE_PX
                || !Arrays.equals(stored, new int[] {1, extent[1], extent[2]})
                || frames.getDataType().getSize() != Short.BYTES) {
            throw file.failure(
                    path + "/data",
                    "has the shape " + Arrays.toString(extent) + " in chunks of " + Arrays.toString(stored)
                            + ", which a session's frames have not; it is damaged");
        }
        this.widthPx = extent[1];
        this.heightPx = extent[2];
        this.pixelOffset = Math.round(-file.attribute(frames, "offset", 0));
        this.turned = new short[widthPx * heightPx];
        // A process that died may have left a row more in one than in another.
        long[] written = file.longs(names.of(NwbLayout.RAW_FRAME_NUMBERS, plane, channel) + "/data");
        double[] times = file.doubles(path + "/timestamps");
        int rows = Math.min(extent[0], Math.min(written.length, times.length));
        this.numbers = Arrays.copyOf(written, rows);
        this.exposureEndSeconds = Arrays.copyOf(times, rows);
    }

    int widthPx() {
        return widthPx;
    }

    int heightPx() {
        return heightPx;
    }

    int pixelOffset() {
        return pixelOffset;
    }

    int count() {
        return numbers.length;
    }

    /** Number at the microscope of the frame in a row, ascending. */
    long number(int row) {
        return numbers[row];
    }

    /** The row of a frame, likely the one that is named; negative where it is not here. */
    int rowOf(long number, int likely) {
        return likely < numbers.length && numbers[likely] == number ? likely : Arrays.binarySearch(numbers, number);
    }

    /** @throws IOException when the file is damaged */
    void readRow(int row, Frame out) throws IOException {
        if (out.widthPx != widthPx || out.heightPx != heightPx) {
            throw new IllegalArgumentException("frames of this session are " + widthPx + "x" + heightPx
                    + " pixels, the buffer is " + out.widthPx + "x" + out.heightPx);
        }
        chunk[0] = row;
        try {
            ByteBuffer bytes =
                    packed ? ByteBuffer.wrap(frames.getDecompressedChunk(chunk)) : frames.getRawChunkBuffer(chunk);
            bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(turned);
        } catch (RuntimeException e) {
            throw (IOException) file.failure("frame " + numbers[row], "cannot be read: " + e.getMessage())
                    .initCause(e);
        }
        Transposition.transpose(turned, widthPx, heightPx, out.pixels);
        out.index = numbers[row];
        out.plane = plane;
        out.channel = channel;
        out.exposureEndNs = Math.round(exposureEndSeconds[row] * 1e9);
        out.frameEndNs = out.exposureEndNs;
    }
}
