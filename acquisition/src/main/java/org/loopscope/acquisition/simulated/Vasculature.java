package org.loopscope.acquisition.simulated;

/** Blood vessels: a few dark, winding bands across the field, softly edged. */
final class Vasculature {
    private static final int VESSELS = 3;
    private static final double TURN_SD_RAD = 0.06;

    private static final double SOFT_EDGE_PX = 3;

    private final int widthPx;
    private final int heightPx;
    private final float[] darkness;

    /** Over an area of this size; {@code typicalWidthPx}: width of a vessel, about a cell's diameter. */
    Vasculature(int widthPx, int heightPx, double typicalWidthPx, long seed) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        darkness = new float[widthPx * heightPx];
        Xoshiro256 random = new Xoshiro256(seed);
        for (int vessel = 0; vessel < VESSELS; vessel++) {
            draw(random, typicalWidthPx * random.uniform(0.5, 1.1));
        }
    }

    /** 0 in tissue, 1 in the middle of a vessel. */
    float darkness(int xPx, int yPx) {
        return darkness[yPx * widthPx + xPx];
    }

    private void draw(Xoshiro256 random, double vesselWidthPx) {
        double heading = random.uniform(0, 2 * StrictMath.PI);
        double reach = StrictMath.hypot(widthPx, heightPx) / 2;
        // Starts outside and is aimed so that it crosses the field.
        double x = widthPx * random.uniform(0.25, 0.75) - reach * StrictMath.cos(heading);
        double y = heightPx * random.uniform(0.25, 0.75) - reach * StrictMath.sin(heading);
        for (int step = 0; step < 2 * reach; step++) {
            stamp(x, y, vesselWidthPx / 2);
            heading += TURN_SD_RAD * random.nextNormal();
            x += StrictMath.cos(heading);
            y += StrictMath.sin(heading);
        }
    }

    private void stamp(double centerX, double centerY, double radiusPx) {
        int reach = (int) StrictMath.ceil(radiusPx + SOFT_EDGE_PX);
        int fromY = Math.max(0, (int) centerY - reach);
        int toY = Math.min(heightPx - 1, (int) centerY + reach);
        int fromX = Math.max(0, (int) centerX - reach);
        int toX = Math.min(widthPx - 1, (int) centerX + reach);
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                double inside = radiusPx - StrictMath.hypot(x - centerX, y - centerY);
                float dark = (float) Math.clamp(inside / SOFT_EDGE_PX + 0.5, 0, 1);
                darkness[y * widthPx + x] = Math.max(darkness[y * widthPx + x], dark);
            }
        }
    }
}
