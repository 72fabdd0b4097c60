package org.loopscope.controller.log.nwb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.log.SessionEvent.CellsMatched;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;

/** The columns of the PlaneSegmentation that say which cell of an earlier session each cell is. */
final class MatchColumns {
    private static final int NONE = -1;
    private static final String EARLIER_ID = "earlier_id";
    private static final String PROBABILITY = "match_probability";

    private final NwbObjects objects;
    private final String table;

    /** @param table path of the cells' PlaneSegmentation */
    MatchColumns(NwbObjects objects, String table) {
        this.objects = objects;
        this.table = table;
    }

    /** @param cells those of the table, in the order of its rows */
    void write(RoiSet cells, CellsMatched matched) {
        Map<Integer, CellMatch> byCell =
                matched.matches().stream().collect(Collectors.toMap(CellMatch::nowId, Function.identity()));
        ByteBuffer ids = NwbObjects.littleEndian(4 * cells.size());
        ByteBuffer probabilities = NwbObjects.littleEndian(4 * cells.size());
        for (Roi cell : cells.rois()) {
            @Nullable CellMatch match = byCell.get(cell.id());
            ids.putInt(match == null ? NONE : match.earlierId());
            probabilities.putFloat(match == null ? Float.NaN : (float) match.probability());
        }
        String source = "of the earlier session (" + matched.earlier().provenance() + ")";
        column(EARLIER_ID, Numeric.I32, ids, cells.size(), "Number of the same cell " + source + "; -1 for none");
        column(
                PROBABILITY,
                Numeric.F32,
                probabilities,
                cells.size(),
                "Probability that it is the same cell, above 0.5; NaN for none");
        List<String> columns = new ArrayList<>(Segmentation.COLUMNS);
        columns.addAll(List.of(EARLIER_ID, PROBABILITY));
        objects.file().attributes(table).textsAnew("colnames", columns).close();
    }

    private void column(String name, Numeric type, ByteBuffer values, int rows, String description) {
        String path = table + "/" + name;
        objects.file().array(path, type, values, rows);
        objects.typed(path, NwbType.VECTOR_DATA)
                .text("description", description)
                .close();
    }
}
