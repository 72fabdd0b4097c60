package org.loopscope.acquisition.roi;

/**
 * Grows a footprint from a seed over connected pixels that are free and carry enough, and fills the holes that a dim
 * nucleus leaves. Works in a square window; owns its buffers, which the next call overwrites; one thread.
 */
final class FootprintGrowth {
    /** What a pixel carries of a cell, in any unit. */
    @FunctionalInterface
    interface Carries {
        float at(int pixel);
    }

    private static final byte UNKNOWN = 0;
    private static final byte OUTSIDE = 1;
    private static final byte FOOTPRINT = 2;
    private static final byte SURROUND = 3;

    private final int width;
    private final int height;
    private final int radiusPx;
    private final int side;
    private final float[] carried;
    private final byte[] state;
    private final int[] queue;

    /** Indices into the image, ascending. */
    final int[] pixels;

    final float[] weights;
    int count;

    FootprintGrowth(int width, int height, int radiusPx) {
        this.width = width;
        this.height = height;
        this.radiusPx = radiusPx;
        this.side = 2 * radiusPx + 1;
        this.carried = new float[side * side];
        this.state = new byte[side * side];
        this.queue = new int[side * side];
        this.pixels = new int[side * side];
        this.weights = new float[side * side];
    }

    /**
     * @param taken pixels that no footprint may have
     * @param share of the mean around the seed that a pixel has to carry
     */
    void grow(int seed, Carries carries, boolean[] taken, double share) {
        int left = seed % width - radiusPx;
        int top = seed / width - radiusPx;
        look(left, top, carries, taken);
        float least = (float) (share * aroundSeed());
        count = 0;
        if (!(least > 0)) {
            return;
        }
        flood(radiusPx * side + radiusPx, least, FOOTPRINT);
        for (int edge = 0; edge < side; edge++) {
            flood(edge, Float.NEGATIVE_INFINITY, SURROUND);
            flood((side - 1) * side + edge, Float.NEGATIVE_INFINITY, SURROUND);
            flood(edge * side, Float.NEGATIVE_INFINITY, SURROUND);
            flood(edge * side + side - 1, Float.NEGATIVE_INFINITY, SURROUND);
        }
        collect(left, top, least);
    }

    private void look(int left, int top, Carries carries, boolean[] taken) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int at = y * side + x;
                int dx = x - radiusPx;
                int dy = y - radiusPx;
                boolean inFrame = left + x >= 0 && left + x < width && top + y >= 0 && top + y < height;
                int pixel = (top + y) * width + left + x;
                boolean free = inFrame && dx * dx + dy * dy <= radiusPx * radiusPx && !taken[pixel];
                state[at] = free ? UNKNOWN : OUTSIDE;
                carried[at] = free ? carries.at(pixel) : 0;
            }
        }
    }

    /** Mean of the 5x5 pixels around the seed. */
    private float aroundSeed() {
        float sum = 0;
        int free = 0;
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                int at = (radiusPx + dy) * side + radiusPx + dx;
                sum += carried[at];
                free += state[at] == UNKNOWN ? 1 : 0;
            }
        }
        return free == 0 ? 0 : sum / free;
    }

    /** Over the four neighbours, from one pixel on; marks what is reached. */
    private void flood(int from, float least, byte mark) {
        if (state[from] == FOOTPRINT || state[from] == mark || !(carried[from] >= least)) {
            return;
        }
        int end = 0;
        queue[end++] = from;
        state[from] = mark;
        for (int begin = 0; begin < end; begin++) {
            int x = queue[begin] % side;
            int y = queue[begin] / side;
            for (int way = 0; way < 4; way++) {
                int nx = x + (way == 0 ? 1 : way == 1 ? -1 : 0);
                int ny = y + (way == 2 ? 1 : way == 3 ? -1 : 0);
                int next = ny * side + nx;
                if (nx >= 0 && nx < side && ny >= 0 && ny < side && enters(next, least, mark)) {
                    state[next] = mark;
                    queue[end++] = next;
                }
            }
        }
    }

    private boolean enters(int at, float least, byte mark) {
        boolean open = state[at] == UNKNOWN || (mark == SURROUND && state[at] == OUTSIDE);
        return open && carried[at] >= least;
    }

    /** The footprint and its holes: what the flood from the window's rim has not reached. */
    private void collect(int left, int top, float least) {
        float total = 0;
        for (int at = 0; at < state.length; at++) {
            if (state[at] == FOOTPRINT || state[at] == UNKNOWN) {
                pixels[count] = (top + at / side) * width + left + at % side;
                weights[count] = Math.max(carried[at], least);
                total += weights[count++];
            }
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= total;
        }
    }
}
