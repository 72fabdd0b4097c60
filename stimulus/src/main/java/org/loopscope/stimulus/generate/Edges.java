package org.loopscope.stimulus.generate;

import java.util.Arrays;

/** Steps, bars, corners and discs of high contrast, smoothed over one pixel. */
final class Edges {
    private static final int MAX_SHAPES = 3;
    private static final double MIN_STEP = 0.7;

    private final int sizePx;

    Edges(int sizePx) {
        this.sizePx = sizePx;
    }

    /** How deep a point lies inside a shape, pixels; negative outside. */
    private interface Shape {
        double depth(double x, double y);
    }

    float[] draw(PictureRandom random) {
        float[] pixels = new float[sizePx * sizePx];
        double grey = random.uniform(-1, 1);
        Arrays.fill(pixels, (float) grey);
        int shapes = 1 + random.below(MAX_SHAPES);
        for (int s = 0; s < shapes; s++) {
            grey = contrasting(grey, random);
            paint(pixels, shape(random), (float) grey);
        }
        return pixels;
    }

    private static double contrasting(double grey, PictureRandom random) {
        double next;
        do {
            next = random.uniform(-1, 1);
        } while (Math.abs(next - grey) < MIN_STEP);
        return next;
    }

    private void paint(float[] pixels, Shape shape, float grey) {
        for (int y = 0; y < sizePx; y++) {
            for (int x = 0; x < sizePx; x++) {
                float share = (float) Math.clamp(shape.depth(x, y) + 0.5, 0.0, 1.0);
                int at = y * sizePx + x;
                pixels[at] += share * (grey - pixels[at]);
            }
        }
    }

    private Shape shape(PictureRandom random) {
        double cx = random.uniform(0.2, 0.8) * sizePx;
        double cy = random.uniform(0.2, 0.8) * sizePx;
        double angle = random.uniform(0, 2 * Math.PI);
        double nx = StrictMath.cos(angle);
        double ny = StrictMath.sin(angle);
        double extent = random.uniform(0.05, 0.3) * sizePx;
        return switch (random.below(4)) {
            case 0 -> (x, y) -> (x - cx) * nx + (y - cy) * ny;
            case 1 -> (x, y) -> extent / 2 - Math.abs((x - cx) * nx + (y - cy) * ny);
            case 2 -> (x, y) -> Math.min((x - cx) * nx + (y - cy) * ny, (y - cy) * nx - (x - cx) * ny);
            default -> (x, y) -> extent - Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy));
        };
    }
}
