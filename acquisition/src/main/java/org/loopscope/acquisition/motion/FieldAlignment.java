package org.loopscope.acquisition.motion;

import java.util.Arrays;

/**
 * Where another picture of the same field lies relative to the template: a mean image of another program or day, or the
 * cells' footprints drawn into one image.
 *
 * @param xPx how far the picture's content lies to the right of the template's
 * @param yPx how far it lies below
 * @param spreadPx how far three of the picture's four quarters agree about that, at worst; a picture of the same field
 *     stays within about a pixel. 0 for small frames, which are not cut
 */
public record FieldAlignment(double xPx, double yPx, double spreadPx) {
    private static final int PATCHES = 2;
    /** Pictures whose quarters disagree more may not be of this field. */
    private static final double MOST_SPREAD_PX = 1;

    /** Smaller frames are not cut. */
    private static final int LEAST_SIDE_PX = 64;

    /**
     * @param template row-major, any units
     * @param picture of the same size, any units
     * @param maxShiftPx largest shift that is looked for, at most a quarter of the frame's side
     */
    public static FieldAlignment of(float[] template, float[] picture, int widthPx, int heightPx, int maxShiftPx) {
        int perSide = Math.min(widthPx, heightPx) < LEAST_SIDE_PX ? 1 : PATCHES;
        PatchGrid patches = new PatchGrid(widthPx, heightPx, perSide, perSide);
        Registration registration = new Registration(patches, maxShiftPx);
        registration.template(template);
        Displacement whole = new Displacement();
        registration.locate(picture, whole);
        float[] offsetX = new float[patches.size()];
        float[] offsetY = new float[patches.size()];
        registration.locatePatches(offsetX, offsetY);
        double[] distances = new double[patches.size()];
        for (int patch = 0; patch < distances.length; patch++) {
            distances[patch] = Math.hypot(offsetX[patch], offsetY[patch]);
        }
        Arrays.sort(distances);
        return new FieldAlignment(whole.xPx, whole.yPx, distances[Math.max(0, patches.size() - 2)]);
    }

    /** Whether the picture is of the template's field, as far as its quarters tell. */
    public boolean ofSameField() {
        return spreadPx <= MOST_SPREAD_PX;
    }

    /** The template moved to where the picture lies; bilinear, edges repeated. */
    public float[] toPicture(float[] template, int widthPx, int heightPx) {
        float[] moved = new float[template.length];
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                moved[y * widthPx + x] = sample(template, widthPx, heightPx, x - xPx, y - yPx);
            }
        }
        return moved;
    }

    private static float sample(float[] image, int widthPx, int heightPx, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        int x0 = Math.clamp(left, 0, widthPx - 1);
        int x1 = Math.clamp(left + 1, 0, widthPx - 1);
        int row0 = Math.clamp(top, 0, heightPx - 1) * widthPx;
        int row1 = Math.clamp(top + 1, 0, heightPx - 1) * widthPx;
        double upper = image[row0 + x0] + (x - left) * (image[row0 + x1] - image[row0 + x0]);
        double lower = image[row1 + x0] + (x - left) * (image[row1 + x1] - image[row1 + x0]);
        return (float) (upper + (y - top) * (lower - upper));
    }
}
