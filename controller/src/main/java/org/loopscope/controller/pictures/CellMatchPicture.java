package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.days.CellMatch;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.DayMatches;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * Two days of a field, the earlier one brought to where it lies on the later: whose cells were found again, and how
 * surely. Beside it the two mean images in two colours, which are grey where they agree, and how probable the matches
 * are.
 */
public record CellMatchPicture(DayField earlier, DayField later, DayMatches found) implements Picture {
    private static final double FIELD_PX = 1000;
    private static final double LEFT = 60;
    private static final double TOP = 75;
    private static final double SIDE_LEFT_GAP = 50;
    private static final double SIDE_PX = 400;
    private static final double KEY_ROW_PX = 34;
    private static final double CHART_PX = 230;
    private static final double NUMBER_PX = 17;
    /** The mean image lies under the outlines and must not outshine them. */
    private static final double DIMMED = 0.85;

    private static final int BINS = 10;
    private static final Color MATCHED = new Color(0x3fd0a4);

    public CellMatchPicture {
        RoiSet before = earlier.cells();
        RoiSet today = later.cells();
        if (before.widthPx() != today.widthPx() || before.heightPx() != today.heightPx()) {
            throw new IllegalArgumentException("the fields have " + before.widthPx() + "x" + before.heightPx() + " and "
                    + today.widthPx() + "x" + today.heightPx() + " px");
        }
    }

    @Override
    public BufferedImage draw() {
        int widthPx = later.cells().widthPx();
        int heightPx = later.cells().heightPx();
        double scale = FIELD_PX / Math.max(widthPx, heightPx);
        double width = widthPx * scale;
        double height = heightPx * scale;
        double side = LEFT + width + SIDE_LEFT_GAP;
        double sideImage = SIDE_PX * heightPx / Math.max(widthPx, heightPx);
        double chartTop = TOP + 5 * KEY_ROW_PX + 45 + sideImage + 80;
        double bottom = Math.max(TOP + height, chartTop + CHART_PX + 70);
        Sheet sheet = new Sheet((int) (side + SIDE_PX + 60), (int) bottom + 85);
        sheet.title("Cells across days");

        float[] before = found.registration().displacement().imageToNow(earlier.meanImage());
        GreyScale earlierGrey = GreyScale.of(earlier.meanImage());
        GreyScale laterGrey = GreyScale.of(later.meanImage());
        sheet.image(both(before, earlierGrey, laterGrey, widthPx, heightPx), LEFT, TOP, width, height);
        CellOutlines outlines = new CellOutlines(widthPx, heightPx, LEFT, TOP, scale);
        int outside = drawCells(sheet, outlines);
        sheet.stroke(new Rectangle2D.Double(LEFT, TOP, width, height), Palette.INK, 1.5);
        sheet.label(
                "The later field, " + widthPx + "x" + heightPx + " pixels; since the earlier day it has "
                        + found.registration().inWords(),
                LEFT,
                TOP + height + 34,
                Anchor.LEFT,
                Palette.INK);

        drawKey(sheet, side, outside);
        double imageTop = TOP + 5 * KEY_ROW_PX + 45;
        drawComposite(sheet, before, earlierGrey, laterGrey, side, imageTop, sideImage);
        drawProbabilities(sheet, side, chartTop);
        return sheet.finished();
    }

