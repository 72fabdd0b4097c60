package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.loopscope.controller.pictures.Axis.Scale;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.CellLabel;
import org.loopscope.inference.complexness.ComplexnessSettings;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.stimulus.StimulusImage;

/**
 * The cells that were judged simple or complex, the most complex first: a few of each one's images, its label, and its
 * complexness with its interval on an axis that all cells of a column share; a ring without an interval for a cell that
 * one image alone excites.
 *
 * @param cells at least one
 */
public record ComplexnessPicture(List<CellComplexness> cells) implements Picture {
    private static final int MAX_ROWS = 20;
    private static final double IMAGE_PX = 56;
    private static final double IMAGE_STEP_PX = 62;
    private static final double ROW_PX = 68;
    private static final double TOP = 120;
    private static final double LEFT = 30;
    private static final double IMAGES_LEFT = 205;
    private static final double AXIS_LEFT = IMAGES_LEFT + CellComplexness.MOST_EXAMPLES * IMAGE_STEP_PX + 26;
    private static final double AXIS_PX = 230;
    private static final double DOT_PX = 10;
    private static final double COLUMN_PX = AXIS_LEFT + AXIS_PX + 45;

    public ComplexnessPicture {
        cells = cells.stream()
                .sorted(Comparator.comparingDouble(
                                (CellComplexness cell) -> cell.complexness().value())
                        .reversed())
                .toList();
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("a picture of simple and complex cells needs at least one cell");
        }
    }

    @Override
    public BufferedImage draw() {
        int columns = (cells.size() + MAX_ROWS - 1) / MAX_ROWS;
        int rows = (cells.size() + columns - 1) / columns;
        Sheet sheet = new Sheet((int) (columns * COLUMN_PX), (int) (TOP + rows * ROW_PX + 60));
        sheet.title("Simple and complex cells");
        double least =
                cells.stream().mapToDouble(c -> c.complexness().low()).min().orElse(0);
        double most =
                cells.stream().mapToDouble(c -> c.complexness().high()).max().orElse(1);
        for (int column = 0; column < columns; column++) {
            double left = column * COLUMN_PX;
            int from = column * rows;
            int to = Math.min(cells.size(), from + rows);
            Axis axis = new Axis(
                    Math.min(-0.1, least - 0.02),
                    Math.max(0.3, most + 0.02),
                    left + AXIS_LEFT,
                    left + AXIS_LEFT + AXIS_PX,
                    Scale.LINEAR);
            drawAxis(sheet, axis, left, TOP + (to - from) * ROW_PX);
            for (int i = from; i < to; i++) {
                drawCell(sheet, cells.get(i), axis, left, TOP + (i - from) * ROW_PX);
            }
        }
        return sheet.finished();
    }

    private static void drawAxis(Sheet sheet, Axis axis, double left, double bottom) {
        sheet.small("exciting images", left + IMAGES_LEFT, 76, Anchor.LEFT, Palette.INK);
        sheet.small("complexness, 95 % interval", left + AXIS_LEFT, 76, Anchor.LEFT, Palette.INK);
        sheet.small("dashed: threshold", left + AXIS_LEFT, 98, Anchor.LEFT, Palette.FAINT);
        for (Axis.Tick tick : axis.ticks(4)) {
            sheet.line(axis.px(tick.value()), TOP - 6, axis.px(tick.value()), bottom, Palette.GRID, 1);
            sheet.small(tick.text(), axis.px(tick.value()), bottom + 22, Anchor.MIDDLE, Palette.INK);
        }
        double threshold = axis.px(ComplexnessSettings.THRESHOLD);
        sheet.dashed(threshold, TOP - 6, threshold, bottom, Palette.FAINT, 1.5);
    }

    private static void drawCell(Sheet sheet, CellComplexness cell, Axis axis, double left, double top) {
        double middle = top + IMAGE_PX / 2;
        Color color = color(cell.label());
        sheet.text(
                "cell " + cell.neuron(),
                left + LEFT,
                middle - 4,
                Sheet.SMALL_PX,
                Weight.BOLD,
                Anchor.LEFT,
                Palette.INK);
        sheet.text(labelled(cell), left + LEFT, middle + 17, Sheet.SMALL_PX, Weight.REGULAR, Anchor.LEFT, color);
        double x = left + IMAGES_LEFT;
        for (StimulusImage image : cell.examples()) {
            sheet.stimulus(image, x, top, IMAGE_PX);
            x += IMAGE_STEP_PX;
        }
        drawComplexness(sheet, cell, axis, middle, color);
    }

    /** An undecided cell's confidence is that of a side that it was not given, often for other reasons. */
    private static String labelled(CellComplexness cell) {
        return cell.label() == CellLabel.UNDECIDED
                ? cell.label().word()
                : String.format(Locale.ROOT, "%s, %.0f %%", cell.label().word(), 100 * cell.confidence());
    }

    /** With one image both models are the same: their difference is 0 by definition, and has no interval. */
    private static void drawComplexness(Sheet sheet, CellComplexness cell, Axis axis, double middle, Color color) {
        Estimate complexness = cell.complexness();
        double x = axis.px(complexness.value());
        Ellipse2D dot = new Ellipse2D.Double(x - DOT_PX / 2, middle - DOT_PX / 2, DOT_PX, DOT_PX);
        if (cell.images() == 1) {
            sheet.fill(dot, Palette.PAPER);
            sheet.stroke(dot, color, 2);
            sheet.small("one image", axis.px(ComplexnessSettings.THRESHOLD) + DOT_PX, middle + 5, Anchor.LEFT, color);
        } else {
            sheet.line(axis.px(complexness.low()), middle, axis.px(complexness.high()), middle, color, 3);
            sheet.fill(dot, color);
        }
    }

    private static Color color(CellLabel label) {
        return switch (label) {
            case SIMPLE -> Palette.BLUE;
            case COMPLEX_LIKE -> Palette.VERMILLION;
            case UNDECIDED -> Palette.FAINT;
        };
    }
}
