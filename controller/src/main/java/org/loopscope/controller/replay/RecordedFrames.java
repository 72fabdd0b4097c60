package org.loopscope.controller.replay;

import io.jhdf.api.Attribute;
import io.jhdf.api.dataset.ChunkedDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.log.nwb.NwbLayout;
import org.loopscope.controller.log.nwb.Transposition;

/**
 * The raw frames of a session, by their numbers at the microscope. A frame that was lost or not kept is not there. One
 * thread.
 *
 * <p>The file has whole frames as chunks, which are mapped into memory one at a time, so a recording of any length can
 * be read.
 */
public final class RecordedFrames implements AutoCloseable {
    private final SessionArrays file;
    private final ChunkedDataset frames;
    private final boolean packed;
    private final FrameFormat format;
    private final long[] numbers;
    private final double[] exposureEndSeconds;
    private final short[] turned;
    private final int[] chunk = new int[3];
    private int nextRow;

    private RecordedFrames(SessionArrays file) throws IOException {
        this.file = file;
        this.frames = (ChunkedDataset) file.dataset(NwbLayout.RAW_FRAMES + "/data");
        this.packed = !frames.getFilters().isEmpty();
        int[] extent = frames.getDimensions();
        float rateHz = file.scalarFloat(NwbLayout.IMAGING_PLANE + "/imaging_rate");
        this.format = new FrameFormat(extent[1], extent[2], rateHz, 1, 1, pixelOffset(frames));
        this.turned = new short[extent[1] * extent[2]];
        // A process that died may have left a row more in one than in another.
        long[] written = file.longs(NwbLayout.RAW_FRAME_NUMBERS + "/data");
        double[] times = file.doubles(NwbLayout.RAW_FRAMES + "/timestamps");
        int rows = Math.min(extent[0], Math.min(written.length, times.length));
        this.numbers = Arrays.copyOf(written, rows);
        this.exposureEndSeconds = Arrays.copyOf(times, rows);
    }

    private static int pixelOffset(ChunkedDataset frames) {
        Attribute offset = frames.getAttribute("offset");
        return offset != null && offset.getData() instanceof Float value ? Math.round(-value) : 0;
    }

    /**
     * Opens a session's NWB file.
     *
     * @throws IOException when it has no raw frames or cannot be read
     */
    public static RecordedFrames open(Path nwb) throws IOException {
        SessionArrays file = SessionArrays.open(nwb);
        try {
            return new RecordedFrames(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    public FrameFormat format() {
        return format;
    }

    /** How many frames there are. */
    public int count() {
        return numbers.length;
    }

    /** Number at the microscope of the frame in a row, ascending. */
    public long number(int row) {
        return numbers[row];
    }

    /**
     * Reads a frame by its number at the microscope; fastest in ascending order. Its end in memory is not in this file:
     * {@code frameEndNs} is set to the exposure's end and is to be taken from the journal.
     *
     * @return whether the frame is there; {@code out} is untouched when not
     * @throws IOException when the file is damaged
     */
    public boolean read(long number, Frame out) throws IOException {
        int row =
                nextRow < numbers.length && numbers[nextRow] == number ? nextRow : Arrays.binarySearch(numbers, number);
        if (row < 0) {
            return false;
        }
        readRow(row, out);
        nextRow = row + 1;
        return true;
    }

    /** Reads the frame in a row. */
    public void readRow(int row, Frame out) throws IOException {
        if (out.widthPx != format.widthPx() || out.heightPx != format.heightPx()) {
            throw new IllegalArgumentException("frames of this session are " + format.widthPx() + "x"
                    + format.heightPx() + " pixels, the buffer is " + out.widthPx + "x" + out.heightPx);
        }
        chunk[0] = row;
        try {
            ByteBuffer bytes =
                    packed ? ByteBuffer.wrap(frames.getDecompressedChunk(chunk)) : frames.getRawChunkBuffer(chunk);
            bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(turned);
        } catch (RuntimeException e) {
            throw new IOException("frame " + numbers[row] + " cannot be read: " + e.getMessage(), e);
        }
        Transposition.transpose(turned, format.widthPx(), format.heightPx(), out.pixels);
        out.index = numbers[row];
        out.exposureEndNs = Math.round(exposureEndSeconds[row] * 1e9);
        out.frameEndNs = out.exposureEndNs;
    }

    @Override
    public void close() {
        file.close();
    }
}
