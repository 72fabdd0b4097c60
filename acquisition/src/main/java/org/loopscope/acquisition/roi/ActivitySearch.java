package org.loopscope.acquisition.roi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds cells by what they do: the pixel that fluctuates most clearly is a seed, its cell is taken off, and so on. */
final class ActivitySearch {
    private static final double SHARE = 0.4;
    private static final double REACH_PER_SOMA = 0.9;
    /** Areas relative to a soma; less is a dendrite, more is neuropil. */
    private static final double LEAST_AREA = 0.4;

    private static final double MOST_AREA = 2.2;
    /** A cell has an edge, neuropil has none: most of the trace that the surround may carry, relative to the inside. */
    private static final double MOST_IN_SURROUND = 0.08;

    private static final double SURROUND_FROM_PER_SOMA = 0.75;
    private static final double SURROUND_TO_PER_SOMA = 1.2;
    private static final int REFINEMENTS = 2;
    private static final int DISMISSED_PX = 2;

    private final FluctuationMovie movie;
    private final DetectionSettings settings;
    private final int borderPx;
    private final boolean[] taken;
    private final FootprintGrowth growth;
    private final float[] trace;

    /** @param taken pixels that belong to a cell already; receives those found here */
    ActivitySearch(FluctuationMovie movie, DetectionSettings settings, int borderPx, boolean[] taken) {
        this.movie = movie;
        this.settings = settings;
        this.borderPx = borderPx;
        this.taken = taken;
        int reachPx = (int) Math.round(REACH_PER_SOMA * settings.somaDiameterPx());
        this.growth = new FootprintGrowth(movie.width, movie.height, reachPx);
        this.trace = new float[movie.bins];
    }

    /** The clearest first. */
    List<Roi> search() {
        List<Roi> found = new ArrayList<>();
        double least = movie.leastPower(settings);
        while (found.size() < settings.maxCells()) {
            int seed = strongest();
            if (seed < 0 || movie.power(seed) < least) {
                break;
            }
            if (growAt(seed) && carriedBySurround() <= MOST_IN_SURROUND) {
                found.add(new Roi(
                        found.size(),
                        Arrays.copyOf(growth.pixels, growth.count),
                        Arrays.copyOf(growth.weights, growth.count)));
                takeOff(seed);
            } else {
                dismissAround(seed);
            }
        }
        return found;
    }

    private int strongest() {
        int best = -1;
        float most = 0;
        for (int y = borderPx; y < movie.height - borderPx; y++) {
            for (int x = borderPx; x < movie.width - borderPx; x++) {
                int pixel = y * movie.width + x;
                if (movie.power(pixel) > most && !taken[pixel]) {
                    most = movie.power(pixel);
                    best = pixel;
                }
            }
        }
        return best;
    }

    private boolean growAt(int seed) {
        movie.trace(new int[] {seed}, new float[] {1}, 1, trace);
        for (int round = 0; round <= REFINEMENTS; round++) {
            growth.grow(seed, pixel -> movie.loading(pixel, trace), taken, SHARE);
            double area = growth.count / settings.somaAreaPx();
            if (area < LEAST_AREA || area > MOST_AREA) {
                return false;
            }
            movie.trace(growth.pixels, growth.weights, growth.count, trace);
        }
        return true;
    }

    private void takeOff(int seed) {
        movie.takeOff(seed, settings.somaDiameterPx(), trace);
        for (int i = 0; i < growth.count; i++) {
            taken[growth.pixels[i]] = true;
        }
    }

    /** Mean loading of a ring around the footprint's centre, relative to the footprint's own. */
    private double carriedBySurround() {
        double centerX = 0;
        double centerY = 0;
        double inside = 0;
        for (int i = 0; i < growth.count; i++) {
            centerX += (double) (growth.pixels[i] % movie.width) / growth.count;
            int row = growth.pixels[i] / movie.width;
            centerY += (double) row / growth.count;
            inside += movie.loading(growth.pixels[i], trace) / growth.count;
        }
        double from = SURROUND_FROM_PER_SOMA * settings.somaDiameterPx();
        double to = SURROUND_TO_PER_SOMA * settings.somaDiameterPx();
        double around = 0;
        int count = 0;
        for (int y = Math.max(0, (int) (centerY - to)); y <= Math.min(movie.height - 1, centerY + to); y++) {
            for (int x = Math.max(0, (int) (centerX - to)); x <= Math.min(movie.width - 1, centerX + to); x++) {
                double distance2 = (x - centerX) * (x - centerX) + (y - centerY) * (y - centerY);
                if (distance2 >= from * from && distance2 <= to * to) {
                    around += movie.loading(y * movie.width + x, trace);
                    count++;
                }
            }
        }
        return around / Math.max(1, count) / inside;
    }

    private void dismissAround(int seed) {
        for (int dy = -DISMISSED_PX; dy <= DISMISSED_PX; dy++) {
            for (int dx = -DISMISSED_PX; dx <= DISMISSED_PX; dx++) {
                int x = Math.clamp(seed % movie.width + dx, 0, movie.width - 1);
                int y = Math.clamp(seed / movie.width + dy, 0, movie.height - 1);
                movie.dismiss(y * movie.width + x);
            }
        }
    }
}
