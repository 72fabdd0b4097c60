package org.loopscope.inference.ridge;

import java.util.Arrays;
import java.util.List;
import org.loopscope.inference.architecture.FeatureBand;

/**
 * The features of all presentations, centred and scaled by the first of them, and their inner products, band kind by
 * band kind. Features lie feature by feature, so that inner products run along presentations.
 */
final class ScaledFeatures {
    private final List<FeatureBand> bands;
    private final int features;
    private float[] mean = new float[0];
    private float[] factor = new float[0];
    private float[][] columns = new float[0][];
    private float[][] alike = new float[0][];
    private float[][] together = new float[0][];
    private int rows;

    ScaledFeatures(List<FeatureBand> bands, int features) {
        this.bands = List.copyOf(bands);
        this.features = features;
    }

    int rows() {
        return rows;
    }

    /** Multiply-adds that the next row costs. */
    long nextCost() {
        return (long) (rows + 1) * features;
    }

    /** Finds mean and scale of these presentations, and begins anew. */
    void scaleBy(List<float[]> presentations) {
        mean = new float[features];
        factor = new float[features];
        rows = 0;
        double[] sum = new double[features];
        double[] squares = new double[features];
        for (float[] row : presentations) {
            for (int k = 0; k < features; k++) {
                sum[k] += row[k];
                squares[k] += (double) row[k] * row[k];
            }
        }
        int count = presentations.size();
        long alikeBands = bands.stream()
                .filter(b -> b.kind() == FeatureBand.Kind.EACH_ALIKE)
                .count();
        for (FeatureBand band : bands) {
            double total = 0;
            for (int k = band.from(); k < band.from() + band.count(); k++) {
                mean[k] = (float) (sum[k] / count);
                double variance = Math.max(0, squares[k] / count - (sum[k] / count) * (sum[k] / count));
                total += variance;
                double sd = Math.sqrt(variance);
                factor[k] = sd > 1e-6 ? (float) (1 / (sd * Math.sqrt((double) alikeBands * band.count()))) : 0;
            }
            if (band.kind() == FeatureBand.Kind.TOGETHER) {
                float shared = total > 1e-9 ? (float) (1 / Math.sqrt(total)) : 0;
                Arrays.fill(factor, band.from(), band.from() + band.count(), shared);
            }
        }
    }

    /** Appends a presentation: its features, and its inner products with all up to itself. */
    void append(float[] raw) {
        makeRoom();
        alike[rows] = new float[rows + 1];
        together[rows] = new float[rows + 1];
        float[] row = scaled(raw);
        for (int k = 0; k < features; k++) {
            columns[k][rows] = row[k];
        }
        products(row, rows + 1, alike[rows], together[rows]);
        rows++;
    }

    private float[] scaled(float[] raw) {
        float[] row = new float[features];
        for (int k = 0; k < features; k++) {
            row[k] = (raw[k] - mean[k]) * factor[k];
        }
        return row;
    }

    private void products(float[] row, int count, float[] alikeTo, float[] togetherTo) {
        for (FeatureBand band : bands) {
            float[] to = band.kind() == FeatureBand.Kind.EACH_ALIKE ? alikeTo : togetherTo;
            int end = band.from() + band.count();
            int k = band.from();
            for (; k + FourRows.COUNT <= end; k += FourRows.COUNT) {
                FourRows.add(row, columns, k, to, count);
            }
            for (; k < end; k++) {
                FourRows.add(row[k], columns[k], to, count);
            }
        }
    }

    private void makeRoom() {
        int capacity = columns.length == 0 ? 0 : columns[0].length;
        if (rows < capacity) {
            return;
        }
        int grown = Math.max(64, capacity + capacity / 2);
        if (columns.length == 0) {
            columns = new float[features][grown];
        }
        for (int k = 0; k < features; k++) {
            columns[k] = Arrays.copyOf(columns[k], grown);
        }
        alike = Arrays.copyOf(alike, grown);
        together = Arrays.copyOf(together, grown);
    }

    /** Row {@code i} of the kernel under a prior, up to its diagonal. */
    void kernelRow(int i, Prior prior, float[] to) {
        float share = (float) prior.share();
        for (int j = 0; j <= i; j++) {
            to[j] = alike[i][j] + share * together[i][j];
        }
    }

    /** Inner products of another presentation with the first {@code count}, by kind of band; both arrays are 0 before. */
    void productsOfOther(float[] raw, int count, float[] alikeTo, float[] togetherTo) {
        products(scaled(raw), count, alikeTo, togetherTo);
    }

    /**
     * From weights of the presentations to weights of the raw features.
     *
     * @param from the solution's first output
     * @param weights {@code [feature][output]}; those of the solution's outputs are written
     * @param biases likewise
     */
    void weights(DualSolution solution, Prior prior, int from, float[][] weights, double[] biases) {
        int outputs = solution.intercepts().length;
        System.arraycopy(solution.intercepts(), 0, biases, from, outputs);
        double[] sums = new double[outputs];
        double[] column = new double[solution.dual().length];
        for (FeatureBand band : bands) {
            double share = band.kind() == FeatureBand.Kind.EACH_ALIKE ? 1 : prior.share();
            for (int k = band.from(); k < band.from() + band.count(); k++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < column.length; i++) {
                    column[i] = columns[k][i];
                }
                FourRows.subtractAll(column, solution.dual(), 0, column.length, sums, outputs);
                for (int n = 0; n < outputs; n++) {
                    double weight = -share * factor[k] * sums[n];
                    weights[k][from + n] = (float) weight;
                    biases[from + n] -= weight * mean[k];
                }
            }
        }
    }
}
