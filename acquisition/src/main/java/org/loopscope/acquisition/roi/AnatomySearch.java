package org.loopscope.acquisition.roi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds cells by what they look like: blobs of a soma's size that stand out of their surround in the mean image, by a
 * difference of Gaussians. Cells that are silent during the calibration are found like this.
 */
final class AnatomySearch {
    private static final double CENTER_SIGMA_PER_SOMA = 0.25;
    private static final double SURROUND_SIGMA_PER_SOMA = 0.6;
    private static final double BLUR_PER_SOMA = 1 / 12.0;
    private static final double SURROUND_PER_SOMA = 1.2;
    private static final double SHARE = 0.5;
    private static final double REACH_PER_SOMA = 0.8;
    private static final double LEAST_AREA = 0.35;
    private static final double MOST_AREA = 1.8;

    private final int width;
    private final int height;
    private final DetectionSettings settings;
    private final int borderPx;
    private final boolean[] taken;
    private final FootprintGrowth growth;
    /** Height over the surround, lightly smoothed. */
    private final float[] relief;
    /** Answer of the difference of Gaussians. */
    private final float[] blob;

    /** @param taken pixels that belong to a cell already; receives those found here */
    AnatomySearch(float[] mean, int width, int height, DetectionSettings settings, int borderPx, boolean[] taken) {
        this.width = width;
        this.height = height;
        this.settings = settings;
        this.borderPx = borderPx;
        this.taken = taken;
        double somaPx = settings.somaDiameterPx();
        this.growth = new FootprintGrowth(width, height, (int) Math.round(REACH_PER_SOMA * somaPx));
        ImageFilter filter = new ImageFilter(width, height);
        float[] local = new float[mean.length];
        relief = new float[mean.length];
        blob = new float[mean.length];
        filter.gaussian(mean, CENTER_SIGMA_PER_SOMA * somaPx, blob);
        filter.gaussian(mean, SURROUND_SIGMA_PER_SOMA * somaPx, local);
        subtract(blob, local);
        filter.gaussian(mean, BLUR_PER_SOMA * somaPx, relief);
        filter.boxMean(mean, (int) Math.round(SURROUND_PER_SOMA * somaPx), local);
        subtract(relief, local);
    }

    /** At most {@code most} cells, the clearest first. */
    List<Roi> search(int most) {
        List<Roi> found = new ArrayList<>();
        double least = settings.contrastThreshold() * spread();
        while (found.size() < most) {
            int seed = strongest();
            if (seed < 0 || blob[seed] < least) {
                break;
            }
            growth.grow(seed, pixel -> relief[pixel], taken, SHARE);
            double area = growth.count / settings.somaAreaPx();
            if (area >= LEAST_AREA && area <= MOST_AREA) {
                found.add(new Roi(
                        found.size(),
                        Arrays.copyOf(growth.pixels, growth.count),
                        Arrays.copyOf(growth.weights, growth.count)));
                for (int i = 0; i < growth.count; i++) {
                    taken[growth.pixels[i]] = true;
                }
            }
            dismissAround(seed);
        }
        return found;
    }

    /** Robust standard deviation of the answers: of the lower half, which bright cells do not widen. */
    private double spread() {
        float[] sorted = blob.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] - sorted[(int) (0.159 * sorted.length)];
    }

    private int strongest() {
        int best = -1;
        float most = 0;
        for (int y = borderPx; y < height - borderPx; y++) {
            for (int x = borderPx; x < width - borderPx; x++) {
                int pixel = y * width + x;
                if (blob[pixel] > most && !taken[pixel]) {
                    most = blob[pixel];
                    best = pixel;
                }
            }
        }
        return best;
    }

    private void dismissAround(int seed) {
        int reach = (int) Math.max(1, Math.round(settings.somaDiameterPx() / 4));
        for (int y = Math.max(0, seed / width - reach); y <= Math.min(height - 1, seed / width + reach); y++) {
            for (int x = Math.max(0, seed % width - reach); x <= Math.min(width - 1, seed % width + reach); x++) {
                blob[y * width + x] = 0;
            }
        }
    }

    private static void subtract(float[] from, float[] what) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= what[i];
        }
    }
}
