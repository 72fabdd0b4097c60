package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.loopscope.acquisition.roi.FieldSize;
import org.loopscope.acquisition.roi.ImportedCells;

/** Cells in an HDF5 file: CaImAn's results or NWB, told apart by what is in them. */
public final class Hdf5Cells {
    private Hdf5Cells() {}

    /**
     * Reads cells for frames of this size.
     *
     * @param table name of the plane segmentation of an NWB file that has several; empty otherwise
     */
    public static ImportedCells read(Path path, String table, int widthPx, int heightPx) throws IOException {
        try (Hdf5Tree file = Hdf5Tree.open(path)) {
            if (file.has("/estimates/A")) {
                return new CaimanCells(path, file, widthPx, heightPx).read();
            }
            return new NwbCells(path, file, widthPx, heightPx).read(table);
        }
    }

    /**
     * The frame size that the file says, or that its picture of the field has; none where it has neither.
     *
     * @param table as for {@link #read}
     */
    public static Optional<FieldSize> fieldSize(Path path, String table) throws IOException {
        try (Hdf5Tree file = Hdf5Tree.open(path)) {
            return file.has("/estimates/A") ? CaimanCells.fieldSize(file) : NwbCells.fieldSize(path, file, table);
        }
    }
}
