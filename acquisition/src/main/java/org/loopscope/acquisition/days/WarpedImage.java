package org.loopscope.acquisition.days;

/** An image looked up at other places, bilinear; NaN where the place lies outside. */
final class WarpedImage {
    private WarpedImage() {}

    /** @param toX where to look for each pixel: column, and row by {@code toY} */
    static float[] of(float[] image, int width, int height, FieldDisplacement.At toX, FieldDisplacement.At toY) {
        float[] warped = new float[image.length];
        for (int i = 0; i < warped.length; i++) {
            int row = i / width;
            warped[i] = at(image, width, height, toX.px(i % width, row), toY.px(i % width, row));
        }
        return warped;
    }

    static float at(float[] image, int width, int height, double x, double y) {
        if (!(x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1)) {
            return Float.NaN;
        }
        int left = Math.min((int) x, width - 2);
        int top = Math.min((int) y, height - 2);
        double fx = x - left;
        double fy = y - top;
        int at = top * width + left;
        double upper = image[at] + fx * (image[at + 1] - image[at]);
        double lower = image[at + width] + fx * (image[at + width + 1] - image[at + width]);
        return (float) (upper + fy * (lower - upper));
    }
}
