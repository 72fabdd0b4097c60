package org.loopscope.acquisition.roi;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The surround of each cell, whose light is taken for the neuropil that shines through the cell: grown around the
 * footprint from {@link #GAP_PX} px outside it, leaving out the pixels of all cells, until it has {@link #LEAST_PIXELS}
 * pixels (as in suite2p). Where a cell has fewer free pixels within {@link #MOST_STEPS_PX} px, it has those; where it
 * has none at all, the pixels of the whole frame outside the cells, and if there are none, those of the frame.
 */
public final class NeuropilRing {
    public static final int GAP_PX = 2;
    public static final int LEAST_PIXELS = 350;
    private static final int MOST_STEPS_PX = 60;

    private final int[][] pixels;

    public NeuropilRing(RoiSet rois) {
        this(rois, List.of());
    }

    /** @param others cells of the same field, whose pixels are left out too */
    public NeuropilRing(RoiSet rois, List<Roi> others) {
        int width = rois.widthPx();
        int height = rois.heightPx();
        BitSet cells = new BitSet(width * height);
        Stream.concat(rois.rois().stream(), others.stream())
                .flatMapToInt(roi -> Arrays.stream(roi.pixels()))
                .forEach(cells::set);
        pixels = new int[rois.size()][];
        int[] queue = new int[width * height];
        int[] ring = new int[width * height];
        for (int cell = 0; cell < pixels.length; cell++) {
            pixels[cell] = grow(rois.rois().get(cell).pixels(), cells, width, height, queue, ring);
        }
    }

    /** Indices {@code y * widthPx + x} of one cell's surround, ascending; the ring's own array. */
    public int[] pixels(int cell) {
        return pixels[cell];
    }

    /** {@code queue, ring}: work space of a frame's size. */
    private static int[] grow(int[] footprint, BitSet cells, int width, int height, int[] queue, int[] ring) {
        BitSet reached = new BitSet(width * height);
        int end = 0;
        for (int pixel : footprint) {
            queue[end++] = pixel;
            reached.set(pixel);
        }
        int size = 0;
        int begin = 0;
        for (int step = 1; step <= MOST_STEPS_PX && size < LEAST_PIXELS && begin < end; step++) {
            int layerEnd = end;
            // Alternating between 4 and 8 neighbours makes the growth an octagon, near enough to a circle.
            for (; begin < layerEnd; begin++) {
                end = visitNeighbors(queue, begin, end, reached, width, height, step % 2 == 0);
            }
            for (int i = layerEnd; step > GAP_PX && i < end; i++) {
                if (!cells.get(queue[i])) {
                    ring[size++] = queue[i];
                }
            }
        }
        if (size == 0) {
            return everywhere(cells, width * height);
        }
        int[] found = Arrays.copyOf(ring, size);
        Arrays.sort(found);
        return found;
    }

    private static int visitNeighbors(
            int[] queue, int at, int end, BitSet reached, int width, int height, boolean diagonals) {
        int filled = end;
        int x = queue[at] % width;
        int y = queue[at] / width;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                boolean inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
                int neighbor = (y + dy) * width + x + dx;
                if (inside && (diagonals || dx == 0 || dy == 0) && !reached.get(neighbor)) {
                    reached.set(neighbor);
                    queue[filled++] = neighbor;
                }
            }
        }
        return filled;
    }

    private static int[] everywhere(BitSet cells, int pixels) {
        BitSet free = new BitSet(pixels);
        free.set(0, pixels);
        free.andNot(cells);
        if (free.isEmpty()) {
            free.set(0, pixels);
        }
        return free.stream().toArray();
    }
}
