package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;
import org.loopscope.stimulus.StimulusImage;

/**
 * Each target neuron's most exciting picture beside the best of the bank and, where it is known, the true optimum; all
 * at equal contrast energy.
 *
 * @param targets one column each, as many rows of columns as needed
 * @param responseUnit unit of predicted and measured responses, such as "events per s"
 */
public record MostExcitingPicture(List<Target> targets, String responseUnit) implements Picture {
    private static final int MAX_COLUMNS = 8;
    /** The longer side of a picture as drawn. */
    private static final double PICTURE_PX = 150;

    private static final double COLUMN_PX = 172;
    /** Below each picture, for its numbers and a gap. */
    private static final double NUMBERS_PX = 50;

    private static final double LEFT = 145;
    private static final double TOP = 138;
    private static final double BAND_GAP_PX = 46;

    /** Responses to one picture, and its true drive as a share of the optimum; NaN where one is not known. */
    public record Responses(double predicted, double measured, double truth) {}

    /**
     * One target neuron.
     *
     * @param neuron its index in the activity arrays
     * @param synthesized its most exciting picture by the model, null where none was made
     * @param bestOfBank the bank's best picture for it, null where none was found
     * @param optimum the picture that truly excites it most, null where the truth is not known
     */
    public record Target(
            int neuron,
            @Nullable StimulusImage synthesized,
            Responses toSynthesized,
            @Nullable StimulusImage bestOfBank,
            Responses toBestOfBank,
            @Nullable StimulusImage optimum,
            Responses toOptimum) {}

    public MostExcitingPicture {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("most exciting pictures need at least one target neuron");
        }
    }

    @Override
    public BufferedImage draw() {
        boolean truthKnown = targets.stream().anyMatch(target -> target.optimum() != null);
        int rows = truthKnown ? 3 : 2;
        int bands = (targets.size() + MAX_COLUMNS - 1) / MAX_COLUMNS;
        int columns = (targets.size() + bands - 1) / bands;
        double bandPx = rows * rowPx() + BAND_GAP_PX;
        Sheet sheet = new Sheet(
                (int) Math.max(900, LEFT + columns * COLUMN_PX + 20), (int) (TOP + bands * bandPx - BAND_GAP_PX + 30));
        sheet.title("Most exciting pictures at equal contrast");
        drawLegend(sheet, truthKnown);
        for (int i = 0; i < targets.size(); i++) {
            int column = i % columns;
            int band = i / columns;
            double x = LEFT + column * COLUMN_PX;
            double y = TOP + band * bandPx;
            if (column == 0) {
                nameRows(sheet, y, truthKnown);
            }
            drawTarget(sheet, targets.get(i), x, y);
        }
        return sheet.finished();
    }

    private double rowPx() {
        return pictureHeightPx() + NUMBERS_PX;
    }

    /** All pictures are of one size. */
    private double pictureHeightPx() {
        for (Target target : targets) {
            for (@Nullable StimulusImage image : Arrays.asList(target.synthesized(), target.bestOfBank(), target.optimum())) {
                if (image != null) {
                    return PICTURE_PX * image.size().heightPx() / image.size().longerPx();
                }
            }
        }
        return PICTURE_PX;
    }

    private void drawLegend(Sheet sheet, boolean truthKnown) {
        double x = 30;
        x = legend(sheet, "predicted", Palette.BLUE, x);
        x = legend(sheet, "measured", Palette.VERMILLION, x);
        String unit = "response (" + responseUnit + ")";
        sheet.label(unit, x, 76, Anchor.LEFT, Palette.INK);
        if (truthKnown) {
            x = legend(
                    sheet, "true drive", Palette.GREEN, x + sheet.textWidth(unit, Sheet.LABEL_PX, Weight.REGULAR) + 30);
            sheet.label("of the optimum", x, 76, Anchor.LEFT, Palette.INK);
        }
    }

    private static double legend(Sheet sheet, String text, Color color, double x) {
        sheet.text(text, x, 76, Sheet.LABEL_PX, Weight.BOLD, Anchor.LEFT, color);
        return x + sheet.textWidth(text, Sheet.LABEL_PX, Weight.BOLD) + 22;
    }

    private void nameRows(Sheet sheet, double y, boolean truthKnown) {
        String[][] names = {{"synthesized"}, {"best of", "the bank"}, {"true", "optimum"}};
        for (int row = 0; row < (truthKnown ? 3 : 2); row++) {
            double middle = y + row * rowPx() + pictureHeightPx() / 2;
            for (int line = 0; line < names[row].length; line++) {
                double baseline = middle + 7 + (line - (names[row].length - 1) / 2.0) * 24;
                sheet.label(names[row][line], LEFT - 14, baseline, Anchor.RIGHT, Palette.INK);
            }
        }
    }

    private void drawTarget(Sheet sheet, Target target, double x, double y) {
        double middle = x + PICTURE_PX / 2;
        sheet.text("cell " + target.neuron(), middle, y - 12, Sheet.LABEL_PX, Weight.BOLD, Anchor.MIDDLE, Palette.INK);
        drawPicture(sheet, target.synthesized(), target.toSynthesized(), x, y);
        drawPicture(sheet, target.bestOfBank(), target.toBestOfBank(), x, y + rowPx());
        if (target.optimum() != null) {
            drawPicture(sheet, target.optimum(), target.toOptimum(), x, y + 2 * rowPx());
        }
    }

    private void drawPicture(Sheet sheet, @Nullable StimulusImage picture, Responses responses, double x, double y) {
        if (picture == null) {
            sheet.label("none", x + PICTURE_PX / 2, y + pictureHeightPx() / 2 + 7, Anchor.MIDDLE, Palette.FAINT);
            return;
        }
        double width = PICTURE_PX * picture.size().widthPx() / picture.size().longerPx();
        sheet.stimulus(picture, x + (PICTURE_PX - width) / 2, y, width);
        double[] values = {responses.predicted(), responses.measured(), responses.truth()};
        Color[] colors = {Palette.BLUE, Palette.VERMILLION, Palette.GREEN};
        long known = Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
        double step = PICTURE_PX / 3;
        double at = x + PICTURE_PX / 2 - (known - 1) * step / 2;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                sheet.text(
                        number(values[i]),
                        at,
                        y + pictureHeightPx() + 24,
                        Sheet.SMALL_PX,
                        Weight.BOLD,
                        Anchor.MIDDLE,
                        colors[i]);
                at += step;
            }
        }
    }

    /** Three digits, as many as fit under a picture. */
    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f", value)
                .replace('-', '−');
    }
}
