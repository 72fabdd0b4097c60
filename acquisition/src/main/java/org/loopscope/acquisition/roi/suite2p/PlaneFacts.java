package org.loopscope.acquisition.roi.suite2p;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.acquisition.roi.npy.NpyArray;
import org.loopscope.acquisition.roi.npy.NpyFile;
import org.loopscope.acquisition.roi.npy.PyValue;

/**
 * What Suite2p's settings beside {@code stat.npy} say of the plane.
 *
 * @param widthPx 0 where no file says so
 * @param heightPx 0 where no file says so
 */
record PlaneFacts(
        Path source, int widthPx, int heightPx, @Nullable ReferenceImage meanImage) {
    /** In this order: version 0 has one file, version 1 several. */
    private static final List<String> FILES = List.of("ops.npy", "db.npy", "reg_outputs.npy");

    private static final String MEAN_IMAGE = "meanImg";

    /** @param notes receives a line for each file that was there and could not be read */
    static PlaneFacts beside(Path stat, List<String> notes) {
        List<PyValue.Dictionary> settings = new ArrayList<>();
        Path source = stat;
        for (String name : FILES) {
            Path file = stat.resolveSibling(name);
            if (Files.isRegularFile(file)) {
                try {
                    settings.add(dictionary(file));
                    source = file;
                } catch (IOException e) {
                    // The cells themselves do not depend on it, so they are not held up.
                    notes.add(name + " was left aside, without the frame size and mean image in it: " + e.getMessage());
                }
            }
        }
        int width = number(settings, "Lx");
        int height = number(settings, "Ly");
        return new PlaneFacts(source, width, height, width * height == 0 ? null : meanImage(settings, width, height));
    }

    void checkSize(int wantedWidthPx, int wantedHeightPx) throws IOException {
        if (widthPx != 0 && heightPx != 0 && (widthPx != wantedWidthPx || heightPx != wantedHeightPx)) {
            throw new IOException(source + ": the cells are those of frames of " + widthPx + "x" + heightPx
                    + " px (Lx, Ly), wanted are " + wantedWidthPx + "x" + wantedHeightPx);
        }
    }

    /** An array without axes that holds one dictionary, as {@code numpy.save} writes one. */
    private static PyValue.Dictionary dictionary(Path file) throws IOException {
        List<PyValue> objects = NpyFile.read(file).objects();
        if (objects.size() == 1 && objects.getFirst() instanceof PyValue.Dictionary dictionary) {
            return dictionary;
        }
        throw new IOException(file + ": does not hold one dictionary");
    }

    private static int number(List<PyValue.Dictionary> settings, String key) {
        for (PyValue.Dictionary dictionary : settings) {
            if (dictionary.get(key) instanceof PyValue.Numeric(double value) && value >= 1 && value <= 1 << 15) {
                return (int) value;
            }
        }
        return 0;
    }

    private static @Nullable ReferenceImage meanImage(List<PyValue.Dictionary> settings, int width, int height) {
        for (PyValue.Dictionary dictionary : settings) {
            if (dictionary.get(MEAN_IMAGE) instanceof PyValue.Array array) {
                try {
                    NpyArray contents = array.contents();
                    int[] shape = contents.shape();
                    if (shape.length == 2 && shape[0] == height && shape[1] == width) {
                        return new ReferenceImage(MEAN_IMAGE, width, height, floats(contents.numbers()));
                    }
                } catch (IOException e) {
                    // Not an image after all: as if there were none.
                    return null;
                }
            }
        }
        return null;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
