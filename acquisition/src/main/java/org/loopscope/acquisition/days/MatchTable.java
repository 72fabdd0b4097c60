package org.loopscope.acquisition.days;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Matches as comma-separated values, for whoever follows a cell: one row per match, in the order of the earlier day's
 * cells. A cell of either day that has no row was not found again.
 */
public final class MatchTable {
    static final String HEADER = "earlier_id,later_id,probability,overlap,centroid_distance_px";

    private MatchTable() {}

    /**
     * Writes the table, and makes its folder where there is none.
     *
     * @throws IOException when the file cannot be written
     */
    public static void write(Path csv, List<CellMatch> matches) throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add(HEADER);
        for (CellMatch match : matches) {
            rows.add(String.format(
                    Locale.ROOT,
                    "%d,%d,%.6f,%.4f,%.3f",
                    match.earlierId(),
                    match.nowId(),
                    match.probability(),
                    match.overlap(),
                    match.distancePx()));
        }
        Files.createDirectories(csv.toAbsolutePath().resolveSibling(""));
        Files.write(csv, rows);
    }
}
