package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The traces that an NWB file has of the cells of its only table: a {@code RoiResponseSeries}, of dF/F where there is one,
 * else of fluorescence.
 *
 * @param path of the series
 * @param cells number of each column's cell, as {@link Hdf5Cells} numbers it
 * @param values {@code times * cells.length}, time by time, in the series' own unit
 */
public record NwbResponses(String path, int[] cells, double[] values) {

    /** How many times there are. */
    public int times() {
        return cells.length == 0 ? 0 : values.length / cells.length;
    }

    /** One cell over time. */
    public double[] trace(int column) {
        double[] trace = new double[times()];
        Arrays.setAll(trace, time -> values[time * cells.length + column]);
        return trace;
    }

    /**
     * Reads all of it into memory; empty where the file has none, or several tables of cells.
     *
     * @throws IOException with one line when it cannot be read
     */
    public static Optional<NwbResponses> read(Path path) throws IOException {
        try (Hdf5Tree file = Hdf5Tree.open(path)) {
            List<String> tables = file.ofType("/processing", "PlaneSegmentation");
            Optional<String> best = file.ofType("/processing", "RoiResponseSeries").stream()
                    .filter(series -> rank(series) < NOT_OF_CELLS)
                    .min(Comparator.comparingInt(NwbResponses::rank));
            return tables.size() == 1 && best.isPresent()
                    ? Optional.of(read(file, best.get(), tables.getFirst()))
                    : Optional.empty();
        }
    }

    private static final int NOT_OF_CELLS = 2;

    /** By the name, which programs agree about: dF/F, fluorescence, and what is neither. */
    private static int rank(String series) {
        String name = series.toLowerCase(Locale.ROOT);
        if (name.contains("dfoverf") || name.contains("df_over_f") || name.contains("dff")) {
            return 0;
        }
        boolean other = name.contains("neuropil") || name.contains("deconvolved") || name.contains("background");
        return other ? NOT_OF_CELLS : 1;
    }

    private static NwbResponses read(Hdf5Tree file, String series, String table) throws IOException {
        int[] shape = file.shape(series + "/data");
        double[] rows = file.numbers(series + "/rois");
        int columns = shape.length == 1 ? 1 : shape[1];
        if (shape.length > 2 || columns != rows.length) {
            throw file.failure(
                    series,
                    "has traces of " + columns + " cells, and its rois name " + rows.length
                            + "; its data must be time by cells");
        }
        double[] numbers = file.isFilled(table + "/roi_id") ? file.numbers(table + "/roi_id") : new double[0];
        int[] cells = Arrays.stream(rows)
                .mapToInt(row -> row >= 0 && row < numbers.length ? (int) numbers[(int) row] : (int) row)
                .toArray();
        return new NwbResponses(series, cells, file.numbers(series + "/data"));
    }
}
