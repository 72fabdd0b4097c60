package org.loopscope.acquisition.roi;

import java.util.Arrays;
import java.util.BitSet;

/** Which found cell is which true one. */
public final class RoiMatching {
    private RoiMatching() {}

    /** For each true cell the found one that overlaps it most, or -1 where the best overlap is not above the limit. */
    public static int[] match(RoiSet found, RoiSet truth, double leastIntersectionOverUnion) {
        int[] match = new int[truth.size()];
        Arrays.fill(match, -1);
        for (int cell = 0; cell < match.length; cell++) {
            double best = leastIntersectionOverUnion;
            for (int other = 0; other < found.size(); other++) {
                double overlap = intersectionOverUnion(
                        found.rois().get(other), truth.rois().get(cell));
                if (overlap > best) {
                    best = overlap;
                    match[cell] = other;
                }
            }
        }
        return match;
    }

    public static int matched(int[] match) {
        return (int) Arrays.stream(match).filter(found -> found >= 0).count();
    }

    static double intersectionOverUnion(Roi one, Roi other) {
        BitSet pixels = new BitSet();
        for (int pixel : one.pixels()) {
            pixels.set(pixel);
        }
        int common = 0;
        for (int pixel : other.pixels()) {
            common += pixels.get(pixel) ? 1 : 0;
        }
        return (double) common / (one.pixels().length + other.pixels().length - common);
    }

    /** Distance of the centres of mass, pixels, weights left aside. */
    static double distancePx(Roi one, Roi other, int widthPx) {
        double dx = Arrays.stream(one.pixels()).map(p -> p % widthPx).average().orElseThrow()
                - Arrays.stream(other.pixels()).map(p -> p % widthPx).average().orElseThrow();
        double dy = Arrays.stream(one.pixels()).map(p -> p / widthPx).average().orElseThrow()
                - Arrays.stream(other.pixels()).map(p -> p / widthPx).average().orElseThrow();
        return Math.hypot(dx, dy);
    }
}
