package org.loopscope.acquisition.file.ffv1;

import java.io.IOException;

/**
 * How differences between neighbouring pixels become a context (RFC 9043, section 3.4 and 4.9).
 *
 * @param tables five, by the low 8 bits of a difference
 * @param contexts how many there are; a context's sign is folded away
 */
record QuantTables(int[][] tables, int contexts) {
    private static final int TABLES = 5;
    private static final int MOST_CONTEXTS = 32_768;

    static QuantTables read(RangeDecoder in) throws IOException {
        int[][] tables = new int[TABLES][];
        long count = 1;
        for (int i = 0; i < TABLES; i++) {
            tables[i] = new int[256];
            count *= read(in, tables[i], (int) count);
            if (count > MOST_CONTEXTS) {
                throw new IOException("damaged FFV1 header: too many contexts");
            }
        }
        return new QuantTables(tables, (int) (count + 1) / 2);
    }

    private static int read(RangeDecoder in, int[] table, int scale) throws IOException {
        byte[] state = RangeDecoder.states(RangeDecoder.SYMBOL_STATES);
        int levels = 0;
        for (int i = 0; i < 128; levels++) {
            int length = in.symbol(state, 0, false) + 1;
            if (length < 1 || length > 128 - i) {
                throw new IOException("damaged FFV1 header: a quantization table of more than 128 entries");
            }
            for (int end = i + length; i < end; i++) {
                table[i] = scale * levels;
            }
        }
        for (int i = 1; i < 128; i++) {
            table[256 - i] = -table[i];
        }
        table[128] = -table[127];
        return 2 * levels - 1;
    }

    /** Whether pixels two to the left and two above count. */
    boolean wide() {
        return tables[3][127] != 0 || tables[4][127] != 0;
    }
}
