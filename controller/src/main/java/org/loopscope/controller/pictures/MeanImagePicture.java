package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * The mean image with the cells' outlines; the session's target cells stand out and are numbered, and cells that were
 * found while it ran have a colour of their own.
 *
 * @param meanImage row-major, as large as the ROI set's frame
 * @param targets indices of the target cells in the ROI set
 * @param newCells found later, in the same frame
 */
public record MeanImagePicture(float[] meanImage, RoiSet rois, int[] targets, List<Roi> newCells) implements Picture {
    private static final double FIELD_PX = 1000;
    private static final double LEFT = 120;
    private static final double TOP = 75;
    private static final double NUMBER_PX = 20;
    /** Pixels of less weight than this share of a cell's strongest one lie outside its outline. */
    private static final float OUTLINE_SHARE = 0.2f;

    /** Without new cells. */
    public MeanImagePicture(float[] meanImage, RoiSet rois, int[] targets) {
        this(meanImage, rois, targets, List.of());
    }

    public MeanImagePicture {
        newCells = List.copyOf(newCells);
        if (meanImage.length != rois.widthPx() * rois.heightPx()) {
            throw new IllegalArgumentException("the mean image has " + meanImage.length + " pixels, the cells lie in "
                    + rois.widthPx() + "x" + rois.heightPx());
        }
    }

    @Override
    public BufferedImage draw() {
        double scale = FIELD_PX / Math.max(rois.widthPx(), rois.heightPx());
        double width = rois.widthPx() * scale;
        double height = rois.heightPx() * scale;
        Sheet sheet = new Sheet((int) (LEFT + width + 280), (int) (TOP + height + 95));
        sheet.title("Mean image and cells");

        double[] sorted = sortedIntensities();
        double darkest = quantile(sorted, 0.01);
        double brightest = Math.max(quantile(sorted, 0.997), darkest + 1e-6);
        sheet.image(greyImage(darkest, brightest), LEFT, TOP, width, height);
        for (Roi roi : rois.rois()) {
            sheet.stroke(outline(roi, scale), Palette.SKY, 1.3);
        }
        for (Roi roi : newCells) {
            sheet.stroke(outline(roi, scale), Palette.PURPLE, 2);
        }
        for (int target : targets) {
            sheet.stroke(outline(rois.rois().get(target), scale), Palette.ORANGE, 3);
        }
        numberTargets(sheet, scale, width, height);
        drawAxes(sheet, scale, width, height);
        drawLegend(sheet, LEFT + width + 35, darkest, brightest);
        return sheet.finished();
    }

