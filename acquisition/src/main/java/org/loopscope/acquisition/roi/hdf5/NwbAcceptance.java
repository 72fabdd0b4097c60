package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Which rows of a plane segmentation are cells, where a column says so. */
final class NwbAcceptance {
    /** The names of Suite2p, of others, of CaImAn and of neuroconv. */
    private static final List<String> COLUMNS = List.of("iscell", "is_cell", "keep", "accepted", "Accepted");

    private final Hdf5Tree file;
    private final String table;
    private final List<String> notes;

    NwbAcceptance(Hdf5Tree file, String table, List<String> notes) {
        this.file = file;
        this.table = table;
        this.notes = notes;
    }

    boolean[] of(int rows) throws IOException {
        boolean[] cells = new boolean[rows];
        for (String column : COLUMNS) {
            String name = table + "/" + column;
            if (!file.isFilled(name)) {
                continue;
            }
            double[] flags = file.numbers(name);
            if (flags.length % rows != 0) {
                throw file.failure(name, "has " + flags.length + " values for " + rows + " rows");
            }
            int accepted = 0;
            for (int row = 0; row < rows; row++) {
                cells[row] = flags[row * (flags.length / rows)] > 0;
                accepted += cells[row] ? 1 : 0;
            }
            // CaImAn writes this column before anyone has sorted by hand: no row is accepted then.
            if (accepted == 0 && column.equals("accepted")) {
                notes.add("the column accepted marks no row; it was not taken as a verdict");
                continue;
            }
            if (accepted < rows) {
                notes.add((rows - accepted) + " of " + rows + " rows were left out: no cells by the column " + column);
            }
            return cells;
        }
        Arrays.fill(cells, true);
        return cells;
    }
}
