package org.loopscope.acquisition.motion;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fourier transform of images of one size, kept to the low frequencies that registration uses. The two halves of the
 * image travel as the real and the imaginary part of one complex image, and only the kept vertical frequencies go
 * through the second pass. Sizes with prime factors above 5 are padded with the mean. Owns its work space, allocates
 * nothing per image; one thread.
 */
final class ImageTransform {
    static final int FORWARD_PARTS = 4;
    static final int INVERSE_PARTS = 4;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    final int widthPx;
    final int heightPx;
    /** Transform lengths, the sizes rounded up to what the transform can do. */
    final int periodXPx;

    final int periodYPx;
    final int kxMax;
    final int kyMax;
    final ColumnFft alongX;
    final ColumnFft alongY;

    private final int halfWidth;
    private final int imageStride;
    private final float[] imageRe;
    private final float[] imageIm;
    private final int bandStride;
    private final float[] unpackedRe;
    private final float[] unpackedIm;
    private final float[] bandRe;
    private final float[] bandIm;

    /** @param bandFraction part of the frequencies up to Nyquist that are kept, above 0 and below 1 */
    ImageTransform(int widthPx, int heightPx, double bandFraction) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.periodXPx = ColumnFft.lengthFor(widthPx);
        this.periodYPx = ColumnFft.lengthFor(heightPx);
        this.kxMax = Math.min(periodXPx / 2 - 1, (int) (bandFraction * periodXPx / 2));
        this.kyMax = Math.min(periodYPx / 2 - 1, (int) (bandFraction * periodYPx / 2));
        this.alongX = new ColumnFft(periodXPx);
        this.alongY = new ColumnFft(periodYPx);
        this.halfWidth = (widthPx + 1) / 2;
        this.imageStride = ColumnFft.alignedStride(halfWidth);
        this.imageRe = new float[periodYPx * imageStride];
        this.imageIm = new float[periodYPx * imageStride];
        this.bandStride = ColumnFft.alignedStride(kyMax + 1);
        this.unpackedRe = new float[bandStride * 2 * imageStride];
        this.unpackedIm = new float[bandStride * 2 * imageStride];
        this.bandRe = new float[periodXPx * bandStride];
        this.bandIm = new float[periodXPx * bandStride];
    }

    BandSpectrum spectrum() {
        return new BandSpectrum(kxMax, kyMax);
    }

    /** Transforms {@code pixels - level}, row-major. */
    void forward(float[] pixels, float level, BandSpectrum out) {
        for (int part = 0; part < FORWARD_PARTS; part++) {
            forward(part, pixels, level, out);
        }
    }

    /** One of {@link #FORWARD_PARTS} parts of the same, in order, for callers that cannot wait for all at once. */
    void forward(int part, float[] pixels, float level, BandSpectrum out) {
        switch (part) {
            case 0 -> load(pixels, level);
            case 1 -> alongY.transform(imageRe, imageIm, imageStride);
            case 2 -> toBand();
            default -> {
                alongX.transform(bandRe, bandIm, bandStride);
                keep(out);
            }
        }
    }

    /**
     * The image that has this spectrum, row-major, times the number of points of the transform; frequencies with ky
     * above 0 must hold twice their share, for their conjugates. In {@link #INVERSE_PARTS} parts, in order.
     */
    void inverse(int part, BandSpectrum in, float[] pixels) {
        switch (part) {
            case 0 -> {
                spread(in);
                alongX.transform(bandIm, bandRe, bandStride);
            }
            case 1 -> packAll();
            case 2 -> alongY.transform(imageIm, imageRe, imageStride);
            default -> store(pixels);
        }
    }

    private void load(float[] pixels, float level) {
        for (int y = 0; y < heightPx; y++) {
            int from = y * widthPx;
            int to = y * imageStride;
            for (int x = 0; x < halfWidth; x++) {
                imageRe[to + x] = pixels[from + x] - level;
            }
            for (int x = halfWidth; x < widthPx; x++) {
                imageIm[to + x - halfWidth] = pixels[from + x] - level;
            }
            clearRowEnd(to);
        }
        Arrays.fill(imageRe, heightPx * imageStride, imageRe.length, 0);
        Arrays.fill(imageIm, heightPx * imageStride, imageIm.length, 0);
    }

    private void spread(BandSpectrum in) {
        Arrays.fill(bandRe, 0);
        Arrays.fill(bandIm, 0);
        for (int kx = -kxMax; kx <= kxMax; kx++) {
            int to = (kx < 0 ? kx + periodXPx : kx) * bandStride;
            System.arraycopy(in.re, (kx + kxMax) * in.stride, bandRe, to, kyMax + 1);
            System.arraycopy(in.im, (kx + kxMax) * in.stride, bandIm, to, kyMax + 1);
        }
    }

    private void packAll() {
        Arrays.fill(imageRe, 0);
        Arrays.fill(imageIm, 0);
        for (int x = 0; x < halfWidth; x++) {
            pack(alongX.rowOf(x) * bandStride, alongX.rowOf(Math.min(x + halfWidth, widthPx - 1)) * bandStride, x);
        }
    }

    private void store(float[] pixels) {
        for (int y = 0; y < heightPx; y++) {
            int row = alongY.rowOf(y) * imageStride;
            System.arraycopy(imageRe, row, pixels, y * widthPx, halfWidth);
            System.arraycopy(imageIm, row, pixels, y * widthPx + halfWidth, widthPx - halfWidth);
        }
    }

    /** Two columns of vertical frequencies, of which only the real parts of the images matter, as one complex column. */
    private void pack(int first, int second, int column) {
        for (int ky = 0; ky <= kyMax; ky++) {
            float a = bandRe[first + ky];
            float b = bandIm[first + ky];
            float c = bandRe[second + ky];
            float d = bandIm[second + ky];
            if (ky == 0) {
                imageRe[column] = a;
                imageIm[column] = c;
            } else {
                int plus = ky * imageStride + column;
                int minus = (periodYPx - ky) * imageStride + column;
                imageRe[plus] = 0.5f * (a - d);
                imageIm[plus] = 0.5f * (b + c);
                imageRe[minus] = 0.5f * (a + d);
                imageIm[minus] = 0.5f * (c - b);
            }
        }
    }

    private void clearRowEnd(int rowStart) {
        Arrays.fill(imageRe, rowStart + halfWidth, rowStart + imageStride, 0);
        Arrays.fill(imageIm, rowStart + widthPx - halfWidth, rowStart + imageStride, 0);
    }

    private void toBand() {
        for (int ky = 0; ky <= kyMax; ky++) {
            unpack(ky);
        }
        Transpose.blocks(unpackedRe, 2 * imageStride, kyMax + 1, 0, halfWidth, bandRe, bandStride, 0);
        Transpose.blocks(unpackedIm, 2 * imageStride, kyMax + 1, 0, halfWidth, bandIm, bandStride, 0);
        int rest = widthPx - halfWidth;
        Transpose.blocks(unpackedRe, 2 * imageStride, kyMax + 1, imageStride, rest, bandRe, bandStride, halfWidth);
        Transpose.blocks(unpackedIm, 2 * imageStride, kyMax + 1, imageStride, rest, bandIm, bandStride, halfWidth);
        Arrays.fill(bandRe, widthPx * bandStride, bandRe.length, 0);
        Arrays.fill(bandIm, widthPx * bandStride, bandIm.length, 0);
    }

    private void keep(BandSpectrum out) {
        for (int kx = -kxMax; kx <= kxMax; kx++) {
            int from = alongX.rowOf(kx) * bandStride;
            System.arraycopy(bandRe, from, out.re, (kx + kxMax) * out.stride, kyMax + 1);
            System.arraycopy(bandIm, from, out.im, (kx + kxMax) * out.stride, kyMax + 1);
        }
    }

    /** The transform of two real halves a + i b, taken apart by its conjugate symmetry: a first, then b. */
    private void unpack(int ky) {
        int plus = alongY.rowOf(ky) * imageStride;
        int minus = alongY.rowOf(-ky) * imageStride;
        int first = ky * 2 * imageStride;
        int second = first + imageStride;
        for (int c = 0; c < imageStride; c += SPECIES.length()) {
            FloatVector rePlus = FloatVector.fromArray(SPECIES, imageRe, plus + c);
            FloatVector imPlus = FloatVector.fromArray(SPECIES, imageIm, plus + c);
            FloatVector reMinus = FloatVector.fromArray(SPECIES, imageRe, minus + c);
            FloatVector imMinus = FloatVector.fromArray(SPECIES, imageIm, minus + c);
            rePlus.add(reMinus).mul(0.5f).intoArray(unpackedRe, first + c);
            imPlus.sub(imMinus).mul(0.5f).intoArray(unpackedIm, first + c);
            imPlus.add(imMinus).mul(0.5f).intoArray(unpackedRe, second + c);
            reMinus.sub(rePlus).mul(0.5f).intoArray(unpackedIm, second + c);
        }
    }
}
