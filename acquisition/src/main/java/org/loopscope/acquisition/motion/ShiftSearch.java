package org.loopscope.acquisition.motion;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds, on the pixel grid and among all allowed shifts, where an image's content lies relative to a template: the
 * maximum of their band-limited cross-correlation, by Fourier transforms. One thread; allocates nothing per image.
 */
final class ShiftSearch {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final ImageTransform transform;
    private final int maxShiftPx;
    private final BandSpectrum image;
    private final BandSpectrum product;

    private final int lagStride;
    private final float[] lagXRe;
    private final float[] lagXIm;
    private final float[] lagYRe;
    private final float[] lagYIm;

    private int bestXPx;
    private int bestYPx;

    ShiftSearch(ImageTransform transform, int maxShiftPx) {
        this.transform = transform;
        this.maxShiftPx = maxShiftPx;
        this.image = transform.spectrum();
        this.product = transform.spectrum();
        this.lagStride = ColumnFft.alignedStride(2 * maxShiftPx + 1);
        this.lagXRe = new float[transform.periodXPx * product.stride];
        this.lagXIm = new float[transform.periodXPx * product.stride];
        this.lagYRe = new float[transform.periodYPx * lagStride];
        this.lagYIm = new float[transform.periodYPx * lagStride];
    }

    /**
     * Searches; the result is in {@link #xPx} and {@link #yPx}, 0 where nothing correlates.
     *
     * @param template spectrum of the filtered template, of which frequencies above 0 stand for their conjugates too
     */
    void search(float[] pixels, float level, BandSpectrum template) {
        transform.forward(pixels, level, image);
        multiply(template);
        correlationOnGrid();
        float best = lagYRe[transform.alongY.rowOf(0) * lagStride + maxShiftPx];
        bestXPx = 0;
        bestYPx = 0;
        for (int lagY = -maxShiftPx; lagY <= maxShiftPx; lagY++) {
            int row = transform.alongY.rowOf(lagY) * lagStride + maxShiftPx;
            for (int lagX = -maxShiftPx; lagX <= maxShiftPx; lagX++) {
                if (lagYRe[row + lagX] > best) {
                    best = lagYRe[row + lagX];
                    bestXPx = lagX;
                    bestYPx = lagY;
                }
            }
        }
    }

    int xPx() {
        return bestXPx;
    }

    int yPx() {
        return bestYPx;
    }

    /** product = image * conj(template). */
    private void multiply(BandSpectrum template) {
        for (int i = 0; i < product.re.length; i += SPECIES.length()) {
            FloatVector a = FloatVector.fromArray(SPECIES, image.re, i);
            FloatVector b = FloatVector.fromArray(SPECIES, image.im, i);
            FloatVector c = FloatVector.fromArray(SPECIES, template.re, i);
            FloatVector d = FloatVector.fromArray(SPECIES, template.im, i);
            a.mul(c).add(b.mul(d)).intoArray(product.re, i);
            b.mul(c).sub(a.mul(d)).intoArray(product.im, i);
        }
    }

    /** Inverse transform of the product, along x then along y, only as far as the allowed shifts need it. */
    private void correlationOnGrid() {
        int stride = product.stride;
        Arrays.fill(lagXRe, 0);
        Arrays.fill(lagXIm, 0);
        for (int kx = -product.kxMax; kx <= product.kxMax; kx++) {
            int to = (kx < 0 ? kx + transform.periodXPx : kx) * stride;
            System.arraycopy(product.re, (kx + product.kxMax) * stride, lagXRe, to, stride);
            System.arraycopy(product.im, (kx + product.kxMax) * stride, lagXIm, to, stride);
        }
        transform.alongX.transform(lagXIm, lagXRe, stride);
        Arrays.fill(lagYRe, 0);
        Arrays.fill(lagYIm, 0);
        for (int lagX = -maxShiftPx; lagX <= maxShiftPx; lagX++) {
            int row = transform.alongX.rowOf(lagX) * stride;
            int column = lagX + maxShiftPx;
            for (int ky = 0; ky <= product.kyMax; ky++) {
                lagYRe[ky * lagStride + column] = lagXRe[row + ky];
                lagYIm[ky * lagStride + column] = lagXIm[row + ky];
            }
        }
        transform.alongY.transform(lagYIm, lagYRe, lagStride);
    }
}
