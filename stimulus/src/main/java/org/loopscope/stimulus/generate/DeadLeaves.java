package org.loopscope.stimulus.generate;

import java.util.Arrays;
import org.loopscope.stimulus.PictureSize;

/**
 * The dead leaves model (Lee, Mumford and Huang 2001): ellipses with sizes distributed as {@code r^-3} fall on each
 * other, each of one grey. Painted front to back at twice the resolution and averaged, which smooths the edges.
 */
final class DeadLeaves {
    private static final int SUPERSAMPLING = 2;
    /** The last holes would cost most of the leaves; they take the background's grey instead. */
    private static final double ENOUGH_COVERED = 0.995;

    /**
     * Shapes of the leaves.
     *
     * @param minRadiusPx smallest mean radius, picture pixels
     * @param maxRadiusPx largest mean radius, picture pixels
     * @param maxElongation largest ratio of the axes; 1 gives discs
     * @param orientationSpread how far orientations stray from the common one, radians to either side
     */
    record Style(double minRadiusPx, double maxRadiusPx, double maxElongation, double orientationSpread) {
        /** Leaves of all orientations and of sizes up to half the picture's shorter side. */
        static Style scene(PictureSize size) {
            return new Style(1.5, size.shorterPx() / 2.0, 2.5, Math.PI / 2);
        }

        /** Fine, long leaves that lie about one way, for textures. */
        static Style oriented(PictureSize size) {
            return new Style(1.2, size.shorterPx() / 5.0, 6, 0.25);
        }
    }

    private final PictureSize size;
    private final int canvasWidth;
    private final int canvasHeight;
    private final Style style;
    private final float[] canvas;
    private final boolean[] covered;

    DeadLeaves(PictureSize size, Style style) {
        this.size = size;
        this.style = style;
        canvasWidth = size.widthPx() * SUPERSAMPLING;
        canvasHeight = size.heightPx() * SUPERSAMPLING;
        canvas = new float[canvasWidth * canvasHeight];
        covered = new boolean[canvas.length];
    }

    float[] draw(PictureRandom random) {
        Arrays.fill(canvas, (float) random.uniform(-1, 1));
        Arrays.fill(covered, false);
        double common = random.uniform(0, Math.PI);
        int left = (int) Math.ceil((1 - ENOUGH_COVERED) * covered.length);
        int bare = covered.length;
        while (bare > left) {
            bare -= paintLeaf(random, common);
        }
        return average();
    }

    /** Paints one leaf under those before it and returns how many canvas pixels it newly covers. */
    private int paintLeaf(PictureRandom random, double commonOrientation) {
        double min = style.minRadiusPx * SUPERSAMPLING;
        double max = style.maxRadiusPx * SUPERSAMPLING;
        double u = random.uniform();
        double radius = 1 / Math.sqrt(1 / (min * min) + u * (1 / (max * max) - 1 / (min * min)));
        double stretch = Math.sqrt(random.uniform(1, style.maxElongation));
        double angle = commonOrientation + random.uniform(-style.orientationSpread, style.orientationSpread);
        double margin = max * Math.sqrt(style.maxElongation);
        double cx = random.uniform(-margin, canvasWidth + margin);
        double cy = random.uniform(-margin, canvasHeight + margin);
        float grey = (float) random.uniform(-1, 1);

        double reach = radius * stretch;
        int x0 = Math.max(0, (int) Math.ceil(cx - reach));
        int x1 = Math.min(canvasWidth - 1, (int) Math.floor(cx + reach));
        int y0 = Math.max(0, (int) Math.ceil(cy - reach));
        int y1 = Math.min(canvasHeight - 1, (int) Math.floor(cy + reach));
        if (x0 > x1 || y0 > y1) {
            return 0;
        }
        double alongX = StrictMath.cos(angle) / (radius * stretch);
        double alongY = StrictMath.sin(angle) / (radius * stretch);
        double acrossX = -alongY * stretch * stretch;
        double acrossY = alongX * stretch * stretch;
        int newly = 0;
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                int at = y * canvasWidth + x;
                double along = (x - cx) * alongX + (y - cy) * alongY;
                double across = (x - cx) * acrossX + (y - cy) * acrossY;
                if (!covered[at] && along * along + across * across <= 1) {
                    covered[at] = true;
                    canvas[at] = grey;
                    newly++;
                }
            }
        }
        return newly;
    }

    private float[] average() {
        float[] pixels = new float[size.pixels()];
        for (int y = 0; y < canvasHeight; y++) {
            for (int x = 0; x < canvasWidth; x++) {
                pixels[y / SUPERSAMPLING * size.widthPx() + x / SUPERSAMPLING] += canvas[y * canvasWidth + x];
            }
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] /= SUPERSAMPLING * SUPERSAMPLING;
        }
        return pixels;
    }
}
