package org.loopscope.acquisition.motion;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Climbs from a peak on the pixel grid to the maximum of the trigonometric interpolation of a correlation, by Newton
 * steps on its exact value, gradient and curvature: {@code R(x, y) = sum Re(P(kx, ky) exp(2 pi i (kx x / X + ky y /
 * Y)))}. The sum over kx runs in vectors across ky, in a fixed order.
 */
final class PeakRefinement {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** From a grid peak, at most 0.71 px away, this many steps leave less than 0.001 px. */
    private static final int STEPS = 4;

    private static final double MAX_STEP_PX = 0.5;
    private static final double MAX_DISTANCE_PX = 1.0;

    private final int rows;
    private final int stride;
    private final int kxMax;
    private final int kyMax;
    private final double radPerKx;
    private final double radPerKy;
    private final float[] cos;
    private final float[] sin;
    /** Moments over kx: of order 0, 1 and 2 in kx, per ky. */
    private final float[][] momentRe;

    private final float[][] momentIm;

    private double value;
    private double gradX;
    private double gradY;
    private double curveXx;
    private double curveXy;
    private double curveYy;

    PeakRefinement(BandSpectrum shape, int periodXPx, int periodYPx) {
        this.rows = shape.rows;
        this.stride = shape.stride;
        this.kxMax = shape.kxMax;
        this.kyMax = shape.kyMax;
        this.radPerKx = 2 * Math.PI / periodXPx;
        this.radPerKy = 2 * Math.PI / periodYPx;
        this.cos = new float[rows];
        this.sin = new float[rows];
        this.momentRe = new float[3][stride];
        this.momentIm = new float[3][stride];
    }

    /** Writes the refined position into {@code out} and answers the correlation there. */
    double climb(BandSpectrum product, int startXPx, int startYPx, Displacement out) {
        double x = startXPx;
        double y = startYPx;
        evaluate(product, x, y);
        for (int step = 0; step < STEPS; step++) {
            double determinant = curveXx * curveYy - curveXy * curveXy;
            if (!(curveXx < 0 && determinant > 0)) {
                break;
            }
            double dx = -(curveYy * gradX - curveXy * gradY) / determinant;
            double dy = -(curveXx * gradY - curveXy * gradX) / determinant;
            x += Math.clamp(dx, -MAX_STEP_PX, MAX_STEP_PX);
            y += Math.clamp(dy, -MAX_STEP_PX, MAX_STEP_PX);
            x = Math.clamp(x, startXPx - MAX_DISTANCE_PX, startXPx + MAX_DISTANCE_PX);
            y = Math.clamp(y, startYPx - MAX_DISTANCE_PX, startYPx + MAX_DISTANCE_PX);
            evaluate(product, x, y);
        }
        out.xPx = x;
        out.yPx = y;
        return value;
    }

    private void evaluate(BandSpectrum product, double x, double y) {
        for (int row = 0; row < rows; row++) {
            double phase = radPerKx * (row - kxMax) * x;
            cos[row] = (float) Math.cos(phase);
            sin[row] = (float) Math.sin(phase);
        }
        for (int c = 0; c < stride; c += SPECIES.length()) {
            moments(product, c);
        }
        value = 0;
        gradX = 0;
        gradY = 0;
        curveXx = 0;
        curveXy = 0;
        curveYy = 0;
        for (int ky = 0; ky <= kyMax; ky++) {
            double phase = radPerKy * ky * y;
            double c = Math.cos(phase);
            double s = Math.sin(phase);
            double re0 = momentRe[0][ky] * c - momentIm[0][ky] * s;
            double im0 = momentRe[0][ky] * s + momentIm[0][ky] * c;
            double re1 = momentRe[1][ky] * c - momentIm[1][ky] * s;
            double im1 = momentRe[1][ky] * s + momentIm[1][ky] * c;
            double re2 = momentRe[2][ky] * c - momentIm[2][ky] * s;
            double wy = radPerKy * ky;
            value += re0;
            gradX -= im1;
            gradY -= wy * im0;
            curveXx -= re2;
            curveXy -= wy * re1;
            curveYy -= wy * wy * re0;
        }
    }

    private void moments(BandSpectrum product, int column) {
        FloatVector re0 = FloatVector.zero(SPECIES);
        FloatVector im0 = re0;
        FloatVector re1 = re0;
        FloatVector im1 = re0;
        FloatVector re2 = re0;
        FloatVector im2 = re0;
        for (int row = 0; row < rows; row++) {
            FloatVector a = FloatVector.fromArray(SPECIES, product.re, row * stride + column);
            FloatVector b = FloatVector.fromArray(SPECIES, product.im, row * stride + column);
            FloatVector re = a.mul(cos[row]).sub(b.mul(sin[row]));
            FloatVector im = a.mul(sin[row]).add(b.mul(cos[row]));
            float w = (float) (radPerKx * (row - kxMax));
            re0 = re0.add(re);
            im0 = im0.add(im);
            re = re.mul(w);
            im = im.mul(w);
            re1 = re1.add(re);
            im1 = im1.add(im);
            re2 = re2.add(re.mul(w));
            im2 = im2.add(im.mul(w));
        }
        re0.intoArray(momentRe[0], column);
        im0.intoArray(momentIm[0], column);
        re1.intoArray(momentRe[1], column);
        im1.intoArray(momentIm[1], column);
        re2.intoArray(momentRe[2], column);
        im2.intoArray(momentIm[2], column);
    }
}
