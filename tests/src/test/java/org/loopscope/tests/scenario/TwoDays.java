package org.loopscope.tests.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * Recordings of one field on two days, with its cells in files. On the second it lies {@link #SHIFT_X_PX} to the right
 * and {@link #SHIFT_Y_PX} down, some cells are not found and others are new, and their numbers start from elsewhere.
 */
final class TwoDays {
    static final int SIDE_PX = 128;
    static final int SHIFT_X_PX = 6;
    static final int SHIFT_Y_PX = -4;
    static final int CELLS_A_DAY = 26;
    /** Cells of both days. */
    static final int COMMON = 22;

    private static final int FRAMES = 60;
    private static final int FIRST_ID_EARLIER = 500;
    private static final int FIRST_ID_LATER = 900;
    private static final double RADIUS_PX = 4.5;
    private static final int MARGIN_PX = 16;

    private final double[][] somas = new double[2 * CELLS_A_DAY - COMMON][];
    private final float[] tissue;
    private final Random random;

    TwoDays(long seed) {
        random = new Random(seed);
        int placed = 0;
        while (placed < somas.length) {
            double[] at = {random.nextDouble(10, SIDE_PX - 10), random.nextDouble(10, SIDE_PX - 10)};
            if (Arrays.stream(somas, 0, placed).allMatch(o -> Math.hypot(o[0] - at[0], o[1] - at[1]) > 13)) {
                somas[placed++] = at;
            }
        }
        tissue = texture();
    }

    /** What lies beside the cells: bumps a few pixels wide. */
    private float[] texture() {
        int side = SIDE_PX + 2 * MARGIN_PX;
        float[] image = new float[side * side];
        for (int bump = 0; bump < 500; bump++) {
            double cx = random.nextDouble(side);
            double cy = random.nextDouble(side);
            double height = random.nextDouble(-60, 60);
            for (int i = 0; i < image.length; i++) {
                int row = i / side;
                double far = Math.hypot(i % side - cx, row - cy);
                image[i] += far > 12 ? 0 : (float) (height * Math.exp(-far * far / 18));
            }
        }
        return image;
    }

    Path earlierMovie(Path folder) throws IOException {
        return movie(folder.resolve("monday.tif"), 0, 0, 0);
    }

    Path laterMovie(Path folder) throws IOException {
        return movie(folder.resolve("friday.tif"), somas.length - CELLS_A_DAY, SHIFT_X_PX, SHIFT_Y_PX);
    }

    Path earlierCells(Path folder) throws IOException {
        return cells(folder.resolve("monday.json"), 0, FIRST_ID_EARLIER, 0, 0);
    }

    Path laterCells(Path folder) throws IOException {
        return cells(folder.resolve("friday.json"), somas.length - CELLS_A_DAY, FIRST_ID_LATER, SHIFT_X_PX, SHIFT_Y_PX);
    }

    /** The later day's number of each cell of both days, by the earlier day's. */
    static Map<Integer, Integer> truth() {
        Map<Integer, Integer> later = new HashMap<>();
        int first = CELLS_A_DAY - COMMON;
        for (int soma = first; soma < CELLS_A_DAY; soma++) {
            later.put(FIRST_ID_EARLIER + soma, FIRST_ID_LATER + soma - first);
        }
        return later;
    }

    private Path movie(Path file, int firstSoma, int shiftX, int shiftY) throws IOException {
        float[] still = new float[SIDE_PX * SIDE_PX];
        int side = SIDE_PX + 2 * MARGIN_PX;
        for (int i = 0; i < still.length; i++) {
            int row = i / SIDE_PX;
            still[i] = 400 + tissue[(row - shiftY + MARGIN_PX) * side + i % SIDE_PX - shiftX + MARGIN_PX];
            for (int soma = firstSoma; soma < firstSoma + CELLS_A_DAY; soma++) {
                still[i] += 300 * inside(soma, i % SIDE_PX - shiftX, row - shiftY);
            }
        }
        try (TiffMovieWriter writer = new TiffMovieWriter(file, SIDE_PX, SIDE_PX)) {
            short[] page = new short[still.length];
            for (int frame = 0; frame < FRAMES; frame++) {
                for (int i = 0; i < page.length; i++) {
                    page[i] = (short) Math.round(still[i] + 20 * random.nextGaussian());
                }
                writer.write(page);
            }
        }
        return file;
    }

    private float inside(int soma, double x, double y) {
        double far = Math.hypot(x - somas[soma][0], y - somas[soma][1]);
        return (float) (1 / (1 + Math.exp(2 * (far - RADIUS_PX))));
    }

    private Path cells(Path file, int firstSoma, int firstId, int shiftX, int shiftY) throws IOException {
        List<Roi> cells = new ArrayList<>();
        for (int cell = 0; cell < CELLS_A_DAY; cell++) {
            int[] pixels = new int[SIDE_PX * SIDE_PX];
            int count = 0;
            for (int i = 0; i < pixels.length; i++) {
                int row = i / SIDE_PX;
                if (inside(firstSoma + cell, i % SIDE_PX - shiftX, row - shiftY) > 0.5) {
                    pixels[count++] = i;
                }
            }
            float[] weights = new float[count];
            Arrays.fill(weights, 1f / count);
            cells.add(new Roi(firstId + cell, Arrays.copyOf(pixels, count), weights));
        }
        RoiFile.write(file, new RoiSet(SIDE_PX, SIDE_PX, cells, "two days"));
        return file;
    }
}
