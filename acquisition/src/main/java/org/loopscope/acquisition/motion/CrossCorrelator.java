package org.loopscope.acquisition.motion;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Finds where an image's content has moved from a template: band-limited cross-correlation on the pixel grid within
 * the allowed shifts, then the maximum of its exact trigonometric interpolation ({@link PeakRefinement}; the limit of an
 * upsampled transform, Guizar-Sicairos et al., Optics Letters 2008). One thread; allocates nothing per image.
 */
final class CrossCorrelator {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final ImageTransform transform;
    private final int maxShiftPx;
    /** Weight of each frequency in the correlation; those with ky above 0 stand for their conjugates too. */
    private final float[] gain;

    private final BandSpectrum template;
    private final BandSpectrum image;
    private final BandSpectrum product;
    private double templateEnergy;

    private final int lagStride;
    private final float[] lagXRe;
    private final float[] lagXIm;
    private final float[] lagYRe;
    private final float[] lagYIm;
    private final float[] columnEnergy;
    private final PeakRefinement refinement;

    CrossCorrelator(ImageTransform transform, SpectralGain spectralGain, int maxShiftPx) {
        this.transform = transform;
        this.maxShiftPx = maxShiftPx;
        this.template = transform.spectrum();
        this.image = transform.spectrum();
        this.product = transform.spectrum();
        this.gain = gains(transform, spectralGain, product);
        this.lagStride = ColumnFft.alignedStride(2 * maxShiftPx + 1);
        this.lagXRe = new float[transform.periodXPx * product.stride];
        this.lagXIm = new float[transform.periodXPx * product.stride];
        this.lagYRe = new float[transform.periodYPx * lagStride];
        this.lagYIm = new float[transform.periodYPx * lagStride];
        this.columnEnergy = new float[product.stride];
        this.refinement = new PeakRefinement(product, transform.periodXPx, transform.periodYPx);
    }

    private static float[] gains(ImageTransform transform, SpectralGain spectralGain, BandSpectrum shape) {
        float[] gain = new float[shape.rows * shape.stride];
        for (int kx = -shape.kxMax; kx <= shape.kxMax; kx++) {
            for (int ky = 0; ky <= shape.kyMax; ky++) {
                double value = spectralGain.at((double) kx / transform.periodXPx, (double) ky / transform.periodYPx);
                gain[(kx + shape.kxMax) * shape.stride + ky] = (float) (ky == 0 ? value : 2 * value);
            }
        }
        return gain;
    }

    /**
     * Sets the template: an image without its mean, faded out towards its edges.
     *
     * @param windowPower mean square of what it was faded with, so that a perfect match correlates with about 1
     */
    void template(float[] pixels, double windowPower) {
        transform.forward(pixels, 0, template);
        templateEnergy = energy(template) * windowPower;
    }

    /** Writes the shift and the correlation of {@code pixels - level} into {@code out}. */
    void locate(float[] pixels, float level, Displacement out) {
        transform.forward(pixels, level, image);
        multiply();
        correlationOnGrid();
        int bestX = 0;
        int bestY = 0;
        float best = Float.NEGATIVE_INFINITY;
        for (int lagY = -maxShiftPx; lagY <= maxShiftPx; lagY++) {
            int row = transform.alongY.rowOf(lagY) * lagStride + maxShiftPx;
            for (int lagX = -maxShiftPx; lagX <= maxShiftPx; lagX++) {
                if (lagYRe[row + lagX] > best) {
                    best = lagYRe[row + lagX];
                    bestX = lagX;
                    bestY = lagY;
                }
            }
        }
        double peak = refinement.climb(product, bestX, bestY, out);
        double norm = Math.sqrt(templateEnergy * energy(image));
        out.correlation = norm > 0 ? (float) Math.clamp(peak / norm, 0.0, 1.0) : 0;
        out.xPx = Math.clamp(out.xPx, -maxShiftPx, maxShiftPx);
        out.yPx = Math.clamp(out.yPx, -maxShiftPx, maxShiftPx);
    }

    /** product = gain * image * conj(template). */
    private void multiply() {
        for (int i = 0; i < product.re.length; i += SPECIES.length()) {
            FloatVector a = FloatVector.fromArray(SPECIES, image.re, i);
            FloatVector b = FloatVector.fromArray(SPECIES, image.im, i);
            FloatVector c = FloatVector.fromArray(SPECIES, template.re, i);
            FloatVector d = FloatVector.fromArray(SPECIES, template.im, i);
            FloatVector g = FloatVector.fromArray(SPECIES, gain, i);
            a.mul(c).add(b.mul(d)).mul(g).intoArray(product.re, i);
            b.mul(c).sub(a.mul(d)).mul(g).intoArray(product.im, i);
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

    /** Sum of the weighted power; each column of frequencies first, so that the order is the same on every machine. */
    private double energy(BandSpectrum spectrum) {
        for (int c = 0; c < spectrum.stride; c += SPECIES.length()) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int i = c; i < spectrum.re.length; i += spectrum.stride) {
                FloatVector a = FloatVector.fromArray(SPECIES, spectrum.re, i);
                FloatVector b = FloatVector.fromArray(SPECIES, spectrum.im, i);
                sum = sum.add(a.mul(a).add(b.mul(b)).mul(FloatVector.fromArray(SPECIES, gain, i)));
            }
            sum.intoArray(columnEnergy, c);
        }
        double total = 0;
        for (int c = 0; c <= spectrum.kyMax; c++) {
            total += columnEnergy[c];
        }
        return total;
    }
}
