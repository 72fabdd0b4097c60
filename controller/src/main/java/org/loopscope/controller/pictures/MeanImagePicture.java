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
 * @param targets numbers of the target cells; those that are not of this ROI set are left out
 * @param firstCell number of the ROI set's first cell, where other planes' cells come before
 * @param plane which one it is, such as "plane 1 (from 0) of 3"; empty where there is only one
 * @param newCells found later, in the same frame
 */
public record MeanImagePicture(
        float[] meanImage, RoiSet rois, int[] targets, int firstCell, String plane, List<Roi> newCells)
        implements Picture {
    private static final double FIELD_PX = 1000;
    private static final double LEFT = 120;
    private static final double TOP = 75;
    private static final double NUMBER_PX = 20;

    public MeanImagePicture {
        newCells = List.copyOf(newCells);
        if (meanImage.length != rois.widthPx() * rois.heightPx()) {
            throw new IllegalArgumentException("the mean image has " + meanImage.length + " pixels, the cells lie in "
                    + rois.widthPx() + "x" + rois.heightPx());
        }
        targets = Arrays.stream(targets)
                .filter(target -> target >= firstCell && target < firstCell + rois.size())
                .toArray();
    }

    /** Of the only plane, without new cells. */
    public MeanImagePicture(float[] meanImage, RoiSet rois, int[] targets) {
        this(meanImage, rois, targets, 0, "", List.of());
    }

    @Override
    public BufferedImage draw() {
        double scale = FIELD_PX / Math.max(rois.widthPx(), rois.heightPx());
        double width = rois.widthPx() * scale;
        double height = rois.heightPx() * scale;
        Sheet sheet = new Sheet((int) (LEFT + width + 280), (int) (TOP + height + 95));
        sheet.title("Mean image and cells" + (plane.isEmpty() ? "" : " of " + plane));

        GreyScale grey = GreyScale.of(meanImage);
        sheet.image(grey.image(meanImage, rois.widthPx()), LEFT, TOP, width, height);
        CellOutlines outlines = new CellOutlines(rois.widthPx(), rois.heightPx(), LEFT, TOP, scale);
        for (Roi roi : rois.rois()) {
            sheet.stroke(outlines.of(roi), Palette.SKY, 1.3);
        }
        for (Roi roi : newCells) {
            sheet.stroke(outlines.of(roi), Palette.PURPLE, 2);
        }
        for (int target : targets) {
            sheet.stroke(outlines.of(rois.rois().get(target - firstCell)), Palette.ORANGE, 3);
        }
        numberTargets(sheet, outlines, width, height);
        drawAxes(sheet, scale, width, height);
        drawLegend(sheet, LEFT + width + 35, grey.darkest(), grey.brightest());
        return sheet.finished();
    }

    private void numberTargets(Sheet sheet, CellOutlines outlines, double width, double height) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (int target : targets) {
            Path2D cell = outlines.of(rois.rois().get(target - firstCell));
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
}
