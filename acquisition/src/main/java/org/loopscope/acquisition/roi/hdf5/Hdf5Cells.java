package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.nio.file.Path;
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
}
