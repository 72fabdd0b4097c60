package org.loopscope.acquisition.file.ffv1;

import java.io.IOException;
import java.util.Arrays;

/** Decodes the first plane of a slice, line by line: median prediction and context (RFC 9043, sections 3.1 to 3.5). */
final class LumaLines {
    /** Pixels at each side of a line that neighbours may ask for. */
    private static final int SIDE = 3;

    private static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
        18, 19, 20, 21, 22, 23, 24
    };

    private int[] above;
    private int[] line;
    private int runIndex;

    LumaLines(int longestLine) {
        this.above = new int[longestLine + 2 * SIDE];
        this.line = new int[longestLine + 2 * SIDE];
    }

    /** Range-coded pixels; {@code states} has 32 for each context. */
    void decode(
            RangeDecoder in, byte[] states, QuantTables quant, int width, int height, short[] into, int at, int stride)
            throws IOException {
        begin();
        for (int y = 0; y < height; y++) {
            nextLine(width);
            for (int x = SIDE; x < width + SIDE; x++) {
                int context = context(quant, x);
                int difference = in.symbol(states, Math.abs(context) * RangeDecoder.SYMBOL_STATES, true);
                line[x] = (predicted(x) + (context < 0 ? -difference : difference)) & 0xFF;
            }
            copy(width, into, at + y * stride);
        }
    }

    /** Golomb-coded pixels. */
    void decode(
            GolombDecoder in,
            GolombStates states,
            QuantTables quant,
            int width,
            int height,
            short[] into,
            int at,
            int stride) {
        begin();
        for (int y = 0; y < height; y++) {
            nextLine(width);
            golombLine(in, states, quant, width);
            copy(width, into, at + y * stride);
        }
    }

    /** Where the surround is flat, runs of pixels as predicted are counted. */
    private void golombLine(GolombDecoder in, GolombStates states, QuantTables quant, int width) {
        boolean running = false;
        boolean ending = false;
        int run = 0;
        for (int x = 0; x < width; x++) {
            int context = context(quant, x + SIDE);
            int difference;
            if (context == 0 && !running) {
                running = true;
                ending = false;
            }
            if (running) {
                if (run == 0 && !ending) {
                    int bits = RUN_BITS[runIndex];
                    if (in.bit() == 1) {
                        run = 1 << bits;
                        if (x + run <= width) {
                            runIndex = Math.min(runIndex + 1, RUN_BITS.length - 1);
                        }
                    } else {
                        run = in.bits(bits);
                        runIndex = Math.max(0, runIndex - 1);
                        ending = true;
                    }
                }
                run--;
                if (run < 0) {
                    running = false;
                    run = 0;
                    difference = in.symbol(states, Math.abs(context));
                    if (difference >= 0) {
                        difference++;
                    }
                } else {
                    difference = 0;
                }
            } else {
                difference = in.symbol(states, Math.abs(context));
            }
            line[x + SIDE] = (predicted(x + SIDE) + (context < 0 ? -difference : difference)) & 0xFF;
        }
    }

    private void begin() {
        Arrays.fill(above, 0);
        Arrays.fill(line, 0);
        runIndex = 0;
    }

    /** The line before last stays in the new line's place until it is written over: its pixels are asked for. */
    private void nextLine(int width) {
        int[] before = above;
        above = line;
        line = before;
        above[SIDE + width] = above[SIDE + width - 1];
        line[SIDE - 1] = above[SIDE];
    }

    private int predicted(int x) {
        int left = line[x - 1];
        int top = above[x];
        int both = left + top - above[x - 1];
        return Math.max(Math.min(left, top), Math.min(Math.max(left, top), both));
    }

    private int context(QuantTables quant, int x) {
        int[][] q = quant.tables();
        int left = line[x - 1];
        int topLeft = above[x - 1];
        int top = above[x];
        int context = q[0][(left - topLeft) & 0xFF] + q[1][(topLeft - top) & 0xFF] + q[2][(top - above[x + 1]) & 0xFF];
        if (quant.wide()) {
            context += q[3][(line[x - 2] - left) & 0xFF] + q[4][(line[x] - top) & 0xFF];
        }
        return context;
    }

    private void copy(int width, short[] into, int at) {
        for (int x = 0; x < width; x++) {
            into[at + x] = (short) line[x + SIDE];
        }
    }
}
