package org.loopscope.acquisition.days;

import java.util.List;

/**
 * Registers the mean images of two days: shift and turn first, by trying them all, then a smooth warp out of the shifts
 * of overlapping patches (as in NoRMCorre, Pnevmatikakis and Giovannucci 2017, on mean images). Works on local contrast,
 * so that brightness does not matter. Same images, same result.
 */
public final class FieldRegistration {
    private static final double MOST_SHIFT_SHARE = 0.2;
    private static final int MOST_SHIFT_PX = 40;
    /** Reaches of the patches in the rounds of refinement. */
    private static final int[] REACHES_PX = {6, 4, 3};

    private static final int LEAST_PATCHES = 6;
    private static final double LEAST_CLARITY = 6;
    private static final double LEAST_CORRELATION = 0.2;
    private static final int LEAST_SIDE_PX = 64;

    private FieldRegistration() {}

    /**
     * Finds where the earlier image's content lies today; shifts up to a fifth of the side or 40 px and turns up to 3
     * degrees.
     *
     * @param earlier row-major
     * @param now of the same size
     * @param cellDiameterPx what local contrast is about
     * @throws NoCommonFieldException where the two do not show the same tissue, as far as can be told
     */
    public static RegisteredFields register(
            float[] earlier, float[] now, int widthPx, int heightPx, double cellDiameterPx)
            throws NoCommonFieldException {
        checkSize(widthPx, heightPx);
        int radius = (int) Math.clamp(cellDiameterPx, 5, 24);
        float[] fixed = LocalContrast.of(earlier, widthPx, heightPx, radius);
        float[] moving = LocalContrast.of(now, widthPx, heightPx, radius);
        int mostShift = (int) Math.min(MOST_SHIFT_PX, MOST_SHIFT_SHARE * Math.min(widthPx, heightPx));
        CoarseSearch coarse = CoarseSearch.of(fixed, moving, widthPx, heightPx, mostShift);
        if (coarse.clarity() < LEAST_CLARITY) {
            throw refusal("no shift or turn brings them together (clarity %.1f, needed is %.0f)"
                    .formatted(coarse.clarity(), LEAST_CLARITY));
        }
        FieldDisplacement displacement = rigid(coarse, widthPx, heightPx);
        for (int reach : REACHES_PX) {
            displacement = refined(displacement, fixed, moving, reach);
        }
        double correlation = correlation(displacement, fixed, moving);
        if (correlation < LEAST_CORRELATION) {
            throw refusal("brought together they correlate by only %.2f, needed is %.1f"
                    .formatted(correlation, LEAST_CORRELATION));
        }
        return new RegisteredFields(displacement, correlation);
    }

    /** @throws IllegalArgumentException when fields of this size cannot be registered */
    public static void checkSize(int widthPx, int heightPx) {
        if (Math.min(widthPx, heightPx) < LEAST_SIDE_PX) {
            throw new IllegalArgumentException("fields of " + widthPx + "x" + heightPx
                    + " px are too small to be registered across days; at least " + LEAST_SIDE_PX + " px a side");
        }
    }

    private static NoCommonFieldException refusal(String reason) {
        return new NoCommonFieldException("the two days' mean images do not show the same field: " + reason
                + "; check the file, the plane's depth and the zoom");
    }

    private static FieldDisplacement rigid(CoarseSearch coarse, int width, int height) {
        double cos = StrictMath.cos(coarse.rotationRad()) - 1;
        double sin = StrictMath.sin(coarse.rotationRad());
        double cx = (width - 1) / 2.0;
        double cy = (height - 1) / 2.0;
        return new FieldDisplacement(
                width,
                height,
                (x, y) -> coarse.shiftXPx() + cos * (x - cx) - sin * (y - cy),
                (x, y) -> coarse.shiftYPx() + sin * (x - cx) + cos * (y - cy));
    }

    private static FieldDisplacement refined(FieldDisplacement from, float[] fixed, float[] moving, int reachPx)
            throws NoCommonFieldException {
        int width = from.widthPx();
        int height = from.heightPx();
        List<PatchShifts.Patch> patches = PatchShifts.measure(fixed, warped(from, moving), width, height, reachPx);
        if (patches.size() < LEAST_PATCHES) {
            throw refusal("only " + patches.size() + " places of the field look alike");
        }
        SmoothFit fit = new SmoothFit(patches);
        return new FieldDisplacement(
                width, height, (x, y) -> from.xPx(x, y) + fit.xPx(x, y), (x, y) -> from.yPx(x, y) + fit.yPx(x, y));
    }

    private static float[] warped(FieldDisplacement displacement, float[] moving) {
        return WarpedImage.of(
                moving,
                displacement.widthPx(),
                displacement.heightPx(),
                (x, y) -> x + displacement.xPx(x, y),
                (x, y) -> y + displacement.yPx(x, y));
    }

    private static double correlation(FieldDisplacement displacement, float[] fixed, float[] moving) {
        int width = displacement.widthPx();
        int height = displacement.heightPx();
        return new ShiftScore(fixed, warped(displacement, moving), width, height).at(0, 0, 0, 0, width, height, 0.1);
    }
}
