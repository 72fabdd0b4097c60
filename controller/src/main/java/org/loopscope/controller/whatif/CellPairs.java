package org.loopscope.controller.whatif;

import java.util.Arrays;

/**
 * Which cells of the recorded session are which of the what-if's; both by their place in the activity arrays.
 *
 * @param triedOf by recorded cell, {@link #NONE} for one that the what-if has not found
 * @param tried how many cells the what-if has
 */
public record CellPairs(int[] triedOf, int tried) {
    public static final int NONE = -1;

    /** The same cells in the same order. */
    public static CellPairs same(int cells) {
        int[] triedOf = new int[cells];
        Arrays.setAll(triedOf, i -> i);
        return new CellPairs(triedOf, cells);
    }

    public int recorded() {
        return triedOf.length;
    }

    public int matched() {
        return (int) Arrays.stream(triedOf).filter(cell -> cell != NONE).count();
    }

    /** Whether each cell is the one of the same place. */
    public boolean areSame() {
        return Arrays.equals(triedOf, same(tried).triedOf);
    }

    /** What the what-if calls a cell of the recorded session, {@link #NONE} where it has it not. */
    public int triedOf(int recordedCell) {
        return recordedCell < triedOf.length ? triedOf[recordedCell] : NONE;
    }
}
