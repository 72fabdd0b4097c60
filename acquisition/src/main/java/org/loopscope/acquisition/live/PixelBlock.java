package org.loopscope.acquisition.live;

import java.lang.foreign.MemorySegment;

/** Takes frames of one size out of foreign memory, transposing where the sender's columns lie together. One thread. */
public final class PixelBlock {
    /** Square tiles of this side stay in the nearest cache, both as they are read and as they are written. */
    private static final int TILE_PX = 16;

    private final int widthPx;
    private final int heightPx;
    private final int offset;
    private final short[] columns;

    /** @param offset added to signed pixels, see {@link PixelType} */
    public PixelBlock(int widthPx, int heightPx, int offset) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.offset = offset;
        this.columns = new short[widthPx * heightPx];
    }

    /**
     * Reads one frame; allocates nothing.
     *
     * @param at byte at which the pixels begin in {@code from}
     * @param columnMajor whether pixel (x, y) lies at {@code x * heightPx + y}, as MATLAB has it, and not at
     *     {@code y * widthPx + x}
     * @param into row-major, {@code widthPx * heightPx} pixels
     */
    public void read(MemorySegment from, long at, PixelType type, boolean columnMajor, short[] into) {
        if (!columnMajor) {
            type.copy(from, at, into, offset);
            return;
        }
        type.copy(from, at, columns, offset);
        for (int top = 0; top < heightPx; top += TILE_PX) {
            int bottom = Math.min(top + TILE_PX, heightPx);
            for (int left = 0; left < widthPx; left += TILE_PX) {
                turn(top, bottom, left, Math.min(left + TILE_PX, widthPx), into);
            }
        }
    }

    private void turn(int top, int bottom, int left, int right, short[] into) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                into[y * widthPx + x] = columns[x * heightPx + y];
            }
        }
    }
}
