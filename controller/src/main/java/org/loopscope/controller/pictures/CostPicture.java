package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * How the imaging path's time per frame grows with the frame's pixels and with the number of cells. Both axes are
 * logarithmic, so that a time in proportion runs along the dashed line.
 */
public record CostPicture(List<Cost> costs) implements Picture {
    private static final int WIDTH_PX = 1460;
    private static final double LINE_PX = 20;
    private static final int HEIGHT_PX = 720;
    private static final double TOP = 130;
    private static final double BOTTOM = 600;
    private static final double[] LEFT = {140, 810};
    private static final double PANEL_PX = 470;
    private static final Color[] COLORS = {Palette.BLUE, Palette.VERMILLION, Palette.GREEN, Palette.PURPLE};

    /** One case: median milliseconds a frame. */
    public record Cost(int widthPx, int heightPx, int cells, double p50Ms) {
        double pixels() {
            return (double) widthPx * heightPx;
        }
    }

    public CostPicture {
        costs = List.copyOf(costs);
        if (costs.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to draw: no case was measured");
        }
    }

    @Override
    public BufferedImage draw() {
        Sheet sheet = new Sheet(WIDTH_PX, HEIGHT_PX);
        sheet.title("Imaging path: time per frame");
        sheet.label(
                "16-bit counts to inferred spikes, one thread, median; dashed: in proportion",
                30,
                76,
                Anchor.LEFT,
                Palette.FAINT);
        Axis ms = decades(Cost::p50Ms, BOTTOM, TOP);
        PlotArea byPixels = new PlotArea(sheet, decades(Cost::pixels, LEFT[0], LEFT[0] + PANEL_PX), ms);
        byPixels.draw("Pixels", "Milliseconds a frame", 0, 0);
        int color = 0;
        double below = Double.POSITIVE_INFINITY;
        for (int cells : new TreeSet<>(costs.stream().map(Cost::cells).toList())) {
            Color its = COLORS[color++ % 4];
            below = curve(byPixels, cost -> cost.cells() == cells, Cost::pixels, cells + " cells", its, below);
        }
        PlotArea byCells = new PlotArea(sheet, decades(Cost::cells, LEFT[1], LEFT[1] + PANEL_PX), ms);
        byCells.draw("Cells", "", 0, 0);
        color = 0;
        below = Double.POSITIVE_INFINITY;
        for (double pixels : new TreeSet<>(costs.stream().map(Cost::pixels).toList())) {
            Cost first = costs.stream()
                    .filter(cost -> cost.pixels() == pixels)
                    .findFirst()
                    .orElseThrow();
            String name = String.format(Locale.ROOT, "%dx%d px", first.widthPx(), first.heightPx());
            below = curve(byCells, cost -> cost.pixels() == pixels, Cost::cells, name, COLORS[color++ % 4], below);
        }
        return sheet.finished();
    }

    private Axis decades(ToDoubleFunction<Cost> value, double fromPx, double toPx) {
        double least = costs.stream().mapToDouble(value).min().orElseThrow();
        double most = costs.stream().mapToDouble(value).max().orElseThrow();
        double min = Math.pow(10, Math.floor(Math.log10(least) + 1e-9));
        double max = Math.pow(10, Math.ceil(Math.log10(most) - 1e-9));
        return new Axis(min, Math.max(max, 10 * min), fromPx, toPx, Axis.Scale.LOGARITHMIC);
    }

    /** Draws a curve with its name, which stays clear of the one below, and answers where that stands. */
    private double curve(
            PlotArea plot,
            Predicate<Cost> which,
            ToDoubleFunction<Cost> value,
            String name,
            Color color,
            double belowPx) {
        List<Cost> line = costs.stream()
                .filter(which)
                .sorted(Comparator.comparingDouble(value))
                .toList();
        double[] xs = line.stream().mapToDouble(value).toArray();
        double[] ys = line.stream().mapToDouble(Cost::p50Ms).toArray();
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
        double nameY = Math.min(lastY + 6, belowPx - LINE_PX);
        sheet.text(name, lastX + 12, nameY, Sheet.SMALL_PX, Weight.BOLD, Anchor.LEFT, color);
        return nameY;
    }
}
