package org.loopscope.acquisition.roi.suite2p;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.roi.FieldSize;
import org.loopscope.acquisition.roi.Fingerprint;
import org.loopscope.acquisition.roi.FootprintAssembly;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.npy.NpyArray;
import org.loopscope.acquisition.roi.npy.NpyFile;
import org.loopscope.acquisition.roi.npy.PyValue;

/**
 * Cells that Suite2p found: {@code stat.npy}, or the folder it lies in. What {@code iscell.npy} beside it rejects is
 * left out; frame size and mean image come from {@code ops.npy}, or from {@code db.npy} and {@code reg_outputs.npy} of
 * version 1. A cell's number is its row in {@code stat.npy}. Weights are {@code lam}, as in Suite2p's own traces.
 */
public final class Suite2pCells {
    private final Path stat;
    private final OverlapPixels overlap;
    private final List<String> notes = new ArrayList<>();

    private Suite2pCells(Path stat, OverlapPixels overlap) {
        this.stat = stat;
        this.overlap = overlap;
    }

    /**
     * Reads cells for frames of this size.
     *
     * @param path {@code stat.npy}, its folder, or a folder above with one plane
     */
    public static ImportedCells read(Path path, int widthPx, int heightPx, OverlapPixels overlap) throws IOException {
        Path stat = Files.isDirectory(path) ? statIn(path) : path;
        return new Suite2pCells(stat, overlap).read(widthPx, heightPx);
    }

    /**
     * The frame size that Suite2p's settings beside the cells say; none where they do not.
     *
     * @param path as for {@link #read}
     */
    public static Optional<FieldSize> fieldSize(Path path) throws IOException {
        PlaneFacts facts = PlaneFacts.beside(Files.isDirectory(path) ? statIn(path) : path, new ArrayList<>());
        boolean said = facts.widthPx() > 0 && facts.heightPx() > 0;
        return said ? Optional.of(new FieldSize(facts.widthPx(), facts.heightPx())) : Optional.empty();
    }

    /** Whether a folder holds cells of Suite2p, of one plane or more. */
    public static boolean areIn(Path folder) throws IOException {
        return !statsIn(folder).isEmpty();
    }

    private static Path statIn(Path folder) throws IOException {
        List<Path> planes = statsIn(folder);
        if (planes.isEmpty()) {
            throw new IOException(
                    folder + ": no stat.npy in it; give Suite2p's folder of a plane, such as suite2p/plane0");
        }
        if (planes.size() > 1) {
            throw new IOException(
                    folder + ": has the cells of " + planes.size() + " planes; give the folder of one, such as "
                            + planes.getFirst().getParent());
        }
        return planes.getFirst();
    }

    private static List<Path> statsIn(Path folder) throws IOException {
        for (Path at : List.of(folder, folder.resolve("suite2p"))) {
            if (Files.isRegularFile(at.resolve("stat.npy"))) {
                return List.of(at.resolve("stat.npy"));
            }
            List<Path> planes = planesIn(at);
            if (!planes.isEmpty()) {
                return planes;
            }
        }
        return List.of();
    }

    private static List<Path> planesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("plane\\d+"))
                    .map(plane -> plane.resolve("stat.npy"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    private ImportedCells read(int widthPx, int heightPx) throws IOException {
        PlaneFacts facts = PlaneFacts.beside(stat, notes);
        facts.checkSize(widthPx, heightPx);
        List<PyValue> entries = entries();
        boolean[] accepted = accepted(entries.size());
        FootprintAssembly assembly = new FootprintAssembly(stat.toString(), widthPx, heightPx);
        int rejected = 0;
        int covered = 0;
        for (int cell = 0; cell < entries.size(); cell++) {
            if (!accepted[cell]) {
                rejected++;
            } else if (!add(cell, entries.get(cell), assembly)) {
                covered++;
            }
        }
        note(rejected, entries.size(), "are no cells by iscell.npy");
        note(covered, entries.size(), "have no pixel of their own, or no weight");
        String provenance = "Suite2p, " + Fingerprint.of(stat) + ", " + overlap.description();
        return new ImportedCells(assembly.rois(provenance), Optional.ofNullable(facts.meanImage()), notes);
    }

    private void note(int count, int of, String what) {
        if (count > 0) {
            notes.add(count + " of " + of + " entries of " + stat.getFileName() + " were left out: they " + what);
        }
    }

    private List<PyValue> entries() throws IOException {
        NpyArray array = NpyFile.read(stat);
        try {
            return array.objects();
        } catch (IOException e) {
            throw new IOException(stat + ": " + e.getMessage() + "; give stat.npy, or its folder", e);
        }
    }

    private boolean[] accepted(int cells) throws IOException {
        boolean[] accepted = new boolean[cells];
        Path file = stat.resolveSibling("iscell.npy");
        if (!Files.isRegularFile(file)) {
            notes.add("no iscell.npy beside " + stat.getFileName() + ": all of its entries are taken as cells");
            java.util.Arrays.fill(accepted, true);
            return accepted;
        }
        NpyArray array = NpyFile.read(file);
        int[] shape = array.shape();
        if (shape.length == 0 || shape[0] != cells) {
            throw new IOException(file + ": has " + (shape.length == 0 ? 0 : shape[0]) + " rows, stat.npy has " + cells
                    + " entries; they are not of one run");
        }
        double[] flags = numbers(file, array);
        if (flags.length < cells) {
            throw new IOException(file + ": has rows without a number; the file is damaged");
        }
        for (int cell = 0; cell < cells; cell++) {
            accepted[cell] = flags[cell * (flags.length / Math.max(1, cells))] > 0;
        }
        return accepted;
    }

    private static double[] numbers(Path file, NpyArray array) throws IOException {
        try {
            return array.numbers();
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** False where nothing of the cell is left. */
    private boolean add(int cell, PyValue entry, FootprintAssembly assembly) throws IOException {
        String name = "entry " + cell;
        if (!(entry instanceof PyValue.Dictionary fields)) {
            throw new IOException(stat + ": " + name + " is not a dictionary with ypix, xpix and lam");
        }
        double[] y = column(fields, name, "ypix", -1);
        double[] x = column(fields, name, "xpix", y.length);
        double[] weight = column(fields, name, "lam", y.length);
        double @Nullable [] shared = overlap == OverlapPixels.LEFT_OUT && fields.get("overlap") != null
                ? column(fields, name, "overlap", y.length)
                : null;
        for (int i = 0; i < y.length; i++) {
            if (shared == null || shared[i] == 0) {
                assembly.add(name, x[i], y[i], weight[i]);
            }
        }
        return assembly.finish(cell);
    }

    /** @param length what the column must have; -1 where any will do */
    private double[] column(PyValue.Dictionary fields, String name, String key, int length) throws IOException {
        if (!(fields.get(key) instanceof PyValue.Array array)) {
            throw new IOException(stat + ": " + name + " has no array " + key + "; is this Suite2p's stat.npy?");
        }
        double[] numbers = numbers(stat, array.contents());
        if (length >= 0 && numbers.length != length) {
            throw new IOException(stat + ": " + name + " has " + numbers.length + " values in " + key + " and " + length
                    + " in ypix");
        }
        return numbers;
    }
}
