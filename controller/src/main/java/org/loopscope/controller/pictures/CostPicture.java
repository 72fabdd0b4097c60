package org.loopscope.controller.pictures;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * How the imaging path's time per frame grows with the frame's pixels and with the number of cells. Both axes are
 * logarithmic, so that a time in proportion runs along the dashed line.
 */
public record CostPicture(List<Cost> costs) implements Picture {
    private static final int WIDTH_PX = 1460;
    private static final int HEIGHT_PX = 720;
    private static final double TOP = 130;
    private static final double BOTTOM = 600;
    private static final double[] LEFT = {140, 810};
    private static final double PANEL_PX = 470;

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
        Axis ms = GrowthCurves.decades(all(Cost::p50Ms), BOTTOM, TOP);
        GrowthCurves byPixels = panel(sheet, 0, Cost::pixels, ms, "Pixels", "Milliseconds a frame");
        for (int cells : new TreeSet<>(costs.stream().map(Cost::cells).toList())) {
            curve(byPixels, cost -> cost.cells() == cells, Cost::pixels, cells + " cells");
        }
        GrowthCurves byCells = panel(sheet, 1, Cost::cells, ms, "Cells", "");
        for (double pixels : new TreeSet<>(costs.stream().map(Cost::pixels).toList())) {
            Cost first = costs.stream()
                    .filter(cost -> cost.pixels() == pixels)
                    .findFirst()
                    .orElseThrow();
            String name = String.format(Locale.ROOT, "%dx%d px", first.widthPx(), first.heightPx());
            curve(byCells, cost -> cost.pixels() == pixels, Cost::cells, name);
        }
        return sheet.finished();
    }

    private GrowthCurves panel(
            Sheet sheet, int panel, ToDoubleFunction<Cost> size, Axis ms, String across, String down) {
        Axis x = GrowthCurves.decades(all(size), LEFT[panel], LEFT[panel] + PANEL_PX);
        PlotArea plot = new PlotArea(sheet, x, ms);
        plot.draw(across, down, 0, 0);
        return new GrowthCurves(plot);
    }

    private double[] all(ToDoubleFunction<Cost> value) {
        return costs.stream().mapToDouble(value).toArray();
    }

    private void curve(GrowthCurves into, Predicate<Cost> which, ToDoubleFunction<Cost> size, String name) {
        List<Cost> line = costs.stream()
                .filter(which)
                .sorted(Comparator.comparingDouble(size))
                .toList();
        into.add(
                name,
                line.stream().mapToDouble(size).toArray(),
                line.stream().mapToDouble(Cost::p50Ms).toArray());
    }
}
