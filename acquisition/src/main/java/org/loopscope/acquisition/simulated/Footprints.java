package org.loopscope.acquisition.simulated;

import java.util.Arrays;
import java.util.List;

/**
 * The light of each cell body at rest over an image: a soft-edged disc with a dimmer nucleus, as cytosolic indicators
 * show it. Sparse, cell after cell.
 */
final class Footprints {
    private static final double EDGE_PX = 0.7;
    private static final double NUCLEUS_DIP = 0.45;
    private static final double NUCLEUS_SIZE = 0.5;

    /** Where each cell's pixels begin in the other two arrays; one entry more than cells. */
    final int[] start;
    /** Index into the image. */
    final int[] pixel;
    /** Light of one cell at rest, with a mean of the cell's brightness inside its outline. */
    final float[] light;

    private int filled;

    /** For an image that reaches {@code marginPx} beyond the frame on each side. */
    Footprints(List<Soma> somata, int imageWidthPx, int marginPx) {
        start = new int[somata.size() + 1];
        int most = 0;
        for (Soma soma : somata) {
            int side = 2 * reachPx(soma) + 1;
            most += side * side;
        }
        int[] pixels = new int[most];
        float[] lights = new float[most];
        for (int cell = 0; cell < somata.size(); cell++) {
            addCell(somata.get(cell), imageWidthPx, marginPx, pixels, lights);
            start[cell + 1] = filled;
        }
        pixel = Arrays.copyOf(pixels, filled);
        light = Arrays.copyOf(lights, filled);
    }

    /** How much of a pixel at this distance from the outline is soma, 0 to 1. */
    static double coverage(Soma soma, double outlineDistance) {
        return 1 / (1 + StrictMath.exp((outlineDistance - 1) * soma.radiusPx() / EDGE_PX));
    }

    static double meanCoverageInside(Soma soma) {
        int reach = reachPx(soma);
        int centerX = (int) StrictMath.round(soma.xPx());
        int centerY = (int) StrictMath.round(soma.yPx());
        double sum = 0;
        int pixels = 0;
        for (int y = centerY - reach; y <= centerY + reach; y++) {
            for (int x = centerX - reach; x <= centerX + reach; x++) {
                double distance = soma.outlineDistance(x, y);
                if (distance <= 1) {
                    sum += coverage(soma, distance);
                    pixels++;
                }
            }
        }
        return sum / pixels;
    }

    static int reachPx(Soma soma) {
        return (int) StrictMath.ceil(soma.radiusPx() * StrictMath.sqrt(soma.elongation()) + 5 * EDGE_PX);
    }

    private void addCell(Soma soma, int imageWidthPx, int marginPx, int[] pixels, float[] lights) {
        int from = filled;
        int reach = reachPx(soma);
        int centerX = (int) StrictMath.round(soma.xPx());
        int centerY = (int) StrictMath.round(soma.yPx());
        double inside = 0;
        int insidePixels = 0;
        for (int y = centerY - reach; y <= centerY + reach; y++) {
            for (int x = centerX - reach; x <= centerX + reach; x++) {
                double distance = soma.outlineDistance(x, y);
                double coverage = coverage(soma, distance);
                if (coverage < 0.01) {
                    continue;
                }
                double nucleus = distance / NUCLEUS_SIZE;
                double profile = coverage * (1 - NUCLEUS_DIP * StrictMath.exp(-nucleus * nucleus));
                if (distance <= 1) {
                    inside += profile;
                    insidePixels++;
                }
                pixels[filled] = (y + marginPx) * imageWidthPx + x + marginPx;
                lights[filled++] = (float) profile;
            }
        }
        float scale = (float) (soma.brightness() * insidePixels / inside);
        for (int i = from; i < filled; i++) {
            lights[i] *= scale;
        }
    }
}
