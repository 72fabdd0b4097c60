package org.loopscope.controller.dashboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The last activity of all cells, as the page shows it: a minute, less of very many cells. Frame-major, one slot a frame,
 * the oldest overwritten. The dashboard's thread only.
 */
final class ActivityRing {
    private static final int LONGEST_S = 60;
    private static final long MOST_VALUES = 8_000_000;

    private final int cells;
    private final double rateHz;
    private final int frames;
    private final float[] dfOverF;
    private final float[] events;
    private final long[] endsNs;
    private final long[] indices;
    private long written;

    ActivityRing(int cells, double rateHz) {
        this.cells = cells;
        this.rateHz = rateHz;
        frames = frames(cells, rateHz);
        dfOverF = new float[cells * frames];
        events = new float[cells * frames];
        endsNs = new long[frames];
        indices = new long[frames];
    }

    /** The same frames with another number of cells; of those that are new nothing is known before, which is NaN. */
    ActivityRing withCells(int other) {
        ActivityRing made = new ActivityRing(other, rateHz);
        made.written = written;
        for (long frame = Math.max(oldest(), made.oldest()); frame < written; frame++) {
            int from = (int) (frame % frames);
            int to = (int) (frame % made.frames);
            made.endsNs[to] = endsNs[from];
            made.indices[to] = indices[from];
            copy(dfOverF, from * cells, made.dfOverF, to * other, other);
            copy(events, from * cells, made.events, to * other, other);
        }
        return made;
    }

    private void copy(float[] from, int fromOffset, float[] to, int toOffset, int toCells) {
        int known = Math.min(cells, toCells);
        System.arraycopy(from, fromOffset, to, toOffset, known);
        Arrays.fill(to, toOffset + known, toOffset + toCells, Float.NaN);
    }

    /** How many frames there is room for. */
    static int frames(int cells, double rateHz) {
        return (int) Math.clamp(Math.min(LONGEST_S * rateHz, (double) MOST_VALUES / Math.max(1, cells)), 16, 100_000);
    }

    int cells() {
        return cells;
    }

    /** How many frames have been written since the beginning. */
    long written() {
        return written;
    }

    /** The first that is still there. */
    long oldest() {
        return Math.max(0, written - frames);
    }

    /** Adds a frame with the activity of the first cells; that of the others is not known yet. */
    void add(long frameIndex, long endNs, float[] frameDfOverF, float[] frameEvents) {
        int begin = (int) (written % frames) * cells;
        int known = frameDfOverF.length;
        System.arraycopy(frameDfOverF, 0, dfOverF, begin, known);
        System.arraycopy(frameEvents, 0, events, begin, known);
        Arrays.fill(dfOverF, begin + known, begin + cells, Float.NaN);
        Arrays.fill(events, begin + known, begin + cells, Float.NaN);
        pass(frameIndex, endNs);
    }

    /** The activity of further cells, from a number on, in the frame that was added last. */
    void complete(int first, float[] frameDfOverF, float[] frameEvents) {
        int begin = (int) ((written - 1) % frames) * cells + first;
        System.arraycopy(frameDfOverF, 0, dfOverF, begin, frameDfOverF.length);
        System.arraycopy(frameEvents, 0, events, begin, frameEvents.length);
    }

    /** A frame whose values are not looked at before they are overwritten. */
    void pass(long frameIndex, long endNs) {
        int slot = (int) (written % frames);
        endsNs[slot] = endNs;
        indices[slot] = frameIndex;
        written++;
    }

    long endNs(long frame) {
        return endsNs[(int) (frame % frames)];
    }

    long frameIndex(long frame) {
        return indices[(int) (frame % frames)];
    }

    /** Ends of frames, {@code from} to before {@code to}. */
    long[] endsNs(long from, long to) {
        long[] ends = new long[(int) (to - from)];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = endNs(from + i);
        }
        return ends;
    }

    /** dF/F of some cells, cell-major, then their events likewise, as f32; a cell that is none has zeros. */
    ByteBuffer traces(int[] selected, long from, long to) {
        ByteBuffer out = ByteBuffer.allocate((int) (2L * Float.BYTES * selected.length * (to - from)))
                .order(ByteOrder.LITTLE_ENDIAN);
        put(dfOverF, selected, from, to, out);
        put(events, selected, from, to, out);
        return out.flip();
    }

    private void put(float[] values, int[] selected, long from, long to, ByteBuffer out) {
        for (int cell : selected) {
            for (long frame = from; frame < to; frame++) {
                out.putFloat(cell < cells ? values[(int) (frame % frames) * cells + cell] : 0);
            }
        }
    }

    /** One column of the raster: each cell's largest dF/F in these frames, in steps of 0.01, 0 to 255. */
    void column(long from, long to, ByteBuffer out) {
        for (int cell = 0; cell < cells; cell++) {
            float largest = 0;
            for (long frame = from; frame < to; frame++) {
                float value = dfOverF[(int) (frame % frames) * cells + cell];
                // What is not known is not a number, and never larger.
                largest = value > largest ? value : largest;
            }
            out.put((byte) Math.clamp(Math.round(largest * 100), 0, 255));
        }
    }
}
