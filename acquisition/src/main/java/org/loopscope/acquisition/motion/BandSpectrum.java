package org.loopscope.acquisition.motion;

/**
 * The low spatial frequencies of a real image: horizontal frequency {@code kx} from {@code -kxMax} to {@code kxMax} in
 * row {@code kx + kxMax}, vertical frequency {@code ky} from 0 to {@code kyMax} in column {@code ky}; the other half
 * plane is its complex conjugate. Columns beyond {@code kyMax} fill up the row and hold zeros.
 */
final class BandSpectrum {
    final int kxMax;
    final int kyMax;
    final int rows;
    final int stride;
    final float[] re;
    final float[] im;

    BandSpectrum(int kxMax, int kyMax) {
        this.kxMax = kxMax;
        this.kyMax = kyMax;
        this.rows = 2 * kxMax + 1;
        this.stride = ColumnFft.alignedStride(kyMax + 1);
        this.re = new float[rows * stride];
        this.im = new float[rows * stride];
    }
}