    private void numberTargets(Sheet sheet, double scale, double width, double height) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (int target : targets) {
            Path2D cell = outline(rois.rois().get(target), scale);
            Rectangle2D box = cell.getBounds2D();
            String number = Integer.toString(target);
            double half = sheet.textWidth(number, NUMBER_PX, Weight.BOLD) / 2;
            Rectangle2D place = freePlace(box, half, taken, new Rectangle2D.Double(LEFT, TOP, width, height));
            taken.add(place);
            sheet.rimmed(
                    number, place.getCenterX(), place.getMaxY() - 4, NUMBER_PX, Palette.ORANGE, new Color(0x202020));
        }
    }

    /** Right, left, above or below the cell: the first place that is inside the field and not on another number. */
    private static Rectangle2D freePlace(
            Rectangle2D cell, double halfWidth, List<Rectangle2D> taken, Rectangle2D field) {
        double w = 2 * halfWidth + 6;
        double h = NUMBER_PX + 4;
        double[][] corners = {
            {cell.getMaxX() + 2, cell.getCenterY() - h / 2},
            {cell.getMinX() - w - 2, cell.getCenterY() - h / 2},
            {cell.getCenterX() - w / 2, cell.getMinY() - h - 2},
            {cell.getCenterX() - w / 2, cell.getMaxY() + 2},
            {cell.getMaxX() + 2, cell.getMinY() - h},
            {cell.getMinX() - w - 2, cell.getMaxY()}
        };
        for (double[] corner : corners) {
            Rectangle2D place = new Rectangle2D.Double(corner[0], corner[1], w, h);
            if (field.contains(place) && taken.stream().noneMatch(place::intersects)) {
                return place;
            }
        }
        return new Rectangle2D.Double(cell.getCenterX() - w / 2, cell.getCenterY() - h / 2, w, h);
    }

    private void drawAxes(Sheet sheet, double scale, double width, double height) {
        Axis x = new Axis(0, rois.widthPx(), LEFT, LEFT + rois.widthPx() * scale, Axis.Scale.LINEAR);
        Axis y = new Axis(0, rois.heightPx(), TOP, TOP + rois.heightPx() * scale, Axis.Scale.LINEAR);
        double bottom = TOP + height;
        for (int at = 0; at <= rois.widthPx(); at += tickStep()) {
            sheet.line(x.px(at), bottom, x.px(at), bottom + 7, Palette.INK, 1.5);
            sheet.label(Integer.toString(at), x.px(at), bottom + 28, Anchor.MIDDLE, Palette.INK);
        }
        for (int at = 0; at <= rois.heightPx(); at += tickStep()) {
            sheet.line(LEFT - 7, y.px(at), LEFT, y.px(at), Palette.INK, 1.5);
            sheet.label(Integer.toString(at), LEFT - 12, y.px(at) + 7, Anchor.RIGHT, Palette.INK);
        }
        sheet.stroke(new Rectangle2D.Double(LEFT, TOP, width, height), Palette.INK, 1.5);
        sheet.label("x (pixels)", LEFT + width / 2, bottom + 62, Anchor.MIDDLE, Palette.INK);
        sheet.upwards("y (pixels)", LEFT - 82, TOP + height / 2, Sheet.LABEL_PX, Palette.INK);
    }

    private int tickStep() {
        return Math.max(1, Integer.highestOneBit(Math.max(rois.widthPx(), rois.heightPx())) / 8);
    }

    private void drawLegend(Sheet sheet, double x, double darkest, double brightest) {
        sheet.stroke(new Rectangle2D.Double(x, TOP + 6, 22, 16), Palette.SKY, 1.5);
        sheet.label(rois.size() + " cells", x + 36, TOP + 21, Anchor.LEFT, Palette.INK);
        sheet.stroke(new Rectangle2D.Double(x, TOP + 40, 22, 16), Palette.ORANGE, 3);
        sheet.label(targets.length + " targets", x + 36, TOP + 55, Anchor.LEFT, Palette.INK);
        if (!newCells.isEmpty()) {
            sheet.stroke(new Rectangle2D.Double(x, TOP + 74, 22, 16), Palette.PURPLE, 2);
            sheet.label(newCells.size() + " new cells", x + 36, TOP + 89, Anchor.LEFT, Palette.INK);
        }

        double barTop = TOP + 120;
        double barHeight = 300;
        for (int i = 0; i < barHeight; i++) {
            int level = (int) Math.round(255 * (1 - i / barHeight));
            sheet.fill(new Rectangle2D.Double(x, barTop + i, 22, 1), new Color(level, level, level));
        }
        sheet.stroke(new Rectangle2D.Double(x, barTop, 22, barHeight), Palette.INK, 1);
        sheet.label(counts(brightest), x + 32, barTop + 14, Anchor.LEFT, Palette.INK);
        sheet.label(counts(darkest), x + 32, barTop + barHeight, Anchor.LEFT, Palette.INK);
        sheet.label("intensity", x, barTop + barHeight + 34, Anchor.LEFT, Palette.INK);
        sheet.label("(counts)", x, barTop + barHeight + 58, Anchor.LEFT, Palette.INK);
    }

    private static String counts(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
    }

    private BufferedImage greyImage(double darkest, double brightest) {
        int width = rois.widthPx();
        BufferedImage grey = new BufferedImage(width, rois.heightPx(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < meanImage.length; i++) {
            double share = Math.clamp((meanImage[i] - darkest) / (brightest - darkest), 0.0, 1.0);
            grey.setRGB(i % width, i / width, (int) Math.round(255 * share) * 0x10101);
        }
        return grey;
    }

    private double[] sortedIntensities() {
        double[] sorted = new double[meanImage.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = meanImage[i];
        }
        Arrays.sort(sorted);
        return sorted;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** The border between the cell's pixels and the others, along pixel edges. */
    private Path2D outline(Roi roi, double scale) {
        int width = rois.widthPx();
        boolean[] inside = new boolean[width * rois.heightPx()];
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
            int x = pixel % width;
            int y = pixel / width;
            edge(path, x == 0 || !inside[pixel - 1], x, y, x, y + 1, scale);
            edge(path, x == width - 1 || !inside[pixel + 1], x + 1, y, x + 1, y + 1, scale);
            edge(path, y == 0 || !inside[pixel - width], x, y, x + 1, y, scale);
            edge(path, y == rois.heightPx() - 1 || !inside[pixel + width], x, y + 1, x + 1, y + 1, scale);
        }
        return path;
    }

    private static void edge(Path2D path, boolean present, int x0, int y0, int x1, int y1, double scale) {
        if (present) {
            path.moveTo(LEFT + x0 * scale, TOP + y0 * scale);
            path.lineTo(LEFT + x1 * scale, TOP + y1 * scale);
        }
    }
}
