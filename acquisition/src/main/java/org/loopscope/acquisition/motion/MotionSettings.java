package org.loopscope.acquisition.motion;

/**
 * How frames are registered.
 *
 * @param templateFrames frames that the first template is made of
 * @param templateIterations how often these frames are registered to their own mean
 * @param maxShiftPx largest shift that is looked for, in either direction
 * @param updateFrames registered frames that are averaged into one update of the template; 0 keeps the first template
 * @param minUpdateWeight least weight of such an average in the template; early ones weigh by their share of all frames
 * @param patchesPerSide 1 moves frames as a whole; more moves each of so many times so many patches by itself
 */
public record MotionSettings(
        int templateFrames,
        int templateIterations,
        int maxShiftPx,
        int updateFrames,
        double minUpdateWeight,
        int patchesPerSide) {
    /** Smaller patches hold too few photons to be located. */
    private static final int LEAST_PATCH_PX = 32;

    public MotionSettings {
        require(templateFrames >= 1, "the template takes at least 1 frame, templateFrames was " + templateFrames);
        require(templateIterations >= 1, "templateIterations must be at least 1, was " + templateIterations);
        require(maxShiftPx >= 1, "maxShiftPx must be at least 1, was " + maxShiftPx);
        require(updateFrames >= 0, "updateFrames must be 0 (never) or more, was " + updateFrames);
        require(
                minUpdateWeight >= 0 && minUpdateWeight <= 1,
                "minUpdateWeight must lie between 0 and 1, was " + minUpdateWeight);
        require(
                patchesPerSide >= 1 && patchesPerSide <= 16,
                "patchesPerSide must be 1 (frames move as a whole) to 16, was " + patchesPerSide);
    }

    /** Frames move as a whole. */
    public MotionSettings(
            int templateFrames, int templateIterations, int maxShiftPx, int updateFrames, double minUpdateWeight) {
        this(templateFrames, templateIterations, maxShiftPx, updateFrames, minUpdateWeight, 1);
    }

    /** The same with these three replaced. */
    public MotionSettings with(int newTemplateFrames, int newMaxShiftPx, int newPatchesPerSide) {
        return new MotionSettings(
                newTemplateFrames, templateIterations, newMaxShiftPx, updateFrames, minUpdateWeight, newPatchesPerSide);
    }

    public static MotionSettings defaults() {
        return new MotionSettings(60, 4, 16, 100, 0.05);
    }

    /** @throws IllegalArgumentException when frames of this size cannot move that far */
    public void checkFrame(int widthPx, int heightPx) {
        require(
                4 * maxShiftPx <= Math.min(widthPx, heightPx),
                "imaging.max_shift: " + maxShiftPx + " px are more than a quarter of the side of frames of " + widthPx
                        + "x" + heightPx + " px; set at most " + Math.min(widthPx, heightPx) / 4 + " px");
        require(
                patchesPerSide == 1 || Math.min(widthPx, heightPx) / patchesPerSide >= LEAST_PATCH_PX,
                "imaging.motion_patches: " + patchesPerSide + " a side are too many for frames of " + widthPx + "x"
                        + heightPx + " px; each must measure at least " + LEAST_PATCH_PX + " px");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
