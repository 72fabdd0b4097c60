package org.loopscope.controller.pictures;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.loopscope.controller.pictures.Sheet.Anchor;

/** A plot's rectangle with its two axes. */
record PlotArea(Sheet sheet, Axis x, Axis y) {
    private static final double TICK_PX = 7;

    /** Grid, frame, ticks and the axes' labels, each with its unit. */
    void draw(String xLabel, String yLabel, int xTicks, int yTicks) {
        double left = x.startPx();
        double right = x.endPx();
        double bottom = y.startPx();
        double top = y.endPx();
        for (Axis.Tick tick : y.ticks(yTicks)) {
            double at = y.px(tick.value());
            boolean major = !tick.text().isEmpty();
            if (major) {
                sheet.line(left, at, right, at, Palette.GRID, 1);
                sheet.label(tick.text(), left - TICK_PX - 5, at + 7, Anchor.RIGHT, Palette.INK);
            }
            sheet.line(left - (major ? TICK_PX : TICK_PX / 2), at, left, at, Palette.INK, 1.5);
        }
        for (Axis.Tick tick : x.ticks(xTicks)) {
            double at = x.px(tick.value());
            boolean major = !tick.text().isEmpty();
            if (major) {
                sheet.line(at, top, at, bottom, Palette.GRID, 1);
                sheet.label(tick.text(), at, bottom + TICK_PX + 22, Anchor.MIDDLE, Palette.INK);
            }
            sheet.line(at, bottom, at, bottom + (major ? TICK_PX : TICK_PX / 2), Palette.INK, 1.5);
        }
        sheet.line(left, top, left, bottom, Palette.INK, 1.5);
        sheet.line(left, bottom, right, bottom, Palette.INK, 1.5);
        sheet.label(xLabel, (left + right) / 2, bottom + 62, Anchor.MIDDLE, Palette.INK);
        sheet.upwards(yLabel, left - 82, (top + bottom) / 2, Sheet.LABEL_PX, Palette.INK);
    }

    /** A line through the points in order; a point that is not a number breaks it. */
    Path2D line(double[] xs, double[] ys) {
        Path2D line = new Path2D.Double();
        boolean pen = false;
        for (int i = 0; i < xs.length; i++) {
            if (Double.isNaN(ys[i])) {
                pen = false;
            } else if (pen) {
                line.lineTo(x.px(xs[i]), y.px(ys[i]));
            } else {
                line.moveTo(x.px(xs[i]), y.px(ys[i]));
                pen = true;
            }
        }
        return line;
    }

    Rectangle2D bar(double from, double to, double value) {
        double top = Math.min(y.px(value), y.startPx());
        return new Rectangle2D.Double(x.px(from), top, x.px(to) - x.px(from), y.startPx() - top);
    }
}
