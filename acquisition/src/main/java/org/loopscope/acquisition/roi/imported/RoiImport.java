package org.loopscope.acquisition.roi.imported;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.roi.FieldSize;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.hdf5.Hdf5Cells;
import org.loopscope.acquisition.roi.imagej.ImageJCells;
import org.loopscope.acquisition.roi.suite2p.OverlapPixels;
import org.loopscope.acquisition.roi.suite2p.Suite2pCells;

/**
 * Cells from a file of any program that is known here, told by what the file holds: our own JSON and neurofinder's,
 * Suite2p's folder or {@code stat.npy}, CaImAn's HDF5, ImageJ's {@code .roi} and RoiManager zip, NWB. Every failure is
 * an {@link IOException} with one line that says what is wrong and what to give instead.
 */
public final class RoiImport {
    private static final int START_BYTES = 8;
    private static final int MOST_SIDE_PX = 1 << 15;
    /** What HDF5 files begin with, after an optional block of the user's. */
    private static final String HDF5 = "\u0089HDF\r\n\u001a\n";

    private static final List<Integer> HDF5_STARTS = List.of(0, 512, 1024, 2048);

    private RoiImport() {}

    /**
     * Reads cells for frames of this size.
     *
     * @param path the file or folder; {@code file.nwb#name} names one of several plane segmentations
     */
    public static ImportedCells read(Path path, int widthPx, int heightPx) throws IOException {
        if (Files.isDirectory(path)) {
            return Suite2pCells.read(path, widthPx, heightPx, OverlapPixels.LEFT_OUT);
        }
        String text = path.toString();
        int mark = text.lastIndexOf('#');
        if (mark > 0 && !Files.exists(path) && isHdf5(Path.of(text.substring(0, mark)))) {
            return Hdf5Cells.read(Path.of(text.substring(0, mark)), text.substring(mark + 1), widthPx, heightPx);
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no such file or folder; give the cells' file (JSON, stat.npy, .hdf5, .zip,"
                    + " .roi, .nwb) or Suite2p's folder");
        }
        String start = start(path, 0);
        if (start.startsWith("\u0093NUMPY")) {
            return Suite2pCells.read(path, widthPx, heightPx, OverlapPixels.LEFT_OUT);
        }
        if (start.startsWith("Iout") || start.startsWith("PK")) {
            return ImageJCells.read(path, widthPx, heightPx);
        }
        if (isHdf5(path)) {
            return Hdf5Cells.read(path, "", widthPx, heightPx);
        }
        if (start.startsWith("MATLAB")) {
            throw new IOException(path + ": is a MATLAB file; give the folder that it lies in, with stat.npy in it");
        }
        return new ImportedCells(RoiFile.read(path, widthPx, heightPx), Optional.empty(), List.of());
    }

    /**
     * Reads cells for frames of the size that the file itself tells, by its settings or by its picture of the field.
     *
     * @throws IOException also where it tells none, as JSON and ImageJ's files
     */
    public static ImportedCells read(Path path) throws IOException {
        FieldSize size = fieldSize(path)
                .orElseThrow(() -> new IOException(path + ": has no picture of the field, and does not say how large"
                        + " it is; give a session's folder, Suite2p's with ops.npy, CaImAn's .hdf5 or an .nwb"));
        if (size.widthPx() < 1
                || size.heightPx() < 1
                || size.widthPx() > MOST_SIDE_PX
                || size.heightPx() > MOST_SIDE_PX) {
            throw new IOException(path + ": says that its frames have " + size.widthPx() + "x" + size.heightPx()
                    + " px; it is damaged");
        }
        return read(path, size.widthPx(), size.heightPx());
    }

    private static Optional<FieldSize> fieldSize(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return Suite2pCells.fieldSize(path);
        }
        String text = path.toString();
        int mark = text.lastIndexOf('#');
        if (mark > 0 && !Files.exists(path) && isHdf5(Path.of(text.substring(0, mark)))) {
            return Hdf5Cells.fieldSize(Path.of(text.substring(0, mark)), text.substring(mark + 1));
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": no such file or folder; give a session's folder, or a file with cells and"
                    + " a picture of the field");
        }
        if (isHdf5(path)) {
            return Hdf5Cells.fieldSize(path, "");
        }
        return start(path, 0).startsWith("\u0093NUMPY") ? Suite2pCells.fieldSize(path) : Optional.empty();
    }

    private static boolean isHdf5(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        for (int at : HDF5_STARTS) {
            if (start(path, at).equals(HDF5)) {
                return true;
            }
        }
        return false;
    }

    private static String start(Path path, long from) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            in.skip(from);
            return new String(in.readNBytes(START_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
