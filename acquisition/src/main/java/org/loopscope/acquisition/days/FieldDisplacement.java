package org.loopscope.acquisition.days;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * Where each point of an earlier field of view lies today: {@code now = earlier + displacement(earlier)}, smooth,
 * bilinear between the nodes of a grid.
 */
public final class FieldDisplacement {
    private static final int STEP_PX = 8;
    /** Displacements change slowly from place to place, so the inverse converges in a few steps. */
    private static final int INVERSE_STEPS = 6;

    private final int widthPx;
    private final int heightPx;
    private final int columns;
    private final int rows;
    private final float[] x;
    private final float[] y;

    /** Displacement at a place, in pixels. */
    @FunctionalInterface
    interface At {
        double px(double x, double y);
    }

    FieldDisplacement(int widthPx, int heightPx, At xPx, At yPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.columns = Math.ceilDiv(widthPx - 1, STEP_PX) + 1;
        this.rows = Math.ceilDiv(heightPx - 1, STEP_PX) + 1;
        this.x = new float[columns * rows];
        this.y = new float[columns * rows];
        for (int node = 0; node < x.length; node++) {
            int row = node / columns;
            double atX = STEP_PX * (node % columns);
            double atY = STEP_PX * row;
            x[node] = (float) xPx.px(atX, atY);
            y[node] = (float) yPx.px(atX, atY);
        }
    }

    /**
     * From the displacements of a grid's nodes, as {@link #xNodesPx} and {@link #yNodesPx} give them.
     *
     * @throws IllegalArgumentException when their number does not go with the field's size
     */
    public FieldDisplacement(int widthPx, int heightPx, float[] xNodesPx, float[] yNodesPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.columns = Math.ceilDiv(widthPx - 1, STEP_PX) + 1;
        this.rows = Math.ceilDiv(heightPx - 1, STEP_PX) + 1;
        this.x = xNodesPx.clone();
        this.y = yNodesPx.clone();
        if (x.length != columns * rows || y.length != columns * rows) {
            throw new IllegalArgumentException("a field of " + widthPx + "x" + heightPx + " px has " + columns + "x"
                    + rows + " nodes, given are " + x.length + " and " + y.length);
        }
    }

    /** To the right, pixels, at points of the earlier field that lie 8 px apart, row by row from (0, 0). A copy. */
    public float[] xNodesPx() {
        return x.clone();
    }

    /** As {@link #xNodesPx}, downwards. */
    public float[] yNodesPx() {
        return y.clone();
    }

    public int widthPx() {
        return widthPx;
    }

    public int heightPx() {
        return heightPx;
    }

    /** To the right, pixels, at a point of the earlier field. */
    public double xPx(double atX, double atY) {
        return at(x, atX, atY);
    }

    /** Downwards, pixels, at a point of the earlier field. */
    public double yPx(double atX, double atY) {
        return at(y, atX, atY);
    }

    /** Mean turn of the field, degrees, positive from the x axis to the y axis. */
    public double rotationDeg() {
        double reach = Math.min(widthPx, heightPx) / 3.0;
        double cx = widthPx / 2.0;
        double cy = heightPx / 2.0;
        double curl = (yPx(cx + reach, cy) - yPx(cx - reach, cy)) - (xPx(cx, cy + reach) - xPx(cx, cy - reach));
        return StrictMath.toDegrees(curl / (4 * reach));
    }

    /** The point of the earlier field that is at {@code (x, y)} today. */
    double[] inverse(double nowX, double nowY) {
        double ex = nowX;
        double ey = nowY;
        for (int i = 0; i < INVERSE_STEPS; i++) {
            double dx = xPx(ex, ey);
            double dy = yPx(ex, ey);
            ex = nowX - dx;
            ey = nowY - dy;
        }
        return new double[] {ex, ey};
    }

    /**
     * Cells of the earlier field where they lie today: footprints resampled, cut at the frame's edge; a cell of which
     * less than half is left in the frame is left out. Ids are kept.
     */
    public RoiSet toNow(RoiSet earlier) {
        List<Roi> moved = new ArrayList<>();
        for (Roi cell : earlier.rois()) {
            FootprintPatch.of(cell, earlier.widthPx())
                    .movedToNow(this)
                    .asRoi(cell.id(), heightPx)
                    .ifPresent(moved::add);
        }
        return new RoiSet(widthPx, heightPx, moved, earlier.provenance() + ", brought to today's field");
    }

    /** An image of the earlier field, row-major, as it lies today; not a number where today's field shows more than it. */
    public float[] imageToNow(float[] earlier) {
        float[] moved = new float[widthPx * heightPx];
        for (int pixel = 0; pixel < moved.length; pixel++) {
            int row = pixel / widthPx;
            double[] from = inverse(pixel % widthPx, row);
            moved[pixel] = WarpedImage.at(earlier, widthPx, heightPx, from[0], from[1]);
        }
        return moved;
    }

    private double at(float[] values, double atX, double atY) {
        double column = Math.clamp(atX / STEP_PX, 0, columns - 1);
        double row = Math.clamp(atY / STEP_PX, 0, rows - 1);
        int c = Math.min((int) column, columns - 2);
        int r = Math.min((int) row, rows - 2);
        double fx = column - c;
        double fy = row - r;
        int node = r * columns + c;
        double upper = values[node] + fx * (values[node + 1] - values[node]);
        double lower = values[node + columns] + fx * (values[node + columns + 1] - values[node + columns]);
        return upper + fy * (lower - upper);
    }
}
