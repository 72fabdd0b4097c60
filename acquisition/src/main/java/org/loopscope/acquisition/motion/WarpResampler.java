package org.loopscope.acquisition.motion;

/**
 * Moves each pixel back by a shift that varies smoothly over the frame: {@code out(x, y) = in(x + sx(x, y), y + sy(x,
 * y))}, the shifts bilinear between the patches' centres, the pixels bilinear too; what comes from outside repeats the
 * edge. One thread; allocates nothing per image.
 */
final class WarpResampler {
    private final int widthPx;
    private final int heightPx;
    private final PatchGrid patches;
    private final double[] centerX;
    private final double[] centerY;
    /** Shifts along one row of pixels. */
    private final float[] rowShiftX;

    private final float[] rowShiftY;

    WarpResampler(PatchGrid patches) {
        this.patches = patches;
        this.widthPx = patches.widthPx();
        this.heightPx = patches.heightPx();
        this.centerX = new double[patches.columns()];
        this.centerY = new double[patches.rows()];
        for (int column = 0; column < centerX.length; column++) {
            centerX[column] = (patches.left(column) + patches.left(column + 1) - 1) / 2.0;
        }
        for (int row = 0; row < centerY.length; row++) {
            centerY[row] = (patches.top(row) + patches.top(row + 1) - 1) / 2.0;
        }
        this.rowShiftX = new float[widthPx];
        this.rowShiftY = new float[widthPx];
    }

    /**
     * @param shiftXPx of the whole frame
     * @param offsetX each patch's distance from it, pixels
     */
    void resample(float[] in, double shiftXPx, double shiftYPx, float[] offsetX, float[] offsetY, float[] out) {
        for (int y = 0; y < heightPx; y++) {
            shifts(y, offsetX, (float) shiftXPx, rowShiftX);
            shifts(y, offsetY, (float) shiftYPx, rowShiftY);
            for (int x = 0; x < widthPx; x++) {
                out[y * widthPx + x] = sample(in, x + rowShiftX[x], y + rowShiftY[x]);
            }
        }
    }

    private float sample(float[] in, float x, float y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float partX = x - left;
        float partY = y - top;
        int x0 = Math.clamp(left, 0, widthPx - 1);
        int x1 = Math.clamp(left + 1, 0, widthPx - 1);
        int row0 = Math.clamp(top, 0, heightPx - 1) * widthPx;
        int row1 = Math.clamp(top + 1, 0, heightPx - 1) * widthPx;
        float upper = in[row0 + x0] + partX * (in[row0 + x1] - in[row0 + x0]);
        float lower = in[row1 + x0] + partX * (in[row1 + x1] - in[row1 + x0]);
        return upper + partY * (lower - upper);
    }

    private void shifts(int y, float[] offset, float whole, float[] row) {
        int above = below(centerY, y);
        int under = Math.min(above + 1, centerY.length - 1);
        float partY = part(centerY, above, under, y);
        for (int x = 0, left = 0; x < widthPx; x++) {
            while (left + 1 < centerX.length && centerX[left + 1] <= x) {
                left++;
            }
            int right = Math.min(left + 1, centerX.length - 1);
            float partX = part(centerX, left, right, x);
            float upper = mix(offset, above * patches.columns(), left, right, partX);
            float lower = mix(offset, under * patches.columns(), left, right, partX);
            row[x] = whole + upper + partY * (lower - upper);
        }
    }

    private static float mix(float[] offset, int at, int left, int right, float part) {
        return offset[at + left] + part * (offset[at + right] - offset[at + left]);
    }

    private static int below(double[] centers, double place) {
        int index = 0;
        while (index + 1 < centers.length && centers[index + 1] <= place) {
            index++;
        }
        return index;
    }

    /** How far {@code place} lies from one centre to the next, 0 to 1. */
    private static float part(double[] centers, int from, int to, double place) {
        return from == to ? 0 : (float) Math.clamp((place - centers[from]) / (centers[to] - centers[from]), 0.0, 1.0);
    }
}
