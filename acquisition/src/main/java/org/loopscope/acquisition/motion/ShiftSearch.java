package org.loopscope.acquisition.motion;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds, among all allowed shifts, about where an image's content lies relative to a template: the maximum of their
 * band-limited cross-correlation, by Fourier transforms. Large images are binned two by two first, which costs a fifth and
 * leaves cells, which are larger than that; the answer is then good to two pixels. One thread; allocates nothing per image.
 */
final class ShiftSearch {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int BINNED_FROM_PX = 384;

    private final int widthPx;
    private final int maxShiftPx;
    /** Pixels a side that are taken together. */
    private final int binning;

    private final ImageTransform transform;
    private final int maxLag;
    private final float[] binned;
    private final float[] rows;
    private final BandSpectrum image;
    private final BandSpectrum product;

    private final int lagStride;
    private final float[] lagXRe;
    private final float[] lagXIm;
    private final float[] lagYRe;
    private final float[] lagYIm;

    private int bestX;
    private int bestY;

    /** @param ofTemplates what the templates' spectra come from */
    ShiftSearch(ImageTransform ofTemplates, int maxShiftPx) {
        this.widthPx = ofTemplates.widthPx;
        this.maxShiftPx = maxShiftPx;
        this.binning = binning(ofTemplates);
        this.transform = new ImageTransform(
                ofTemplates.widthPx / binning, ofTemplates.heightPx / binning, FilteredTemplate.BAND_FRACTION);
        this.maxLag = Math.ceilDiv(maxShiftPx, binning);
        this.binned = binning == 1 ? new float[0] : new float[transform.widthPx * transform.heightPx];
        this.rows = new float[widthPx];
        this.image = transform.spectrum();
        this.product = transform.spectrum();
        this.lagStride = ColumnFft.alignedStride(2 * maxLag + 1);
        this.lagXRe = new float[transform.periodXPx * product.stride];
        this.lagXIm = new float[transform.periodXPx * product.stride];
        this.lagYRe = new float[transform.periodYPx * lagStride];
        this.lagYIm = new float[transform.periodYPx * lagStride];
    }

    /** Frequencies, in cycles per frame, must mean the same in both. */
    private static int binning(ImageTransform full) {
        boolean large = Math.min(full.widthPx, full.heightPx) >= BINNED_FROM_PX;
        boolean halves = 2 * ColumnFft.lengthFor(full.widthPx / 2) == full.periodXPx
                && 2 * ColumnFft.lengthFor(full.heightPx / 2) == full.periodYPx;
        return large && halves ? 2 : 1;
    }

    /**
     * Searches; the result is in {@link #xPx} and {@link #yPx}, 0 where nothing correlates.
     *
     * @param template spectrum of the filtered template, of which frequencies above 0 stand for their conjugates too
     */
    void search(float[] pixels, float level, BandSpectrum template) {
        if (binning == 1) {
            transform.forward(pixels, level, image);
        } else {
            bin(pixels);
            transform.forward(binned, binning * binning * level, image);
        }
        multiply(template);
        correlationOnGrid();
        float best = lagYRe[transform.alongY.rowOf(0) * lagStride + maxLag];
        bestX = 0;
        bestY = 0;
        for (int lagY = -maxLag; lagY <= maxLag; lagY++) {
            int row = transform.alongY.rowOf(lagY) * lagStride + maxLag;
            for (int lagX = -maxLag; lagX <= maxLag; lagX++) {
                if (lagYRe[row + lagX] > best) {
                    best = lagYRe[row + lagX];
                    bestX = lagX;
                    bestY = lagY;
                }
            }
        }
    }

    /** Sums of two by two pixels; an odd last row or column is left out. */
    private void bin(float[] pixels) {
        for (int y = 0; y < transform.heightPx; y++) {
            int upper = 2 * y * widthPx;
            for (int x = 0; x < widthPx; x++) {
                rows[x] = pixels[upper + x] + pixels[upper + widthPx + x];
            }
            int to = y * transform.widthPx;
            for (int x = 0; x < transform.widthPx; x++) {
                binned[to + x] = rows[2 * x] + rows[2 * x + 1];
            }
        }
    }

    int xPx() {
        return Math.clamp((long) binning * bestX, -maxShiftPx, maxShiftPx);
    }

    int yPx() {
        return Math.clamp((long) binning * bestY, -maxShiftPx, maxShiftPx);
    }

    /** product = image * conj(template), as far as the image's frequencies go. */
    private void multiply(BandSpectrum template) {
        for (int kx = -product.kxMax; kx <= product.kxMax; kx++) {
            multiplyRow((kx + product.kxMax) * product.stride, template, (kx + template.kxMax) * template.stride);
        }
    }

    /** Small enough for the compiler to keep the vectors off the heap wherever it is called from. */
    private void multiplyRow(int at, BandSpectrum template, int from) {
        for (int i = 0; i < product.stride; i += SPECIES.length()) {
            FloatVector a = FloatVector.fromArray(SPECIES, image.re, at + i);
            FloatVector b = FloatVector.fromArray(SPECIES, image.im, at + i);
            FloatVector c = FloatVector.fromArray(SPECIES, template.re, from + i);
            FloatVector d = FloatVector.fromArray(SPECIES, template.im, from + i);
            a.mul(c).add(b.mul(d)).intoArray(product.re, at + i);
            b.mul(c).sub(a.mul(d)).intoArray(product.im, at + i);
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
        for (int lagX = -maxLag; lagX <= maxLag; lagX++) {
            int row = transform.alongX.rowOf(lagX) * stride;
            int column = lagX + maxLag;
            for (int ky = 0; ky <= product.kyMax; ky++) {
                lagYRe[ky * lagStride + column] = lagXRe[row + ky];
                lagYIm[ky * lagStride + column] = lagXIm[row + ky];
            }
        }
        transform.alongY.transform(lagYIm, lagYRe, lagStride);
    }
}
