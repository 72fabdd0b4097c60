package org.loopscope.acquisition.simulated;

/** Random textures: white noise blurred by a Gaussian, zero mean, unit variance. */
final class SmoothNoise {
    private SmoothNoise() {}

    static float[] field(int widthPx, int heightPx, double sigmaPx, Xoshiro256 random) {
        float[] white = new float[widthPx * heightPx];
        random.fillNormals(white, white.length);
        float[] kernel = gaussian(sigmaPx);
        float[] rows = new float[white.length];
        for (int y = 0; y < heightPx; y++) {
            blurLine(white, rows, kernel, y * widthPx, 1, widthPx);
        }
        for (int x = 0; x < widthPx; x++) {
            blurLine(rows, white, kernel, x, widthPx, heightPx);
        }
        return standardized(white);
    }

    private static float[] gaussian(double sigmaPx) {
        int reach = (int) StrictMath.ceil(3 * sigmaPx);
        float[] kernel = new float[2 * reach + 1];
        for (int i = 0; i < kernel.length; i++) {
            double distance = (i - reach) / sigmaPx;
            kernel[i] = (float) StrictMath.exp(-0.5 * distance * distance);
        }
        return kernel;
    }

    /** Mirrors at the ends, so that the variance is even over the field. */
    private static void blurLine(float[] from, float[] to, float[] kernel, int start, int stride, int length) {
        int reach = kernel.length / 2;
        for (int i = 0; i < length; i++) {
            float sum = 0;
            for (int k = -reach; k <= reach; k++) {
                int at = Math.floorMod(i + k, 2 * length);
                sum += kernel[k + reach] * from[start + stride * Math.min(at, 2 * length - 1 - at)];
            }
            to[start + stride * i] = sum;
        }
    }

    private static float[] standardized(float[] field) {
        double sum = 0;
        double squares = 0;
        for (float v : field) {
            sum += v;
            squares += (double) v * v;
        }
        double mean = sum / field.length;
        double sd = StrictMath.sqrt(squares / field.length - mean * mean);
        for (int i = 0; i < field.length; i++) {
            field[i] = (float) ((field[i] - mean) / sd);
        }
        return field;
    }
}
