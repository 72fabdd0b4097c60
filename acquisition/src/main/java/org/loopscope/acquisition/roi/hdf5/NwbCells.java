package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.roi.FieldSize;
import org.loopscope.acquisition.roi.Fingerprint;
import org.loopscope.acquisition.roi.FootprintAssembly;
import org.loopscope.acquisition.roi.ImportedCells;

/**
 * Cells in an NWB file: a {@code PlaneSegmentation} with {@code pixel_mask} or {@code image_mask}. A column that says
 * which rows are cells ({@code iscell}, {@code is_cell}, {@code keep}, {@code accepted}) is honoured. A cell's number is
 * that in the column {@code roi_id}, as Loopscope writes it, else its row. Tables of cells that a session of ours found
 * while it ran are taken as further rows of its first table.
 */
final class NwbCells {
    /** What follows the first table's name in those tables, and their number. */
    private static final String FOUND_LATER = "NewCells";

    private static final long BLOCK_BYTES = 64L << 20;

    private final Path path;
    private final Hdf5Tree file;
    private final int widthPx;
    private final int heightPx;
    private final List<String> notes = new ArrayList<>();
    private final FootprintAssembly assembly;

    NwbCells(Path path, Hdf5Tree file, int widthPx, int heightPx) {
        this.path = path;
        this.file = file;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.assembly = new FootprintAssembly(path.toString(), widthPx, heightPx);
    }

    /** @param wanted name of the table; empty where the file has one */
    ImportedCells read(String wanted) throws IOException {
        List<String> tables = tables(file, path, wanted);
        String first = tables.getFirst();
        AxisOrder order = add(first);
        for (String later : tables.subList(1, tables.size())) {
            add(later);
        }
        String provenance =
                "NWB, " + Fingerprint.of(path) + ", " + String.join(" and ", tables) + ", " + order.description();
        return new ImportedCells(
                assembly.rois(provenance), new NwbReference(file, widthPx, heightPx).find(first, order), notes);
    }

    private AxisOrder add(String table) throws IOException {
        NwbAxes axes = new NwbAxes(file, table, widthPx, heightPx, notes);
        if (file.isFilled(table + "/pixel_mask")) {
            return addPixelMasks(table, axes);
        } else if (file.isFilled(table + "/image_mask")) {
            return addImageMasks(table, axes, new NwbAcceptance(file, table, notes));
        } else if (file.isFilled(table + "/voxel_mask")) {
            throw file.failure(table, "has the voxels of a volume; give a file with the cells of one plane");
        } else {
            throw file.failure(table, "has no cells: neither pixel_mask nor image_mask");
        }
    }

    /** The frame size by the picture in the file; none where there is no picture. */
    static Optional<FieldSize> fieldSize(Path path, Hdf5Tree file, String wanted) throws IOException {
        return NwbReference.fieldSize(
                file, NwbAxes.isByRow(file, tables(file, path, wanted).getFirst()));
    }

    private static List<String> tables(Hdf5Tree file, Path path, String wanted) throws IOException {
        List<String> tables = new ArrayList<>(file.ofType("/processing", "PlaneSegmentation"));
        if (tables.isEmpty()) {
            throw file.failure(
                    "/processing",
                    "has no PlaneSegmentation, and /estimates no A: neither cells in NWB nor CaImAn's results");
        }
        if (!wanted.isEmpty()) {
            return List.of(tables.stream()
                    .filter(table -> table.equals(wanted) || name(table).equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> file.failure("/processing", "has no PlaneSegmentation " + wanted)));
        }
        // neuroconv puts what is not a cell into a table of its own.
        tables.removeIf(table -> tables.size() > 1 && name(table).startsWith("Background"));
        List<String> foundLater = foundLater(tables);
        tables.removeAll(foundLater);
        if (tables.size() > 1) {
            throw file.failure(
                    "/processing",
                    "has " + tables.size() + " plane segmentations; name one, as in " + path.getFileName() + "#"
                            + name(tables.getFirst()));
        }
        tables.addAll(foundLater);
        return tables;
    }

