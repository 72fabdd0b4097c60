package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.Arrays;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * Curves of a cost over a size on logarithmic axes, named at their ends; beside each, dashed, what growth in proportion to
 * the size would be. Curves are given from the highest end to the lowest, or names stand away from theirs.
 */
final class GrowthCurves {
    private static final double LINE_PX = 20;
    private static final Color[] COLORS = {Palette.BLUE, Palette.VERMILLION, Palette.GREEN, Palette.PURPLE};

    private final PlotArea plot;
    private int drawn;
    private double lastNamePx = Double.POSITIVE_INFINITY;

    GrowthCurves(PlotArea plot) {
        this.plot = plot;
    }

    /** An axis of whole decades around all values. */
    static Axis decades(double[] values, double fromPx, double toPx) {
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        double min = Math.pow(10, Math.floor(Math.log10(least) + 1e-9));
        double max = Math.pow(10, Math.ceil(Math.log10(most) - 1e-9));
        return new Axis(min, Math.max(max, 10 * min), fromPx, toPx, Axis.Scale.LOGARITHMIC);
    }

    /** @param xs rising */
    void add(String name, double[] xs, double[] ys) {
        Color color = COLORS[drawn++ % COLORS.length];
        double[] proportional = new double[ys.length];
        for (int i = 0; i < ys.length; i++) {
            proportional[i] = ys[0] * xs[i] / xs[0];
            proportional[i] = proportional[i] > plot.y().max() ? Double.NaN : proportional[i];
        }
        Sheet sheet = plot.sheet();
        sheet.dashed(plot.line(xs, proportional), Palette.translucent(color, 0.5), 1.5);
        sheet.stroke(plot.line(xs, ys), color, 3);
        for (int i = 0; i < xs.length; i++) {
            sheet.fill(new Ellipse2D.Double(plot.x().px(xs[i]) - 5, plot.y().px(ys[i]) - 5, 10, 10), color);
        }
        double lastX = plot.x().px(xs[xs.length - 1]);
        double lastY = plot.y().px(ys[ys.length - 1]);
        lastNamePx = Math.min(lastY + 6, lastNamePx - LINE_PX);
        sheet.text(name, lastX + 12, lastNamePx, Sheet.SMALL_PX, Weight.BOLD, Anchor.LEFT, color);
    }
}
