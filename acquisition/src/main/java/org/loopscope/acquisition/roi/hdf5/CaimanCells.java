package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.roi.FieldSize;
import org.loopscope.acquisition.roi.Fingerprint;
import org.loopscope.acquisition.roi.FootprintAssembly;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.ReferenceImage;

/**
 * Cells in the results of CaImAn, as {@code CNMF.save} writes them: the columns of {@code estimates/A} (compressed
 * sparse columns, pixels counted down the columns of the image), of which {@code idx_components} says the accepted
 * ones. All weights above 0 are kept: CaImAn has already cut its footprints (to 99.99 % of their energy unless told
 * otherwise), and a second cut here would make traces that are not its own. A cell's number is its column.
 */
final class CaimanCells {
    private static final String FOOTPRINTS = "/estimates/A";

    private final Path path;
    private final Hdf5Tree file;
    private final int widthPx;
    private final int heightPx;
    private final List<String> notes = new ArrayList<>();

    CaimanCells(Path path, Hdf5Tree file, int widthPx, int heightPx) {
        this.path = path;
        this.file = file;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
    }

    ImportedCells read() throws IOException {
        checkSize();
        double[] shape = file.numbers(FOOTPRINTS + "/shape");
        double[] ends = file.numbers(FOOTPRINTS + "/indptr");
        double[] pixels = file.numbers(FOOTPRINTS + "/indices");
        double[] weights = file.numbers(FOOTPRINTS + "/data");
        int columns = ends.length - 1;
        if (shape.length != 2 || shape[0] != (double) widthPx * heightPx || shape[1] != columns) {
            throw file.failure(
                    FOOTPRINTS,
                    "has the shape " + Arrays.toString(shape) + " and " + columns + " columns; wanted are the "
                            + (long) widthPx * heightPx + " pixels of frames of " + widthPx + "x" + heightPx + " px");
        }
        BitSet accepted = accepted(columns);
        FootprintAssembly assembly = new FootprintAssembly(path.toString(), widthPx, heightPx);
        int empty = 0;
        for (int cell = accepted.nextSetBit(0); cell >= 0; cell = accepted.nextSetBit(cell + 1)) {
            add(cell, ends, pixels, weights, assembly);
            empty += assembly.finish(cell) ? 0 : 1;
        }
        if (empty > 0) {
            notes.add(empty + " components were left out: they have no weight above 0");
        }
        return new ImportedCells(assembly.rois("CaImAn, " + Fingerprint.of(path)), reference(), notes);
    }

    private void add(int cell, double[] ends, double[] pixels, double[] weights, FootprintAssembly assembly)
            throws IOException {
        if (!(ends[cell] >= 0 && ends[cell] <= ends[cell + 1])
                || ends[cell + 1] > Math.min(pixels.length, weights.length)) {
            throw file.failure(
                    FOOTPRINTS + "/indptr",
                    "has the range " + ends[cell] + " to " + ends[cell + 1] + " of " + pixels.length
                            + " entries; the file is damaged");
        }
        for (int i = (int) ends[cell]; i < (int) ends[cell + 1]; i++) {
            // Rounding of the solver below 0 is no light.
            double weight = weights[i] < 0 ? 0 : weights[i];
            assembly.add("component " + cell, Math.floor(pixels[i] / heightPx), pixels[i] % heightPx, weight);
        }
    }

    private void checkSize() throws IOException {
        Optional<String> name = sizeName(file);
        if (name.isEmpty()) {
            if (widthPx != heightPx) {
                notes.add("no dims in the file: its frames are taken to be " + widthPx + "x" + heightPx + " px");
            }
            return;
        }
        FieldSize said = sizeAt(file, name.get());
        if (!said.equals(new FieldSize(widthPx, heightPx))) {
            throw file.failure(
                    name.get(),
                    "says frames of " + said.widthPx() + "x" + said.heightPx() + " px (width x height), wanted are "
                            + widthPx + "x" + heightPx);
        }
    }

    /** The frame size that the file says, if it does. */
    static Optional<FieldSize> fieldSize(Hdf5Tree file) throws IOException {
        Optional<String> name = sizeName(file);
        return name.isEmpty() ? Optional.empty() : Optional.of(sizeAt(file, name.get()));
    }

    private static Optional<String> sizeName(Hdf5Tree file) throws IOException {
        for (String name : List.of("/estimates/dims", "/dims", "/params/data/dims")) {
            if (file.isFilled(name) && file.shape(name).length == 1) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Rows come first in CaImAn's sizes. */
    private static FieldSize sizeAt(Hdf5Tree file, String name) throws IOException {
        double[] size = file.numbers(name);
        if (size.length != 2) {
            throw file.failure(name, "has " + size.length + " sizes; cells in one plane have 2");
        }
        return new FieldSize((int) size[1], (int) size[0]);
    }

    /** All components where CaImAn has not sorted them: it writes the text NoneType then. */
    private BitSet accepted(int columns) throws IOException {
        BitSet accepted = new BitSet(columns);
        String name = "/estimates/idx_components";
        if (!file.has(name) || file.shape(name).length != 1) {
            notes.add("no idx_components: all " + columns + " components are taken as cells");
            accepted.set(0, columns);
            return accepted;
        }
        for (double index : file.isFilled(name) ? file.numbers(name) : new double[0]) {
            if (!(index >= 0 && index < columns) || index != Math.rint(index)) {
                throw file.failure(name, "has the component " + index + " of " + columns);
            }
            accepted.set((int) index);
        }
        int rejected = columns - accepted.cardinality();
        if (rejected > 0) {
            notes.add(rejected + " of " + columns + " components were left out: idx_components does not have them");
        }
        return accepted;
    }

    /** The mean background, which looks like the mean image; else the correlation image. */
    private Optional<ReferenceImage> reference() throws IOException {
        int size = widthPx * heightPx;
        if (isShaped("/estimates/b", size, -1) && isShaped("/estimates/f", file.shape("/estimates/b")[1], -1)) {
            return Optional.of(image("b f", meanBackground(size), false));
        }
        if (file.isFilled("/estimates/b0") && Arrays.equals(file.shape("/estimates/b0"), new int[] {size})) {
            return Optional.of(image("b0", file.numbers("/estimates/b0"), false));
        }
        if (isShaped("/estimates/Cn", heightPx, widthPx)) {
            return Optional.of(image("Cn", file.numbers("/estimates/Cn"), true));
        }
        return Optional.empty();
    }

    private boolean isShaped(String name, int rows, int columns) throws IOException {
        if (!file.isFilled(name)) {
            return false;
        }
        int[] shape = file.shape(name);
        return shape.length == 2 && shape[0] == rows && (columns < 0 || shape[1] == columns);
    }

    private double[] meanBackground(int size) throws IOException {
        double[] spatial = file.numbers("/estimates/b");
        double[] temporal = file.numbers("/estimates/f");
        int components = spatial.length / size;
        int frames = temporal.length / components;
        double[] mean = new double[size];
        for (int k = 0; k < components; k++) {
            double level = Arrays.stream(temporal, k * frames, (k + 1) * frames).sum() / Math.max(1, frames);
            for (int i = 0; i < size; i++) {
                mean[i] += level * spatial[i * components + k];
            }
        }
        return mean;
    }

    private ReferenceImage image(String name, double[] values, boolean rowMajor) {
        float[] pixels = new float[values.length];
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                pixels[y * widthPx + x] = (float) values[rowMajor ? y * widthPx + x : x * heightPx + y];
            }
        }
        return new ReferenceImage(name, widthPx, heightPx, pixels);
    }
}
