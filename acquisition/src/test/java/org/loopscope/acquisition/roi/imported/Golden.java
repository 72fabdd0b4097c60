package org.loopscope.acquisition.roi.imported;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.loopscope.acquisition.roi.ImportedCells;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;

/** The files that other programs wrote, and what must come out of them. */
final class Golden {
    /** Of the frames of all of them but ImageJ's. */
    static final int WIDTH_PX = 48;

    static final int HEIGHT_PX = 40;

    private Golden() {}

    static Path file(String name) {
        try {
            URL found = Objects.requireNonNull(Golden.class.getResource(name), name);
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static void assertSame(String expected, ImportedCells imported) throws IOException {
        RoiSet found = imported.rois();
        RoiSet wanted = RoiFile.read(file(expected), found.widthPx(), found.heightPx());
        assertEquals(wanted.size(), found.size(), "cells");
        for (int cell = 0; cell < wanted.size(); cell++) {
            Roi one = wanted.rois().get(cell);
            Roi other = found.rois().get(cell);
            assertEquals(one.id(), other.id());
            assertArrayEquals(one.pixels(), other.pixels(), "pixels of cell " + one.id());
            assertArrayEquals(one.weights(), other.weights(), 1e-6f, "weights of cell " + one.id());
        }
    }

    /** The image that all of the files hold: 100 y + x, up to a factor of 1. */
    static void assertMeanImage(String name, ImportedCells imported) {
        ReferenceImage image = imported.reference().orElseThrow();
        assertEquals(name, image.name());
        for (int y = 0; y < HEIGHT_PX; y++) {
            for (int x = 0; x < WIDTH_PX; x++) {
                assertEquals(100 * y + x, image.pixels()[y * WIDTH_PX + x], 0.01, "(" + x + ", " + y + ")");
            }
        }
    }
}
