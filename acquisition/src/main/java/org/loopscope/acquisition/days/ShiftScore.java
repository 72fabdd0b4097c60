package org.loopscope.acquisition.days;

/** Correlation of two images over what they have in common, at one shift after another. NaN marks what is not there. */
final class ShiftScore {
    private final float[] fixed;
    private final float[] moving;
    private final int width;
    private final int height;

    ShiftScore(float[] fixed, float[] moving, int width, int height) {
        this.fixed = fixed;
        this.moving = moving;
        this.width = width;
        this.height = height;
    }

    /**
     * Of {@code fixed(x, y)} with {@code moving(x + dx, y + dy)} over a box.
     *
     * @return -1 to 1; 0 where less than {@code leastShare} of the box is in both images
     */
    double at(int dx, int dy, int left, int top, int right, int bottom, double leastShare) {
        int x0 = Math.max(left, Math.max(0, -dx));
        int x1 = Math.min(right, Math.min(width, width - dx));
        int y0 = Math.max(top, Math.max(0, -dy));
        int y1 = Math.min(bottom, Math.min(height, height - dy));
        double product = 0;
        double one = 0;
        double other = 0;
        int count = 0;
        for (int y = y0; y < y1; y++) {
            int row = y * width;
            int moved = (y + dy) * width + dx;
            for (int x = x0; x < x1; x++) {
                float a = fixed[row + x];
                float b = moving[moved + x];
                if (!Float.isNaN(b)) {
                    product += a * b;
                    one += a * a;
                    other += b * b;
                    count++;
                }
            }
        }
        double norm = Math.sqrt(one * other);
        return count >= leastShare * (right - left) * (bottom - top) && norm > 0 ? product / norm : 0;
    }
}
