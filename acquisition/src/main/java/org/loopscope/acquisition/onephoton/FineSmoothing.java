package org.loopscope.acquisition.onephoton;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Smooths what has changed since the calibration, and leaves the mean image as sharp as it is: {@code Y} becomes
 * {@code M + G(Y - M)}. Beyond the edges the image repeats its last pixel. One thread; allocates nothing per frame.
 */
final class FineSmoothing {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final FineSmoothing NONE = new FineSmoothing(new float[0], 0, 0, new GaussianKernel(0.1));

    private final int widthPx;
    private final int heightPx;
    private final GaussianKernel kernel;
    /** M less its own smoothing. */
    private final float[] kept;

    private final float[] edged;
    /** The last rows smoothed sideways, by row modulo their number. */
    private final float[][] sideways;

    /** The rows that the current one is made of, from above. */
    private final float[][] window;

    private FineSmoothing(float[] meanImage, int widthPx, int heightPx, GaussianKernel kernel) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.kernel = kernel;
        this.kept = new float[widthPx * heightPx];
        this.edged = new float[widthPx + 2 * kernel.radius()];
        this.sideways = new float[2 * kernel.radius() + 1][widthPx];
        this.window = new float[2 * kernel.radius() + 1][];
        float[] smooth = meanImage.clone();
        smooth(smooth);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = meanImage[i] - smooth[i];
        }
    }

    static FineSmoothing none() {
        return NONE;
    }

    static FineSmoothing around(float[] meanImage, int widthPx, int heightPx, double sigmaPx) {
        return new FineSmoothing(meanImage, widthPx, heightPx, new GaussianKernel(sigmaPx));
    }

    /** In place: a row is written after the last one that needs it has been read. */
    void smooth(float[] pixels) {
        if (widthPx == 0) {
            return;
        }
        int radius = kernel.radius();
        int ready = -1;
        for (int y = 0; y < heightPx; y++) {
            while (ready < Math.min(y + radius, heightPx - 1)) {
                ready++;
                smoothRow(pixels, ready * widthPx, sideways[ready % sideways.length]);
            }
            for (int k = -radius; k <= radius; k++) {
                window[k + radius] = sideways[Math.clamp(y + k, 0, heightPx - 1) % sideways.length];
            }
            int start = y * widthPx;
            int x = 0;
            for (; x < SPECIES.loopBound(widthPx); x += SPECIES.length()) {
                FloatVector sum = FloatVector.fromArray(SPECIES, kept, start + x);
                for (int k = 0; k < window.length; k++) {
                    sum = sum.add(FloatVector.fromArray(SPECIES, window[k], x).mul(kernel.weight(k)));
                }
                sum.intoArray(pixels, start + x);
            }
            for (; x < widthPx; x++) {
                float sum = kept[start + x];
                for (int k = 0; k < window.length; k++) {
                    sum += window[k][x] * kernel.weight(k);
                }
                pixels[start + x] = sum;
            }
        }
    }

    private void smoothRow(float[] pixels, int start, float[] to) {
        int radius = kernel.radius();
        Arrays.fill(edged, 0, radius, pixels[start]);
        System.arraycopy(pixels, start, edged, radius, widthPx);
        Arrays.fill(edged, radius + widthPx, edged.length, pixels[start + widthPx - 1]);
        int x = 0;
        for (; x < SPECIES.loopBound(widthPx); x += SPECIES.length()) {
            FloatVector sum = FloatVector.zero(SPECIES);
            for (int k = 0; k <= 2 * radius; k++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, edged, x + k).mul(kernel.weight(k)));
            }
            sum.intoArray(to, x);
        }
        for (; x < widthPx; x++) {
            float sum = 0;
            for (int k = 0; k <= 2 * radius; k++) {
                sum += edged[x + k] * kernel.weight(k);
            }
            to[x] = sum;
        }
    }
}
