package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * How good the frames were as the session went on: a panel per measure, and under them the spans in which something was
 * wrong.
 *
 * @param timesS when each point was measured, seconds, ascending
 * @param framesToS where the last point's span ends, seconds
 */
public record FrameQualityPicture(double[] timesS, double framesToS, List<Panel> panels, List<Row> rows)
        implements Picture {
    private static final int WIDTH_PX = 1400;
    private static final double LEFT = 150;
    private static final double RIGHT = WIDTH_PX - 60;
    private static final double FIRST_TOP = 110;
    private static final double PANEL_PX = 170;
    private static final double PANEL_GAP_PX = 62;
    private static final double ROW_PX = 30;
    /** A span of a single frame must still be seen. */
    private static final double LEAST_SPAN_PX = 3;

    /**
     * One measure over time.
     *
     * @param name with its unit
     * @param least what the axis shows at least, from here
     * @param most and to here
     * @param limitName what is beside the limit
     * @param limit drawn across; NaN for none
     */
    public record Panel(String name, double least, double most, String limitName, double limit, List<Curve> curves) {}

    /** @param values one for each time; NaN where there is none */
    public record Curve(String name, Role role, double[] values) {}

    /** What a curve is, which gives its colour. */
    public enum Role {
        FIRST(Palette.BLUE),
        SECOND(Palette.ORANGE);

        private final Color color;

        Role(Color color) {
            this.color = color;
        }
    }

    /**
     * One thing that can be wrong.
     *
     * @param flagged for each time, whether it was
     */
    public record Row(String name, boolean[] flagged) {}

    public FrameQualityPicture {
        panels = List.copyOf(panels);
        rows = List.copyOf(rows);
        if (timesS.length == 0 || !(framesToS > timesS[0])) {
            throw new IllegalArgumentException("frame quality needs at least one frame");
        }
    }

    @Override
    public BufferedImage draw() {
        double rowsTop = FIRST_TOP + panels.size() * (PANEL_PX + PANEL_GAP_PX);
        Sheet sheet = new Sheet(WIDTH_PX, (int) (rowsTop + rows.size() * ROW_PX + 105));
        sheet.title("Frame quality");
        Axis x = new Axis(timesS[0], framesToS, LEFT, RIGHT, Axis.Scale.LINEAR);
        for (int i = 0; i < panels.size(); i++) {
            drawPanel(sheet, x, panels.get(i), FIRST_TOP + i * (PANEL_PX + PANEL_GAP_PX));
        }
        drawRows(sheet, x, rowsTop);
        return sheet.finished();
    }

    private void drawPanel(Sheet sheet, Axis x, Panel panel, double top) {
        double least = panel.least();
        double most = panel.most();
        for (Curve curve : panel.curves()) {
            for (double value : curve.values()) {
                least = Double.isNaN(value) ? least : Math.min(least, value);
                most = Double.isNaN(value) ? most : Math.max(most, value);
            }
        }
        double step = Axis.niceStep((most - least) / 4);
        Axis y = new Axis(
                Math.floor(least / step + 1e-9) * step,
                Math.ceil(most / step - 1e-9) * step,
                top + PANEL_PX,
                top,
                Axis.Scale.LINEAR);
        PlotArea plot = new PlotArea(sheet, x, y);
        plot.draw("", panel.name(), 10, 4);
        if (!Double.isNaN(panel.limit())) {
            double level = y.px(panel.limit());
            sheet.dashed(LEFT, level, RIGHT, level, Palette.VERMILLION, 2);
        }
        double nameAt = RIGHT;
        for (Curve curve : panel.curves()) {
            sheet.stroke(plot.line(timesS, curve.values()), curve.role().color, 1.8);
            sheet.text(curve.name(), nameAt, top - 12, Sheet.SMALL_PX, Weight.BOLD, Anchor.RIGHT, curve.role().color);
            nameAt -= sheet.textWidth(curve.name(), Sheet.SMALL_PX, Weight.BOLD) + 24;
        }
        if (!Double.isNaN(panel.limit())) {
            sheet.text(
                    panel.limitName(), nameAt, top - 12, Sheet.SMALL_PX, Weight.BOLD, Anchor.RIGHT, Palette.VERMILLION);
        }
    }

    private void drawRows(Sheet sheet, Axis x, double top) {
        double bottom = top + rows.size() * ROW_PX;
        for (int row = 0; row < rows.size(); row++) {
            double middle = top + (row + 0.5) * ROW_PX;
            sheet.line(LEFT, middle, RIGHT, middle, Palette.GRID, 1);
            sheet.small(rows.get(row).name(), LEFT - 12, middle + 6, Anchor.RIGHT, Palette.INK);
            drawSpans(sheet, x, rows.get(row).flagged(), middle);
        }
        for (Axis.Tick tick : x.ticks(10)) {
            double at = x.px(tick.value());
            sheet.line(at, bottom, at, bottom + 7, Palette.INK, 1.5);
            sheet.label(tick.text(), at, bottom + 29, Anchor.MIDDLE, Palette.INK);
        }
        sheet.line(LEFT, bottom, RIGHT, bottom, Palette.INK, 1.5);
        sheet.label("Session time (s)", (LEFT + RIGHT) / 2, bottom + 68, Anchor.MIDDLE, Palette.INK);
    }

    private void drawSpans(Sheet sheet, Axis x, boolean[] flagged, double middle) {
        int from = 0;
        while (from < flagged.length) {
            int to = from;
            while (to < flagged.length && flagged[to]) {
                to++;
            }
            if (to > from) {
                double left = x.px(timesS[from]);
                double right = x.px(to < timesS.length ? timesS[to] : framesToS);
                double width = Math.max(LEAST_SPAN_PX, right - left);
                double height = ROW_PX * 0.6;
                sheet.fill(new Rectangle2D.Double(left, middle - height / 2, width, height), Palette.VERMILLION);
            }
            from = to + 1;
        }
    }
}
