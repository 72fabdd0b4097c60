package org.loopscope.acquisition.roi.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopscope.acquisition.roi.FieldSize;
import org.loopscope.acquisition.roi.ReferenceImage;

/**
 * The image in an NWB file that the cells were drawn in: a mean image before any other. Where the names of the cells and of
 * an image both end in a plane's number, it must be the same.
 */
final class NwbReference {
    private static final Pattern PLANE = Pattern.compile("(?i)plane_?([0-9]+)$");

    private final Hdf5Tree file;
    private final int widthPx;
    private final int heightPx;

    NwbReference(Hdf5Tree file, int widthPx, int heightPx) {
        this.file = file;
        this.widthPx = widthPx;
        this.heightPx = heightPx;
    }

    /**
     * @param table the cells
     * @param masks what the axes of the masks are; square images are taken to have the same
     */
    Optional<ReferenceImage> find(String table, AxisOrder masks) throws IOException {
        List<String> images = images(file);
        String plane = plane(table);
        images.removeIf(image ->
                !plane.isEmpty() && !plane(image).isEmpty() && !plane(image).equals(plane));
        for (String image : images) {
            int[] shape = file.shape(image);
            boolean byRow = shape.length == 2 && shape[0] == heightPx && shape[1] == widthPx;
            boolean byColumn = shape.length == 2 && shape[0] == widthPx && shape[1] == heightPx;
            if (byRow || byColumn) {
                boolean rowMajor = byRow && (!byColumn || masks == AxisOrder.Y_FIRST);
                return Optional.of(image(image, rowMajor));
            }
        }
        return Optional.empty();
    }

    /**
     * The size of the best image in the file; none where there is no image.
     *
     * @param byRow whether the program that wrote it lays images row by row, other than the standard
     */
    static Optional<FieldSize> fieldSize(Hdf5Tree file, boolean byRow) throws IOException {
        for (String image : images(file)) {
            int[] shape = file.shape(image);
            if (shape.length == 2) {
                return Optional.of(byRow ? new FieldSize(shape[1], shape[0]) : new FieldSize(shape[0], shape[1]));
            }
        }
        return Optional.empty();
    }

    private static List<String> images(Hdf5Tree file) throws IOException {
        List<String> images = new ArrayList<>(file.ofType("/processing", "GrayscaleImage"));
        images.sort((a, b) -> Integer.compare(rank(a), rank(b)));
        return images;
    }

    /** The plane's number that a path ends in; empty where it ends in none. */
    private static String plane(String path) {
        Matcher ending = PLANE.matcher(path);
        return ending.find() ? ending.group(1) : "";
    }

    private static int rank(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (name.startsWith("mean") || name.startsWith("average")) {
            return name.contains("chan2") ? 2 : 0;
        }
        return name.contains("mean") || name.contains("avg") ? 1 : 3;
    }

    private ReferenceImage image(String path, boolean rowMajor) throws IOException {
        double[] values = file.numbers(path);
        float[] pixels = new float[values.length];
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                pixels[y * widthPx + x] = (float) values[rowMajor ? y * widthPx + x : x * heightPx + y];
            }
        }
        return new ReferenceImage(path.substring(path.lastIndexOf('/') + 1), widthPx, heightPx, pixels);
    }
}
