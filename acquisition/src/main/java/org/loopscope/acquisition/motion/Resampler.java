package org.loopscope.acquisition.motion;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Moves an image back by a sub-pixel shift: {@code out(x, y) = in(x + shiftX, y + shiftY)}, bilinear; what comes from
 * outside the image repeats its edge. Allocates nothing per image; one thread.
 */
final class Resampler {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final int widthPx;
    private final int heightPx;
    /** Two source rows, moved sideways, of one row more than the width and a vector's slack. */
    private float[] upper;

    private float[] lower;
    private final float[] edged;
    private final float[] result;

    Resampler(int widthPx, int heightPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        int stride = ColumnFft.alignedStride(widthPx + 1);
        this.upper = new float[stride];
        this.lower = new float[stride];
        this.edged = new float[stride + ColumnFft.ROW_ALIGNMENT];
        this.result = new float[stride];
    }

    void resample(float[] in, double shiftXPx, double shiftYPx, float[] out) {
        int wholeX = (int) Math.floor(shiftXPx);
        int wholeY = (int) Math.floor(shiftYPx);
        float partX = (float) (shiftXPx - wholeX);
        float partY = (float) (shiftYPx - wholeY);
        sideways(in, wholeY, wholeX, partX, lower);
        for (int y = 0; y < heightPx; y++) {
            float[] done = upper;
            upper = lower;
            lower = done;
            sideways(in, y + wholeY + 1, wholeX, partX, lower);
            for (int x = 0; x < widthPx; x += SPECIES.length()) {
                FloatVector a = FloatVector.fromArray(SPECIES, upper, x);
                FloatVector b = FloatVector.fromArray(SPECIES, lower, x);
                a.add(b.sub(a).mul(partY)).intoArray(result, x);
            }
            System.arraycopy(result, 0, out, y * widthPx, widthPx);
        }
    }

    /** Row {@code y} of the image moved by {@code wholeX + partX} to the left. */
    private void sideways(float[] in, int y, int wholeX, float partX, float[] row) {
        int start = Math.clamp(y, 0, heightPx - 1) * widthPx;
        int from = Math.clamp(-wholeX, 0, widthPx + 1);
        int to = Math.clamp(widthPx - wholeX, 0, widthPx + 1);
        for (int x = 0; x < from; x++) {
            edged[x] = in[start];
        }
        if (to > from) {
            System.arraycopy(in, start + from + wholeX, edged, from, to - from);
        }
        for (int x = Math.max(to, 0); x <= widthPx; x++) {
            edged[x] = in[start + widthPx - 1];
        }
        for (int x = 0; x < widthPx; x += SPECIES.length()) {
            FloatVector a = FloatVector.fromArray(SPECIES, edged, x);
            FloatVector b = FloatVector.fromArray(SPECIES, edged, x + 1);
            a.add(b.sub(a).mul(partX)).intoArray(row, x);
        }
    }
}
