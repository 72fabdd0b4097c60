package org.loopscope.acquisition.roi;

import java.util.Arrays;

/** Local means over an image; near the edges over the part that lies inside. Owns its work space; one thread. */
final class ImageFilter {
    private final int width;
    private final int height;
    private final float[] rows;
    private final double[] columnSum;

    ImageFilter(int width, int height) {
        this.width = width;
        this.height = height;
        this.rows = new float[width * height];
        this.columnSum = new double[width];
    }

    /** Mean over the square of {@code 2 radius + 1} px around each pixel. {@code out} may be {@code in}. */
    void boxMean(float[] in, int radius, float[] out) {
        for (int y = 0; y < height; y++) {
            int row = y * width;
            double sum = 0;
            for (int x = 0; x < Math.min(radius, width); x++) {
                sum += in[row + x];
            }
            for (int x = 0; x < width; x++) {
                sum += x + radius < width ? in[row + x + radius] : 0;
                sum -= x - radius - 1 >= 0 ? in[row + x - radius - 1] : 0;
                int count = Math.min(x + radius, width - 1) - Math.max(x - radius, 0) + 1;
                rows[row + x] = (float) (sum / count);
            }
        }
        Arrays.fill(columnSum, 0);
        for (int y = 0; y < Math.min(radius, height); y++) {
            addRow(y, 1);
        }
        for (int y = 0; y < height; y++) {
            if (y + radius < height) {
                addRow(y + radius, 1);
            }
            if (y - radius - 1 >= 0) {
                addRow(y - radius - 1, -1);
            }
            int count = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
            double share = 1.0 / count;
            for (int x = 0; x < width; x++) {
                out[y * width + x] = (float) (columnSum[x] * share);
            }
        }
    }

    /** Gaussian mean of standard deviation {@code sigmaPx}, cut at 3 sigma. {@code out} may be {@code in}. */
    void gaussian(float[] in, double sigmaPx, float[] out) {
        int radius = (int) Math.ceil(3 * sigmaPx);
        float[] kernel = new float[2 * radius + 1];
        for (int k = -radius; k <= radius; k++) {
            kernel[k + radius] = (float) StrictMath.exp(-0.5 * k * k / (sigmaPx * sigmaPx));
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = Math.max(-radius, -x);
                int to = Math.min(radius, width - 1 - x);
                float sum = 0;
                float total = 0;
                for (int k = from; k <= to; k++) {
                    sum += kernel[k + radius] * in[y * width + x + k];
                    total += kernel[k + radius];
                }
                rows[y * width + x] = sum / total;
            }
        }
        for (int y = 0; y < height; y++) {
            Arrays.fill(out, y * width, (y + 1) * width, 0);
            int from = Math.max(-radius, -y);
            int to = Math.min(radius, height - 1 - y);
            float total = 0;
            for (int k = from; k <= to; k++) {
                total += kernel[k + radius];
            }
            for (int k = from; k <= to; k++) {
                float share = kernel[k + radius] / total;
                for (int x = 0; x < width; x++) {
                    out[y * width + x] += share * rows[(y + k) * width + x];
                }
            }
        }
    }

    private void addRow(int y, int sign) {
        for (int x = 0; x < width; x++) {
            columnSum[x] += sign * rows[y * width + x];
        }
    }
}
