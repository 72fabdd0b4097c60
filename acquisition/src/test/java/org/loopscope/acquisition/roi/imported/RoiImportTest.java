package org.loopscope.acquisition.roi.imported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.suite2p.OverlapPixels;
import org.loopscope.acquisition.roi.suite2p.Suite2pCells;

class RoiImportTest {
    @TempDir
    private Path folder;

    @Test
    void shouldReadSuite2pAsEveryVersionOfNumPyWritesIt() throws IOException {
        for (String made : List.of("numpy1_protocol2", "numpy1_protocol4", "numpy2_protocol3", "numpy2_protocol5")) {
            for (String given : List.of("suite2p/" + made, "suite2p/" + made + "/stat.npy")) {
                ImportedCells cells = read(given);
                Golden.assertSame("suite2p/" + made + "/expected.json", cells);
                Golden.assertMeanImage("meanImg", cells);
                assertTrue(
                        cells.rois().provenance().matches("Suite2p, stat.npy \\(sha256 [0-9a-f]{12}\\), .*left out"),
                        cells.rois().provenance());
                assertTrue(
                        cells.notes().getFirst().startsWith("2 of 9 entries"),
                        cells.notes().toString());
            }
        }
        Golden.assertSame("suite2p/numpy2_save/expected.json", read("suite2p/numpy2_save"));
    }

    @Test
    void shouldFindThePlaneOfAFolderAndAskWhereThereAreTwo() throws IOException {
        Path plane = Files.createDirectories(folder.resolve("run/suite2p/plane0"));
        copy("suite2p/numpy2_save/stat.npy", plane);
        assertEquals(9, RoiImport.read(folder.resolve("run"), 48, 40).rois().size());
        Path second = Files.createDirectories(folder.resolve("run/suite2p/plane1"));
        copy("suite2p/numpy2_save/stat.npy", second);
        assertRefused(folder.resolve("run"), "2 planes", "plane0");
        assertTrue(Suite2pCells.areIn(folder.resolve("run")));
        assertFalse(Suite2pCells.areIn(folder));
        assertRefused(Files.createDirectories(folder.resolve("none")), "no stat.npy");
    }

    @Test
    void shouldKeepSharedPixelsOnlyWhenAsked() throws IOException {
        Path stat = Golden.file("suite2p/numpy2_save/stat.npy");
        long own = pixels(Suite2pCells.read(stat, 48, 40, OverlapPixels.LEFT_OUT));
        long all = pixels(Suite2pCells.read(stat, 48, 40, OverlapPixels.KEPT));
        assertTrue(own < all, own + " of " + all);
    }

    @Test
    void shouldRefuseSuite2pOfAnotherFrameSizeAndAsideFromItsFiles() throws IOException {
        assertRefusedAt(Golden.file("suite2p/numpy2_save"), 40, 48, "ops.npy", "48x40", "40x48");
        assertRefused(Golden.file("suite2p/numpy2_save/iscell.npy"), "stat.npy");
        Path alone = copy("suite2p/numpy2_save/stat.npy", folder);
        assertRefusedAt(alone, 48, 20, "stat.npy", "entry", "outside the frame of 48x20");
        ImportedCells unsorted = RoiImport.read(alone, 48, 40);
        assertTrue(
                unsorted.notes().getFirst().startsWith("no iscell.npy"),
                unsorted.notes().toString());
    }

    @Test
    void shouldReadCaiman() throws IOException {
        ImportedCells accepted = read("caiman/cnmf.hdf5");
        Golden.assertSame("caiman/expected.json", accepted);
        Golden.assertMeanImage("b f", accepted);
        assertTrue(
                accepted.notes().getFirst().startsWith("3 of 9 components"),
                accepted.notes().toString());
        ImportedCells all = read("caiman/unsorted.hdf5");
        Golden.assertSame("caiman/unsorted_expected.json", all);
        Golden.assertMeanImage("Cn", all);
        assertRefusedAt(Golden.file("caiman/cnmf.hdf5"), 40, 48, "/dims", "48x40", "40x48");
    }

    @Test
    void shouldReadNwbWhicheverWayItsAxesLie() throws IOException {
        ImportedCells standard = read("nwb/pixel_mask.nwb");
        Golden.assertSame("nwb/pixel_mask_expected.json", standard);
        Golden.assertMeanImage("mean_image", standard);
        ImportedCells suite2p = read("nwb/suite2p.nwb");
        Golden.assertSame("nwb/suite2p_expected.json", suite2p);
        Golden.assertMeanImage("meanImg", suite2p);
        Golden.assertSame("nwb/image_mask_expected.json", read("nwb/image_mask.nwb"));
        Golden.assertSame("nwb/caiman_expected.json", read("nwb/caiman.nwb"));
    }

