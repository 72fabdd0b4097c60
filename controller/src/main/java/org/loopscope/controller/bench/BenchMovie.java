package org.loopscope.controller.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * A made-up movie to measure the imaging path on: round cells in rows, each of its own brightness, over dim background,
 * with noise, in a frame that drifts by a pixel at most from one to the next, as tissue does at 30 Hz, and once in the
 * movie jumps by eight, as it does when the animal starts to run. A tenth as many cells more come and go, for a search to
 * find. The same for the same numbers.
 */
final class BenchMovie {
    private static final int MOST_DRIFT_PX = 3;
    private static final int JUMP_PX = 8;
    private static final double LARGEST_RADIUS_PX = 5;
    /** Cells take at most this share of their field of the grid, so that they do not touch. */
    private static final double RADIUS_OF_FIELD = 0.4;

    private static final int BACKGROUND_COUNTS = 300;
    private static final int NOISE_COUNTS = 96;
    /** For so many cells there is one more that comes and goes. */
    private static final int OTHERS = 10;

    private static final int COME_COUNTS = 400;
    private static final int FRAMES_UP = 16;

    final short[][] frames;
    final RoiSet cells;
    private final List<Roi> comingAndGoing;

    BenchMovie(int widthPx, int heightPx, int cellCount, int frameCount, long seed) {
        int others = cellCount / OTHERS;
        List<Roi> all = grid(widthPx, heightPx, cellCount + others);
        comingAndGoing = others == 0
                ? List.of()
                : all.stream()
                        .filter(cell -> cell.id() % (OTHERS + 1) == OTHERS)
                        .toList();
        cells = new RoiSet(widthPx, heightPx, without(all, comingAndGoing), "benchmark");
        SplittableRandom random = new SplittableRandom(seed);
        short[] gone = scene(widthPx, heightPx, random);
        short[] come = gone.clone();
        comingAndGoing.forEach(cell -> add(cell, COME_COUNTS, come));
        frames = new short[frameCount][widthPx * heightPx];
        int shiftX = 0;
        int shiftY = 0;
        for (int i = 0; i < frameCount; i++) {
            shiftX = Math.clamp(shiftX + random.nextInt(-1, 2), -MOST_DRIFT_PX, MOST_DRIFT_PX);
            shiftY = Math.clamp(shiftY + random.nextInt(-1, 2), -MOST_DRIFT_PX, MOST_DRIFT_PX);
            int jump = i == frameCount / 2 ? JUMP_PX : 0;
            short[] scene = i / FRAMES_UP % 2 == 0 ? come : gone;
            expose(scene, widthPx, heightPx, shiftX + jump, shiftY, random, frames[i]);
        }
    }

    private static List<Roi> without(List<Roi> all, List<Roi> others) {
        return all.stream().filter(cell -> !others.contains(cell)).toList();
    }

    private static void add(Roi cell, int counts, short[] scene) {
        for (int pixel : cell.pixels()) {
            scene[pixel] += (short) counts;
        }
    }

    private static List<Roi> grid(int widthPx, int heightPx, int cellCount) {
        int columns = (int) Math.ceil(Math.sqrt((double) cellCount * widthPx / heightPx));
        int rows = (cellCount + columns - 1) / columns;
        double fieldX = (double) widthPx / columns;
        double fieldY = (double) heightPx / rows;
        double radius = Math.min(LARGEST_RADIUS_PX, RADIUS_OF_FIELD * Math.min(fieldX, fieldY));
        List<Roi> rois = new ArrayList<>();
        for (int cell = 0; cell < cellCount; cell++) {
            int column = cell % columns;
            int row = cell / columns;
            rois.add(disc(cell, (column + 0.5) * fieldX, (row + 0.5) * fieldY, radius, widthPx, heightPx));
        }
        return rois;
    }

    private static Roi disc(int id, double centerX, double centerY, double radius, int widthPx, int heightPx) {
        int[] pixels = new int[(int) Math.pow(2 * radius + 3, 2)];
        int count = 0;
        for (int y = (int) Math.max(0, centerY - radius); y <= Math.min(heightPx - 1, centerY + radius); y++) {
            for (int x = (int) Math.max(0, centerX - radius); x <= Math.min(widthPx - 1, centerX + radius); x++) {
                if (Math.hypot(x + 0.5 - centerX, y + 0.5 - centerY) <= radius) {
                    pixels[count++] = y * widthPx + x;
                }
            }
        }
        float[] weights = new float[count];
        Arrays.fill(weights, 1f / count);
        return new Roi(id, Arrays.copyOf(pixels, count), weights);
    }

    private short[] scene(int widthPx, int heightPx, SplittableRandom random) {
        short[] scene = new short[widthPx * heightPx];
        Arrays.fill(scene, (short) BACKGROUND_COUNTS);
        for (Roi cell : cells.rois()) {
            add(cell, 200 + random.nextInt(800), scene);
        }
        return scene;
    }

    private static void expose(
            short[] scene, int widthPx, int heightPx, int shiftX, int shiftY, SplittableRandom random, short[] frame) {
        for (int y = 0, i = 0; y < heightPx; y++) {
            int row = Math.clamp(y - shiftY, 0, heightPx - 1) * widthPx;
            for (int x = 0; x < widthPx; x++, i++) {
                frame[i] = (short) (scene[row + Math.clamp(x - shiftX, 0, widthPx - 1)] + random.nextInt(NOISE_COUNTS));
            }
        }
    }
}
