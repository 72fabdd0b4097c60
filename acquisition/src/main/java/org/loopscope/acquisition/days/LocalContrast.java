package org.loopscope.acquisition.days;

/**
 * An image as its local contrast: what stands out of its surround, in the surround's standard deviations. Takes away
 * illumination, vignetting and how bright a cell happens to be on a day, and leaves where things are.
 */
final class LocalContrast {
    private static final float MOST = 3;

    private LocalContrast() {}

    /** @param radiusPx of the surround: about a cell's diameter */
    static float[] of(float[] image, int width, int height, int radiusPx) {
        float[] smooth = binomial(image, width, height);
        double[] sums = integral(smooth, width, height, false);
        double[] squares = integral(smooth, width, height, true);
        int size = width * height;
        double[] deviation = new double[size];
        double[] mean = new double[size];
        double total = 0;
        for (int i = 0; i < size; i++) {
            int y = i / width;
            int x = i % width;
            int left = Math.max(0, x - radiusPx);
            int right = Math.min(width, x + radiusPx + 1);
            int top = Math.max(0, y - radiusPx);
            int bottom = Math.min(height, y + radiusPx + 1);
            double count = (double) (right - left) * (bottom - top);
            mean[i] = box(sums, width, left, right, top, bottom) / count;
            double variance = box(squares, width, left, right, top, bottom) / count - mean[i] * mean[i];
            deviation[i] = Math.sqrt(Math.max(0, variance));
            total += deviation[i] / size;
        }
        float[] contrast = new float[size];
        for (int i = 0; i < size; i++) {
            // Flat places would otherwise show nothing but their noise.
            double value = (smooth[i] - mean[i]) / (deviation[i] + 0.25 * total + Float.MIN_NORMAL);
            contrast[i] = (float) Math.clamp(value, -MOST, MOST);
        }
        return contrast;
    }

    private static float[] binomial(float[] image, int width, int height) {
        float[] rows = new float[image.length];
        float[] both = new float[image.length];
        for (int i = 0; i < image.length; i++) {
            int x = i % width;
            float left = image[x == 0 ? i : i - 1];
            float right = image[x == width - 1 ? i : i + 1];
            rows[i] = (left + 2 * image[i] + right) / 4;
        }
        for (int i = 0; i < image.length; i++) {
            int y = i / width;
            float above = rows[y == 0 ? i : i - width];
            float below = rows[y == height - 1 ? i : i + width];
            both[i] = (above + 2 * rows[i] + below) / 4;
        }
        return both;
    }

    /** Sums over all pixels above and to the left; one column and row more than the image. */
    private static double[] integral(float[] image, int width, int height, boolean squared) {
        double[] sums = new double[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++) {
            double row = 0;
            for (int x = 0; x < width; x++) {
                double value = image[y * width + x];
                row += squared ? value * value : value;
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
            }
        }
        return sums;
    }

    private static double box(double[] sums, int width, int left, int right, int top, int bottom) {
        int stride = width + 1;
        return sums[bottom * stride + right]
                - sums[bottom * stride + left]
                - sums[top * stride + right]
                + sums[top * stride + left];
    }
}
