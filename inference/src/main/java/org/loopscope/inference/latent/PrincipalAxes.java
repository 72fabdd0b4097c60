package org.loopscope.inference.latent;

import java.util.Random;

/**
 * The axes of the largest variance of some vectors of mean 0, largest first. Randomized subspace iteration: a few
 * products of the covariance with a block of random vectors, made orthonormal in between, then the covariance's
 * eigenvectors within that block. The covariance itself is never formed.
 */
final class PrincipalAxes {
    private static final int SPARE_AXES = 16;
    private static final int ITERATIONS = 6;
    private static final long SEED = 20_110_217;

    private final float[][] axes;
    private final double[] variances;

    private PrincipalAxes(float[][] axes, double[] variances) {
        this.axes = axes;
        this.variances = variances;
    }

    static PrincipalAxes of(float[][] vectors, int count) {
        int dimension = vectors[0].length;
        int block = Math.min(count + SPARE_AXES, Math.min(dimension, vectors.length));
        Random random = new Random(SEED);
        float[][] basis = new float[block][dimension];
        for (float[] row : basis) {
            for (int p = 0; p < dimension; p++) {
                row[p] = (float) random.nextGaussian();
            }
        }
        orthonormalize(basis);
        for (int i = 0; i < ITERATIONS; i++) {
            basis = covarianceTimes(vectors, basis);
            orthonormalize(basis);
        }
        return withinBlock(basis, covarianceTimes(vectors, basis), count);
    }

    int count() {
        return axes.length;
    }

    float[] axis(int j) {
        return axes[j];
    }

    /** Mean square of the vectors along the axis. */
    double variance(int j) {
        return variances[j];
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int p = 0; p < a.length; p++) {
            sum += (double) a[p] * b[p];
        }
        return sum;
    }

    private static float[][] covarianceTimes(float[][] vectors, float[][] basis) {
        float[][] product = new float[basis.length][basis[0].length];
        for (float[] vector : vectors) {
            for (int j = 0; j < basis.length; j++) {
                add(product[j], dot(vector, basis[j]) / vectors.length, vector);
            }
        }
        return product;
    }

    /** Gram and Schmidt, twice: once is not enough for float rows that have grown alike. */
    private static void orthonormalize(float[][] rows) {
        for (int j = 0; j < rows.length; j++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < j; before++) {
                    add(rows[j], -dot(rows[j], rows[before]), rows[before]);
                }
            }
            double norm = Math.sqrt(dot(rows[j], rows[j]));
            for (int p = 0; p < rows[j].length; p++) {
                rows[j][p] = norm > 0 ? (float) (rows[j][p] / norm) : 0;
            }
        }
    }

    private static PrincipalAxes withinBlock(float[][] basis, float[][] product, int count) {
        double[][] small = new double[basis.length][basis.length];
        for (int i = 0; i < basis.length; i++) {
            for (int j = 0; j <= i; j++) {
                small[i][j] = (dot(basis[i], product[j]) + dot(basis[j], product[i])) / 2;
                small[j][i] = small[i][j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(small);
        float[][] axes = new float[count][basis[0].length];
        double[] variances = new double[count];
        for (int j = 0; j < count; j++) {
            for (int i = 0; i < basis.length; i++) {
                add(axes[j], eigen.vector(j)[i], basis[i]);
            }
            variances[j] = Math.max(0, eigen.value(j));
        }
        return new PrincipalAxes(axes, variances);
    }

    private static void add(float[] to, double factor, float[] row) {
        float f = (float) factor;
        for (int p = 0; p < to.length; p++) {
            to[p] += f * row[p];
        }
    }
}
