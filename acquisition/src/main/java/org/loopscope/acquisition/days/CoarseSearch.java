package org.loopscope.acquisition.days;

/**
 * Finds the turn and shift between two days' images by trying them all on small copies of their local contrast.
 *
 * @param shiftXPx of the earlier image's centre
 * @param rotationRad about the image's centre
 * @param clarity height of the best correlation over the spread of those at all other shifts
 */
record CoarseSearch(double shiftXPx, double shiftYPx, double rotationRad, double clarity) {
    private static final double MOST_TURN_DEG = 3;
    private static final double TURN_STEP_DEG = 1;
    private static final int SMALL_SIDE_PX = 128;
    private static final double LEAST_SHARE = 0.4;
    /** Shifts so near the best belong to its peak. */
    private static final int PEAK_REACH = 3;

    /** @param mostShiftPx in either direction */
    static CoarseSearch of(float[] earlier, float[] now, int width, int height, int mostShiftPx) {
        int factor = Math.max(1, Math.min(width, height) / SMALL_SIDE_PX);
        int smallWidth = width / factor;
        int smallHeight = height / factor;
        float[] fixed = shrunk(earlier, width, factor, smallWidth, smallHeight);
        float[] moving = shrunk(now, width, factor, smallWidth, smallHeight);
        int lags = Math.ceilDiv(mostShiftPx, factor);
        double best = Double.NEGATIVE_INFINITY;
        CoarseSearch found = new CoarseSearch(0, 0, 0, 0);
        int turns = (int) Math.round(MOST_TURN_DEG / TURN_STEP_DEG);
        for (int turn = -turns; turn <= turns; turn++) {
            double angle = StrictMath.toRadians(turn * TURN_STEP_DEG);
            ShiftScore score =
                    new ShiftScore(fixed, turned(moving, smallWidth, smallHeight, angle), smallWidth, smallHeight);
            double[] scores = new double[(2 * lags + 1) * (2 * lags + 1)];
            int top = 0;
            for (int i = 0; i < scores.length; i++) {
                int row = i / (2 * lags + 1);
                scores[i] = score.at(i % (2 * lags + 1) - lags, row - lags, 0, 0, smallWidth, smallHeight, LEAST_SHARE);
                top = scores[i] > scores[top] ? i : top;
            }
            if (scores[top] > best) {
                best = scores[top];
                int row = top / (2 * lags + 1);
                double dx = factor * (double) (top % (2 * lags + 1) - lags);
                double dy = factor * (double) (row - lags);
                // The shift was found in the turned copy; seen from the earlier image it is turned as well.
                double shiftX = StrictMath.cos(angle) * dx - StrictMath.sin(angle) * dy;
                double shiftY = StrictMath.sin(angle) * dx + StrictMath.cos(angle) * dy;
                found = new CoarseSearch(shiftX, shiftY, angle, clarity(scores, top, 2 * lags + 1));
            }
        }
        return found;
    }

    private static double clarity(double[] scores, int top, int side) {
        double squares = 0;
        int count = 0;
        int topRow = top / side;
        for (int i = 0; i < scores.length; i++) {
            int row = i / side;
            if (Math.abs(row - topRow) > PEAK_REACH || Math.abs(i % side - top % side) > PEAK_REACH) {
                squares += scores[i] * scores[i];
                count++;
            }
        }
        return squares > 0 ? scores[top] / Math.sqrt(squares / count) : 0;
    }

    private static float[] shrunk(float[] image, int width, int factor, int smallWidth, int smallHeight) {
        float[] small = new float[smallWidth * smallHeight];
        for (int y = 0; y < smallHeight * factor; y++) {
            int row = y / factor * smallWidth;
            for (int x = 0; x < smallWidth * factor; x++) {
                small[row + x / factor] += image[y * width + x] / (factor * factor);
            }
        }
        return small;
    }

    /** {@code out(p) = in(c + R (p - c))}, bilinear; NaN from outside. */
    private static float[] turned(float[] image, int width, int height, double angle) {
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double cx = (width - 1) / 2.0;
        double cy = (height - 1) / 2.0;
        return WarpedImage.of(
                image,
                width,
                height,
                (x, y) -> cx + cos * (x - cx) - sin * (y - cy),
                (x, y) -> cy + sin * (x - cx) + cos * (y - cy));
    }
}
