package org.loopscope.acquisition.roi.imagej;

import java.util.Arrays;

/**
 * Which pixels a selection covers: those whose centre lies inside, by the even-odd rule, as in ImageJ. What lies outside
 * the frame is cut off. Memory is one frame, whatever the selection.
 */
final class Rasterizer {
    /** ImageJ's: a centre that lies on an edge to within rounding is left of it. */
    private static final double TIE = 1e-8;

    private final int widthPx;
    private final int heightPx;
    private final boolean[] covered;
    private boolean cut;

    Rasterizer(int widthPx, int heightPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.covered = new boolean[widthPx * heightPx];
    }

    /** Pixel indices, ascending; none for a selection without area. */
    int[] pixels(Outline outline) {
        Arrays.fill(covered, false);
        cut = false;
        switch (outline) {
            case Outline.Rectangle box -> rectangle(box);
            case Outline.Oval oval -> oval(oval);
            case Outline.Polygons several -> {
                several.polygons().forEach(this::toggleRightOf);
                fillRows();
            }
            case Outline.NoArea _ -> {}
        }
        int[] pixels = new int[covered.length];
        int count = 0;
        for (int pixel = 0; pixel < covered.length; pixel++) {
            if (covered[pixel]) {
                pixels[count++] = pixel;
            }
        }
        return Arrays.copyOf(pixels, count);
    }

    /** Whether part of the last selection lay outside the frame. */
    boolean wasCut() {
        return cut;
    }

    /** Of boxes at fractions of a pixel ImageJ takes the whole pixels from the corner's on. */
    private void rectangle(Outline.Rectangle box) {
        double x0 = Math.floor(box.x());
        double y0 = Math.floor(box.y());
        double x1 = x0 + Math.ceil(box.width());
        double y1 = y0 + Math.ceil(box.height());
        noteCut(x0, y0, x1, y1);
        for (int y = inside(y0, heightPx); y < inside(y1, heightPx); y++) {
            Arrays.fill(
                    covered,
                    y * widthPx + inside(x0, widthPx),
                    y * widthPx + Math.max(inside(x0, widthPx), inside(x1, widthPx)),
                    true);
        }
    }

    private void oval(Outline.Oval oval) {
        double x0 = Math.floor(oval.x());
        double y0 = Math.floor(oval.y());
        double radiusX = Math.ceil(oval.width()) / 2;
        double radiusY = Math.ceil(oval.height()) / 2;
        noteCut(x0, y0, x0 + 2 * radiusX, y0 + 2 * radiusY);
        for (int y = inside(y0, heightPx); y < inside(y0 + 2 * radiusY, heightPx); y++) {
            for (int x = inside(x0, widthPx); x < inside(x0 + 2 * radiusX, widthPx); x++) {
                double dx = (x + 0.5 - x0 - radiusX) / radiusX;
                double dy = (y + 0.5 - y0 - radiusY) / radiusY;
                covered[y * widthPx + x] = dx * dx + dy * dy < 1;
            }
        }
    }

    /** Marks, in each row that an edge crosses, the first pixel whose centre lies right of the edge. */
    private void toggleRightOf(Outline.Polygon polygon) {
        int corners = polygon.x().length;
        for (int i = 0; i < corners; i++) {
            int next = i + 1 == corners ? 0 : i + 1;
            edge(polygon.x()[i], polygon.y()[i], polygon.x()[next], polygon.y()[next]);
        }
    }

    private void edge(double xa, double ya, double xb, double yb) {
        boolean down = ya <= yb;
        double x0 = down ? xa : xb;
        double y0 = down ? ya : yb;
        double x1 = down ? xb : xa;
        double y1 = down ? yb : ya;
        noteCut(Math.min(x0, x1), y0, Math.max(x0, x1), y1);
        double slope = (x1 - x0) / (y1 - y0);
        int end = inside(Math.floor(y1 + 0.5), heightPx);
        for (int y = inside(Math.floor(y0 + 0.5), heightPx); y < end; y++) {
            double crossing = x0 + (y + 0.5 - y0) * slope + TIE;
            int x = inside(Math.floor(crossing + 0.5), widthPx);
            if (x < widthPx) {
                covered[y * widthPx + x] ^= true;
            }
        }
    }

    private void fillRows() {
        for (int y = 0; y < heightPx; y++) {
            boolean in = false;
            for (int i = y * widthPx; i < (y + 1) * widthPx; i++) {
                in ^= covered[i];
                covered[i] = in;
            }
        }
    }

    private void noteCut(double x0, double y0, double x1, double y1) {
        cut |= !(x0 >= 0 && y0 >= 0 && x1 <= widthPx && y1 <= heightPx);
    }

    private static int inside(double value, int length) {
        return (int) Math.clamp(value, 0, length);
    }
}
