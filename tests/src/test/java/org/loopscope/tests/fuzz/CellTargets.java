package org.loopscope.tests.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.loopscope.acquisition.roi.FieldSize;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.acquisition.roi.imported.RoiImport;

/** Cells in the files of every program that is known. */
record CellTargets(Path scratch) {
    private static final FieldSize USUAL = new FieldSize(48, 40);
    private static final FieldSize IMAGEJ = new FieldSize(64, 56);
    private static final String SUITE2P = "suite2p/numpy2_protocol5/";

    Stream<FuzzTarget> all() throws IOException {
        return Stream.of(
                json(),
                cells("ImageJ .roi", "a.roi", IMAGEJ, Seeds.cells("imagej/single.roi", "imagej/composite.roi")),
                cells("ImageJ zip", "a.zip", IMAGEJ, Seeds.cells("imagej/RoiSet.zip"))
                        .few(160),
                cells("CaImAn HDF5", "a.hdf5", USUAL, Seeds.cells("caiman/unsorted.hdf5", "caiman/cnmf.hdf5"))
                        .few(60),
                cells("NWB cells", "a.nwb", USUAL, Seeds.cells("nwb/suite2p.nwb", "nwb/pixel_mask.nwb"))
                        .few(50),
                suite2p("stat.npy", "suite2p/numpy1_protocol2/stat.npy", SUITE2P + "stat.npy")
                        .few(160),
                suite2p("ops.npy", "suite2p/numpy1_protocol4/ops.npy", SUITE2P + "ops.npy")
                        .few(160),
                suite2p("iscell.npy", SUITE2P + "iscell.npy").few(200));
    }

    private FuzzTarget json() throws IOException {
        Path file = Files.createTempDirectory(scratch, "writer").resolve("a.json");
        Roi cell = new Roi(7, new int[] {100, 101, 148}, new float[] {0.25f, 0.5f, 0.25f});
        RoiFile.write(file, new RoiSet(USUAL.widthPx(), USUAL.heightPx(), List.of(cell), "made up"));
        byte[] neurofinder =
                Seeds.text("[{\"id\": 3, \"coordinates\": [[0, 1], [2, 3]]}, {\"coordinates\": [[5, 5]]}]");
        return cells("cells in JSON", "a.json", USUAL, List.of(Seeds.bytes(file), neurofinder))
                .text();
    }

    private FuzzTarget cells(String name, String file, FieldSize size, List<byte[]> seeds) {
        return FuzzTarget.of(name, seeds, input -> read(write(name, file, input), size))
                .naming(file);
    }

    /** Suite2p's folder with one of its files damaged. */
    private FuzzTarget suite2p(String file, String... seeds) throws IOException {
        String name = "Suite2p's " + file;
        for (String other : List.of("stat.npy", "ops.npy", "iscell.npy")) {
            write(name, other, Seeds.cells(SUITE2P + other).getFirst());
        }
        return FuzzTarget.of(
                        name,
                        Seeds.cells(seeds),
                        input -> read(write(name, file, input).resolveSibling(""), USUAL))
                .naming("Suite2ps" + file.replaceAll("[^a-z0-9]", ""));
    }

    private static void read(Path path, FieldSize size) throws IOException {
        for (Roi roi :
                RoiImport.read(path, size.widthPx(), size.heightPx()).rois().rois()) {
            double sum = 0;
            for (float weight : roi.weights()) {
                sum += weight;
            }
            if (!(Math.abs(sum - 1) < 1e-3)) {
                throw new AssertionError("the weights of a cell sum up to " + sum);
            }
        }
        if (!path.toString().matches(".*\\.(json|roi|zip)")) {
            RoiImport.read(path);
        }
    }

    private Path write(String target, String file, byte[] bytes) throws IOException {
        Path folder = scratch.resolve(target.replaceAll("[^A-Za-z0-9]", ""));
        Files.createDirectories(folder);
        return Files.write(folder.resolve(file), bytes);
    }
}
