package org.loopscope.acquisition.onephoton;

import java.util.List;

/**
 * Fits a ring's weights for each place of the coarse grid: least squares over the bins of the calibration, held to
 * equal weights by a ridge. With X the ring's places by bin and y the middle, the weights are
 * {@code u + (X X' + l I)^-1 X (y - X' u)}; u is 1 over the number of places inside the frame. Places outside weigh 0.
 *
 * <p>The products of two places are summed over the bins once for each distance between them, and shared by all rings
 * that hold such a pair: adding up runs over the bins in order, so the result has the same bits everywhere.
 */
final class RingFit {
    private final CoarseGrid grid;
    private final RingShape ring;
    private final float[][] bins;
    private final int span;
    /** By distance between two places; null where no ring holds such a pair. At the first place, row by row. */
    private final float[][] products;

    RingFit(CoarseGrid grid, RingShape ring, float[][] bins) {
        this.grid = grid;
        this.ring = ring;
        this.bins = bins;
        this.span = 4 * ring.reach() + 1;
        this.products = new float[(2 * ring.reach() + 1) * span][];
        List<RingShape.Place> places = ring.places();
        for (RingShape.Place one : places) {
            demand(one.dx(), one.dy());
            for (RingShape.Place other : places) {
                demand(other.dx() - one.dx(), other.dy() - one.dy());
            }
        }
    }

    /** Index of a distance, which must not point up, nor to the left within a row. */
    private int key(int dx, int dy) {
        return dy * span + dx + 2 * ring.reach();
    }

    private static boolean forward(int dx, int dy) {
        return dy > 0 || (dy == 0 && dx >= 0);
    }

    private void demand(int dx, int dy) {
        int key = forward(dx, dy) ? key(dx, dy) : key(-dx, -dy);
        if (products[key] == null) {
            products[key] = summed(forward(dx, dy) ? dx : -dx, Math.abs(dy));
        }
    }

    /** Sum over the bins of each place times the one {@code dx, dy} further, without the margin. */
    private float[] summed(int dx, int dy) {
        float[] sums = new float[grid.columns * grid.rows];
        int from = Math.max(0, -dx);
        int to = Math.min(grid.columns, grid.columns - dx);
        for (int row = 0; row + dy < grid.rows; row++) {
            int here = grid.at(0, row);
            int there = grid.at(dx, row + dy);
            int into = row * grid.columns;
            for (float[] bin : bins) {
                multiply(bin, here, there, sums, into, from, to);
            }
        }
        return sums;
    }

    private static void multiply(float[] bin, int here, int there, float[] sums, int into, int from, int to) {
        for (int x = from; x < to; x++) {
            sums[into + x] += bin[here + x] * bin[there + x];
        }
    }

    private double product(int x, int y, int otherX, int otherY) {
        int dx = otherX - x;
        int dy = otherY - y;
        boolean forward = forward(dx, dy);
        float[] sums = products[forward ? key(dx, dy) : key(-dx, -dy)];
        return forward ? sums[y * grid.columns + x] : sums[otherY * grid.columns + otherX];
    }

    /** By place on the ring, then as a coarse image. */
    float[][] weights(double ridge) {
        int places = ring.places().size();
        float[][] weights = new float[places][];
        for (int place = 0; place < places; place++) {
            weights[place] = grid.image();
        }
        int[] inside = new int[places];
        double[][] matrix = new double[places][places];
        double[] right = new double[places];
        for (int y = 0; y < grid.rows; y++) {
            for (int x = 0; x < grid.columns; x++) {
                int count = inside(x, y, inside);
                if (count > 0) {
                    fill(x, y, inside, count, matrix, right, ridge);
                    CholeskySolution.solve(matrix, right, count);
                    for (int i = 0; i < count; i++) {
                        weights[inside[i]][grid.at(x, y)] = (float) (right[i] + 1.0 / count);
                    }
                }
            }
        }
        return weights;
    }

    private int inside(int x, int y, int[] inside) {
        int count = 0;
        for (int place = 0; place < inside.length; place++) {
            int ringX = x + ring.places().get(place).dx();
            int ringY = y + ring.places().get(place).dy();
            if (ringX >= 0 && ringX < grid.columns && ringY >= 0 && ringY < grid.rows) {
                inside[count++] = place;
            }
        }
        return count;
    }

    private void fill(int x, int y, int[] inside, int count, double[][] matrix, double[] right, double ridge) {
        double power = 0;
        for (int i = 0; i < count; i++) {
            RingShape.Place one = ring.places().get(inside[i]);
            double rowSum = 0;
            for (int j = 0; j < count; j++) {
                RingShape.Place other = ring.places().get(inside[j]);
                matrix[i][j] = product(x + one.dx(), y + one.dy(), x + other.dx(), y + other.dy());
                rowSum += matrix[i][j];
            }
            right[i] = product(x + one.dx(), y + one.dy(), x, y) - rowSum / count;
            power += matrix[i][i];
        }
        for (int i = 0; i < count; i++) {
            // Where nothing ever changed there is nothing to fit: the equal weights stay.
            matrix[i][i] += Math.max(ridge * power, Double.MIN_NORMAL);
        }
    }
}
