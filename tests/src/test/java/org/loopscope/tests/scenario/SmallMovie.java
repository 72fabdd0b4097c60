package org.loopscope.tests.scenario;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.loopscope.acquisition.file.tiff.TiffMovieWriter;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;

/** A recording of two square cells that flash together every fifty frames, as a 16-bit TIFF with its regions. */
public final class SmallMovie {
    static final int FRAMES = 200;
    static final int SIDE_PX = 64;
    private static final int CELL_PX = 8;
    private static final int[][] CELLS = {{12, 20}, {40, 36}};

    private SmallMovie() {}

    public static Path movie(Path folder) throws IOException {
        Path file = folder.resolve("movie.tif");
        try (TiffMovieWriter writer = new TiffMovieWriter(file, SIDE_PX, SIDE_PX)) {
            for (short[] page : pages()) {
                writer.write(page);
            }
        }
        return file;
    }

    /** The same frames as Suite2p keeps them: signed 16 bit, one after the other. */
    static Path suite2p(Path folder) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * FRAMES * SIDE_PX * SIDE_PX).order(ByteOrder.LITTLE_ENDIAN);
        for (short[] page : pages()) {
            for (short pixel : page) {
                bytes.putShort(pixel);
            }
        }
        return Files.write(folder.resolve("data.bin"), bytes.array());
    }

    static List<short[]> pages() {
        SplittableRandom random = new SplittableRandom(11);
        List<short[]> pages = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            pages.add(page(frame, random));
        }
        return pages;
    }

    private static short[] page(int frame, SplittableRandom random) {
        short[] pixels = new short[SIDE_PX * SIDE_PX];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (short) (200 + random.nextInt(20));
        }
        boolean flash = frame > 60 && frame % 50 < 4;
        for (Roi cell : cells().rois()) {
            for (int pixel : cell.pixels()) {
                pixels[pixel] += (short) (flash ? 600 : 200);
            }
        }
        return pixels;
    }

    public static Path regions(Path folder) throws IOException {
        Path file = folder.resolve("regions.json");
        RoiFile.write(file, cells());
        return file;
    }

    static RoiSet cells() {
        List<Roi> cells = new ArrayList<>();
        for (int[] corner : CELLS) {
            int[] pixels = new int[CELL_PX * CELL_PX];
            Arrays.setAll(pixels, i -> (corner[1] + i / CELL_PX) * SIDE_PX + corner[0] + i % CELL_PX);
            float[] weights = new float[pixels.length];
            Arrays.fill(weights, 1f / pixels.length);
            cells.add(new Roi(cells.size(), pixels, weights));
        }
        return new RoiSet(SIDE_PX, SIDE_PX, cells, "small movie");
    }
}
