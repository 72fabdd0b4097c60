package org.loopscope.controller.pictures;

import java.awt.geom.Path2D;
import org.loopscope.acquisition.roi.Roi;

/**
 * Cells' outlines over a field that is drawn on a sheet: the border between a cell's pixels and the others, along pixel
 * edges.
 *
 * @param left where the field begins on the sheet
 * @param top likewise
 * @param scale sheet pixels for one of the field's
 */
record CellOutlines(int widthPx, int heightPx, double left, double top, double scale) {
    /** Pixels of less weight than this share of a cell's strongest one lie outside its outline. */
    private static final float OUTLINE_SHARE = 0.2f;

    Path2D of(Roi roi) {
        boolean[] inside = new boolean[widthPx * heightPx];
        float strongest = 0;
        for (float weight : roi.weights()) {
            strongest = Math.max(strongest, weight);
        }
        for (int i = 0; i < roi.pixels().length; i++) {
            inside[roi.pixels()[i]] = roi.weights()[i] >= OUTLINE_SHARE * strongest;
        }
        Path2D path = new Path2D.Double();
        for (int pixel : roi.pixels()) {
            if (!inside[pixel]) {
                continue;
            }
            int x = pixel % widthPx;
            int y = pixel / widthPx;
            edge(path, x == 0 || !inside[pixel - 1], x, y, x, y + 1);
            edge(path, x == widthPx - 1 || !inside[pixel + 1], x + 1, y, x + 1, y + 1);
            edge(path, y == 0 || !inside[pixel - widthPx], x, y, x + 1, y);
            edge(path, y == heightPx - 1 || !inside[pixel + widthPx], x, y + 1, x + 1, y + 1);
        }
        return path;
    }

    private void edge(Path2D path, boolean present, int x0, int y0, int x1, int y1) {
        if (present) {
            path.moveTo(left + x0 * scale, top + y0 * scale);
            path.lineTo(left + x1 * scale, top + y1 * scale);
        }
    }
}