    /** In the order of their numbers. */
    private static List<String> foundLater(List<String> tables) {
        return tables.stream()
                .filter(table -> {
                    int at = table.lastIndexOf(FOUND_LATER);
                    return at > 0
                            && tables.contains(table.substring(0, at))
                            && table.substring(at + FOUND_LATER.length()).matches("[0-9]+");
                })
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static String name(String table) {
        return table.substring(table.lastIndexOf('/') + 1);
    }

    private AxisOrder addPixelMasks(String table, NwbAxes axes) throws IOException {
        String name = table + "/pixel_mask";
        double[] first = file.field(name, "x");
        double[] second = file.field(name, "y");
        double[] weight = file.field(name, "weight");
        double[] ends = file.numbers(table + "/pixel_mask_index");
        AxisOrder order = axes.ofPixels(first, second);
        NwbAcceptance accepted = new NwbAcceptance(file, table, notes);
        boolean[] cells = accepted.of(ends.length);
        int[] numbers = numbers(table, ends.length);
        int empty = 0;
        double from = 0;
        for (int cell = 0; cell < ends.length; cell++) {
            if (!(ends[cell] >= from && ends[cell] <= first.length)) {
                throw file.failure(
                        name + "_index",
                        "has the end " + ends[cell] + " after " + from + " of " + first.length
                                + " pixels; the file is damaged");
            }
            for (int i = (int) from; cells[cell] && i < (int) ends[cell]; i++) {
                boolean standard = order == AxisOrder.X_FIRST;
                assembly.add(
                        "row " + cell, standard ? first[i] : second[i], standard ? second[i] : first[i], weight[i]);
            }
            empty += cells[cell] && !assembly.finish(numbers[cell]) ? 1 : 0;
            from = ends[cell];
        }
        noteEmpty(empty);
        return order;
    }

    private AxisOrder addImageMasks(String table, NwbAxes axes, NwbAcceptance accepted) throws IOException {
        String name = table + "/image_mask";
        int[] shape = file.shape(name);
        AxisOrder order = axes.ofImages(name, shape);
        boolean[] cells = accepted.of(shape[0]);
        int[] numbers = numbers(table, shape[0]);
        int pixels = shape[1] * shape[2];
        int block = (int) Math.max(1, BLOCK_BYTES / (8L * pixels));
        int empty = 0;
        for (int from = 0; from < cells.length; from += block) {
            int inBlock = Math.min(block, cells.length - from);
            double[] masks = file.rows(name, from, inBlock);
            for (int row = 0; row < inBlock; row++) {
                if (cells[from + row]) {
                    addMask(from + row, masks, row * pixels, shape[2], order);
                    empty += assembly.finish(numbers[from + row]) ? 0 : 1;
                }
            }
        }
        noteEmpty(empty);
        return order;
    }

    private void addMask(int cell, double[] masks, int start, int secondLength, AxisOrder order) throws IOException {
        for (int i = 0; i < widthPx * heightPx; i++) {
            double weight = masks[start + i];
            if (weight != 0) {
                int first = i / secondLength;
                int second = i % secondLength;
                switch (order) {
                    case X_FIRST -> assembly.add("row " + cell, first, second, weight);
                    case Y_FIRST -> assembly.add("row " + cell, second, first, weight);
                    case COLUMNS_IN_ROWS -> {
                        int column = i / heightPx;
                        assembly.add("row " + cell, column, i % heightPx, weight);
                    }
                }
            }
        }
    }

    private int[] numbers(String table, int rows) throws IOException {
        int[] places = new int[rows];
        Arrays.setAll(places, row -> row);
        if (!file.isFilled(table + "/roi_id")) {
            return places;
        }
        double[] said = file.numbers(table + "/roi_id");
        boolean usable = said.length == rows
                && Arrays.stream(said).allMatch(id -> id >= 0 && id <= Integer.MAX_VALUE && id == Math.rint(id))
                && Arrays.stream(said).distinct().count() == rows;
        if (!usable) {
            notes.add("the column roi_id does not number the cells; their rows do");
            return places;
        }
        return Arrays.stream(said).mapToInt(id -> (int) id).toArray();
    }

    private void noteEmpty(int empty) {
        if (empty > 0) {
            notes.add(empty + " rows were left out: they have no weight above 0");
        }
    }
}
