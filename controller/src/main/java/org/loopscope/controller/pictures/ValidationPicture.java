package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * What the targets answered to each kind of picture of a validation: a bar for the mean over the targets, a dot for each
 * of them.
 *
 * @param rows one for each kind, in the order to be drawn
 */
public record ValidationPicture(List<Row> rows) implements Picture {
    private static final int WIDTH_PX = 1100;
    private static final double LEFT = 270;
    private static final double RIGHT = 1000;
    private static final double TOP = 120;
    private static final double ROW_PX = 56;
    private static final double BAR_PX = 30;
    private static final double DOT_PX = 9;

    /**
     * One kind of picture.
     *
     * @param name in words
     * @param ofSynthesized mean response of all its targets, the synthesized images' being 1
     * @param targets each target's mean response in the same unit; not a number where it was not measured
     */
    public record Row(String name, double ofSynthesized, double[] targets) {}

    public ValidationPicture {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("there is no validation to draw: no picture was measured");
        }
    }

    @Override
    public BufferedImage draw() {
        Sheet sheet = new Sheet(WIDTH_PX, (int) (TOP + rows.size() * ROW_PX + 40));
        sheet.title("Measured responses by kind of picture");
        sheet.label(
                "bars: mean over the targets; dots: targets; the synthesized images' mean is 1",
                30,
                76,
                Anchor.LEFT,
                Palette.FAINT);
        Axis axis = new Axis(0, Math.max(1, mostDrawn()), LEFT, RIGHT, Axis.Scale.LINEAR);
        sheet.dashed(axis.px(1), TOP, axis.px(1), TOP + rows.size() * ROW_PX, Palette.FAINT, 1.5);
        for (int i = 0; i < rows.size(); i++) {
            drawRow(sheet, rows.get(i), axis, TOP + (i + 0.5) * ROW_PX);
        }
        return sheet.finished();
    }

    private double mostDrawn() {
        return rows.stream()
                .flatMapToDouble(row -> Arrays.stream(row.targets()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
    }

    private static void drawRow(Sheet sheet, Row row, Axis axis, double middle) {
        sheet.label(row.name(), LEFT - 14, middle + 6, Anchor.RIGHT, Palette.INK);
        double end = axis.px(Double.isNaN(row.ofSynthesized()) ? 0 : Math.max(0, row.ofSynthesized()));
        Color bar = Palette.translucent(Palette.BLUE, 0.35);
        sheet.fill(new Rectangle2D.Double(LEFT, middle - BAR_PX / 2, end - LEFT, BAR_PX), bar);
        for (double target : row.targets()) {
            if (Double.isFinite(target)) {
                double x = axis.px(Math.max(0, target));
                sheet.fill(
                        new Ellipse2D.Double(x - DOT_PX / 2, middle - DOT_PX / 2, DOT_PX, DOT_PX), Palette.VERMILLION);
            }
        }
        String share =
                Double.isNaN(row.ofSynthesized()) ? "–" : String.format(Locale.ROOT, "%.2f", row.ofSynthesized());
        sheet.text(share, WIDTH_PX - 30, middle + 6, Sheet.LABEL_PX, Weight.BOLD, Anchor.RIGHT, Palette.INK);
    }
}