    @Test
    void shouldTakeTheTableThatIsNamed() throws IOException {
        Path masks = Golden.file("nwb/image_mask.nwb");
        Path named = masks.resolveSibling("image_mask.nwb#BackgroundPlaneSegmentation");
        assertEquals(1, RoiImport.read(named, 48, 40).rois().size());
        assertRefused(masks.resolveSibling("image_mask.nwb#Other"), "no PlaneSegmentation Other");
        assertRefusedAt(masks, 64, 40, "image_mask", "64x40");
    }

    @Test
    void shouldFillSelectionsAsImageJDoes() throws IOException {
        ImportedCells cells = RoiImport.read(Golden.file("imagej/RoiSet.zip"), 64, 56);
        Golden.assertSame("imagej/RoiSet_expected.json", cells);
        assertTrue(
                cells.notes().contains("1 of 22 selections were left out: no area to fill (line)"),
                () -> "" + cells.notes());
        assertTrue(
                cells.notes().contains("1 of 22 selections were left out: no area to fill (point)"),
                () -> "" + cells.notes());
        assertEquals(
                1,
                RoiImport.read(Golden.file("imagej/single.roi"), 64, 56).rois().size());
        Golden.assertSame("imagej/roifile_expected.json", RoiImport.read(Golden.file("imagej/roifile.zip"), 64, 56));
        assertRefusedAt(Golden.file("imagej/RoiSet.zip"), 20, 20, "covers no pixel", "20x20");
    }

    @Test
    void shouldTakeTheFrameSizeFromFilesThatTellIt() throws IOException {
        for (String tells : List.of(
                "suite2p/numpy2_protocol5",
                "suite2p/numpy2_protocol5/stat.npy",
                "caiman/cnmf.hdf5",
                "nwb/suite2p.nwb",
                "nwb/pixel_mask.nwb")) {
            ImportedCells cells = RoiImport.read(Golden.file(tells));
            assertEquals(48, cells.rois().widthPx(), tells);
            assertEquals(40, cells.rois().heightPx(), tells);
            assertEquals(read(tells).rois().size(), cells.rois().size(), tells);
        }
        for (String silent : List.of("imagej/RoiSet.zip", "nwb/pixel_mask_expected.json")) {
            String message = String.valueOf(assertThrows(IOException.class, () -> RoiImport.read(Golden.file(silent)))
                    .getMessage());
            assertTrue(message.contains("no picture of the field"), message);
            assertEquals(1, message.lines().count());
        }
    }

    @Test
    void shouldStillReadOurOwn() throws IOException {
        Path ours = Golden.file("nwb/pixel_mask_expected.json");
        assertEquals(9, RoiImport.read(ours, 48, 40).rois().size());
    }

    @Test
    void shouldSayWhatToGiveInsteadOfWhatIsNotCells() throws IOException {
        assertRefused(folder.resolve("absent.npy"), "no such file");
        assertRefused(Files.writeString(folder.resolve("Fall.mat"), "MATLAB 5.0 MAT-file"), "folder");
        assertRefused(Files.writeString(folder.resolve("a.zip"), "PK\3\4 not a zip at all"), "a.zip");
        assertRefused(Files.writeString(folder.resolve("a.roi"), "Iout"), "cut off");
        assertRefused(Golden.file("npy/f4_le_C_1.npy"), "Python objects");
    }

    private static long pixels(ImportedCells cells) {
        return cells.rois().rois().stream()
                .mapToLong(roi -> roi.pixels().length)
                .sum();
    }

    private static Path copy(String golden, Path to) throws IOException {
        Path from = Golden.file(golden);
        return Files.copy(from, to.resolve(String.valueOf(from.getFileName())));
    }

    private static ImportedCells read(String golden) throws IOException {
        return RoiImport.read(Golden.file(golden), Golden.WIDTH_PX, Golden.HEIGHT_PX);
    }

    private static void assertRefused(Path path, String... parts) {
        assertRefusedAt(path, Golden.WIDTH_PX, Golden.HEIGHT_PX, parts);
    }

    private static void assertRefusedAt(Path path, int widthPx, int heightPx, String... parts) {
        IOException refused = assertThrows(IOException.class, () -> RoiImport.read(path, widthPx, heightPx));
        String message = String.valueOf(refused.getMessage());
        assertEquals(1, message.lines().count(), message);
        for (String part : parts) {
            assertTrue(message.contains(part), "\"" + part + "\" in: " + message);
        }
    }
}