    /** The mean of both images, dimmed, where both are known; else the later one. */
    private BufferedImage both(float[] before, GreyScale earlierGrey, GreyScale laterGrey, int widthPx, int heightPx) {
        BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < before.length; i++) {
            int now = laterGrey.level(later.meanImage()[i]);
            int mean = Float.isNaN(before[i]) ? now : (now + earlierGrey.level(before[i])) / 2;
            int shade = (int) (DIMMED * mean);
            image.setRGB(i % widthPx, i / widthPx, shade * 0x10101);
        }
        return image;
    }

    /** @return how many of the earlier cells lie outside the later field and could not be drawn */
    private int drawCells(Sheet sheet, CellOutlines outlines) {
        Map<Integer, CellMatch> byLater = new HashMap<>();
        Set<Integer> foundAgain = new HashSet<>();
        for (CellMatch match : found.matches()) {
            byLater.put(match.nowId(), match);
            foundAgain.add(match.earlierId());
        }
        RoiSet moved = found.registration().displacement().toNow(earlier.cells());
        for (Roi cell : moved.rois()) {
            if (!foundAgain.contains(cell.id())) {
                sheet.stroke(outlines.of(cell), Palette.ORANGE, 2);
            }
        }
        for (Roi cell : later.cells().rois()) {
            @Nullable CellMatch match = byLater.get(cell.id());
            sheet.stroke(outlines.of(cell), color(match), match == null ? 2 : 2.5);
        }
        for (Roi cell : later.cells().rois()) {
            @Nullable CellMatch match = byLater.get(cell.id());
            if (match != null && match.probability() < DayMatches.SURE) {
                number(sheet, outlines.of(cell), match.probability());
            }
        }
        return earlier.cells().size() - moved.size();
    }

    private static Color color(@Nullable CellMatch match) {
        if (match == null) {
            return Palette.SKY;
        }
        return match.probability() < DayMatches.SURE ? Palette.YELLOW : MATCHED;
    }

    private static void number(Sheet sheet, Path2D outline, double probability) {
        Rectangle2D box = outline.getBounds2D();
        String text = String.format(Locale.ROOT, "%.2f", probability);
        sheet.rimmed(
                text, box.getCenterX(), box.getCenterY() + NUMBER_PX * 0.35, NUMBER_PX, Palette.YELLOW, Palette.INK);
    }

    private void drawKey(Sheet sheet, double x, int outside) {
        int matched = found.matches().size();
        long doubtful = found.doubtful();
        int lost = earlier.cells().size() - matched;
        key(sheet, x, 0, MATCHED, (matched - doubtful) + " found again");
        key(sheet, x, 1, Palette.YELLOW, doubtful + " found again, less surely than 0.9");
        key(
                sheet,
                x,
                2,
                Palette.ORANGE,
                lost + " on the earlier day only" + (outside == 0 ? "" : " (" + outside + " outside)"));
        key(sheet, x, 3, Palette.SKY, (later.cells().size() - matched) + " on the later day only");
        sheet.label(
                String.format(Locale.ROOT, "Of all matches %.1f are expected false", found.expectedFalse()),
                x,
                TOP + 4 * KEY_ROW_PX + 18,
                Anchor.LEFT,
                Palette.INK);
    }

    private static void key(Sheet sheet, double x, int row, Color color, String text) {
        double y = TOP + row * KEY_ROW_PX;
        sheet.fill(new Rectangle2D.Double(x, y + 1, 30, 22), new Color(0x303030));
        sheet.stroke(new Rectangle2D.Double(x + 6, y + 6, 18, 12), color, 2.5);
        sheet.label(text, x + 42, y + 19, Anchor.LEFT, Palette.INK);
    }

    /** The earlier field in orange, the later in blue: what is on both is grey. */
    private void drawComposite(
            Sheet sheet,
            float[] before,
            GreyScale earlierGrey,
            GreyScale laterGrey,
            double x,
            double y,
            double heightOnSheet) {
        int widthPx = later.cells().widthPx();
        int heightPx = later.cells().heightPx();
        BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < before.length; i++) {
            int was = earlierGrey.level(before[i]);
            int is = laterGrey.level(later.meanImage()[i]);
            image.setRGB(i % widthPx, i / widthPx, (was << 16) | (((was + is) / 2) << 8) | is);
        }
        double width = heightOnSheet * widthPx / heightPx;
        sheet.image(image, x, y, width, heightOnSheet);
        sheet.stroke(new Rectangle2D.Double(x, y, width, heightOnSheet), Palette.INK, 1.5);
        sheet.text("earlier", x, y - 10, Sheet.SMALL_PX, Weight.BOLD, Anchor.LEFT, Palette.VERMILLION);
        sheet.text("later", x + 70, y - 10, Sheet.SMALL_PX, Weight.BOLD, Anchor.LEFT, Palette.BLUE);
        sheet.small("mean image, grey where they agree", x + 122, y - 10, Anchor.LEFT, Palette.INK);
    }

    private void drawProbabilities(Sheet sheet, double x, double top) {
        int[] counts = new int[BINS];
        int most = 1;
        for (CellMatch match : found.matches()) {
            int bin = Math.clamp((int) (2 * BINS * match.probability()) - BINS, 0, BINS - 1);
            most = Math.max(most, ++counts[bin]);
        }
        double step = Math.max(1, Axis.niceStep(most / 4.0));
        Axis across = new Axis(0.5, 1, x + 62, x + SIDE_PX, Axis.Scale.LINEAR);
        Axis up = new Axis(0, Math.ceil(most / step) * step, top + CHART_PX, top, Axis.Scale.LINEAR);
        PlotArea plot = new PlotArea(sheet, across, up);
        plot.draw("Probability of a match", "Matches", 5, 4);
        for (int bin = 0; bin < BINS; bin++) {
            double from = 0.5 + 0.5 * bin / BINS;
            if (counts[bin] > 0) {
                Rectangle2D bar = plot.bar(from, from + 0.5 / BINS, counts[bin]);
                sheet.fill(bar, from < DayMatches.SURE - 1e-9 ? Palette.YELLOW : MATCHED);
                sheet.stroke(bar, Palette.INK, 1);
                sheet.small(
                        Integer.toString(counts[bin]), bar.getCenterX(), bar.getY() - 6, Anchor.MIDDLE, Palette.INK);
            }
        }
    }
}
