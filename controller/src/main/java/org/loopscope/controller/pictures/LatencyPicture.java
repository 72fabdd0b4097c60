package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * How long the loop took, one histogram per stretch of its way, with the deadline.
 *
 * @param basis what the times are counted from, such as "from the frame's last pixel" or "service time"
 */
public record LatencyPicture(List<Stretch> stretches, String basis) implements Picture {
    private static final int WIDTH_PX = 1400;
    private static final double LEFT = 125;
    private static final double RIGHT = WIDTH_PX - 60;
    private static final double FIRST_TOP = 160;
    private static final double PANEL_PX = 220;
    private static final double PANEL_GAP_PX = 120;
    private static final int BINS_PER_DECADE = 20;

    /**
     * One stretch, such as frame end to activity.
     *
     * @param latencyNs one entry per frame or decision, above 0; empty for none
     * @param deadlineMs NaN where there is none
     */
    public record Stretch(String name, long[] latencyNs, double deadlineMs) {}

    public LatencyPicture {
        stretches = List.copyOf(stretches);
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException("latency needs at least one stretch of the way");
        }
    }

    @Override
    public BufferedImage draw() {
        int panels = stretches.size();
        Sheet sheet = new Sheet(WIDTH_PX, (int) (FIRST_TOP + panels * PANEL_PX + (panels - 1) * PANEL_GAP_PX + 95));
        sheet.title("Latency");
        sheet.label(basis, 30, 76, Anchor.LEFT, Palette.FAINT);
        Axis x = timeAxis();
        for (int i = 0; i < panels; i++) {
            double top = FIRST_TOP + i * (PANEL_PX + PANEL_GAP_PX);
            drawPanel(sheet, x, stretches.get(i), top, i == panels - 1);
        }
        return sheet.finished();
    }

    /** All panels share one axis of whole decades, so that they compare. */
    private Axis timeAxis() {
        double shortest = 1;
        double longest = 1;
        for (Stretch stretch : stretches) {
            for (long ns : stretch.latencyNs()) {
                shortest = Math.min(shortest, Math.max(ns, 1_000) / 1e6);
                longest = Math.max(longest, ns / 1e6);
            }
            longest = Double.isNaN(stretch.deadlineMs()) ? longest : Math.max(longest, stretch.deadlineMs() * 1.05);
        }
        double min = Math.pow(10, Math.floor(Math.log10(shortest) + 1e-9));
        double max = Math.pow(10, Math.ceil(Math.log10(longest) - 1e-9));
        return new Axis(min, Math.max(max, min * 10), LEFT, RIGHT, Axis.Scale.LOGARITHMIC);
    }

    private static void drawPanel(Sheet sheet, Axis x, Stretch stretch, double top, boolean last) {
        int decades = (int) Math.round(Math.log10(x.max() / x.min()));
        int[] counts = new int[decades * BINS_PER_DECADE];
        for (long ns : stretch.latencyNs()) {
            double at = Math.log10(Math.max(ns, 1) / 1e6 / x.min()) * BINS_PER_DECADE;
            counts[Math.clamp((int) Math.floor(at), 0, counts.length - 1)]++;
        }
        double most = Math.max(10, Arrays.stream(counts).max().orElse(0));
        Axis y = new Axis(0.7, most * 1.6, top + PANEL_PX, top, Axis.Scale.LOGARITHMIC);
        PlotArea plot = new PlotArea(sheet, x, y);
        plot.draw(last ? "Latency (ms)" : "", "Count", 0, 0);
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                double from = x.min() * Math.pow(10, (double) bin / BINS_PER_DECADE);
                double to = x.min() * Math.pow(10, (bin + 1.0) / BINS_PER_DECADE);
                sheet.fill(plot.bar(from, to, counts[bin]), Palette.SKY);
                sheet.stroke(plot.bar(from, to, counts[bin]), Palette.PAPER, 1);
            }
        }
        sheet.text(
                stretch.name() + "  (n = " + stretch.latencyNs().length + ")",
                LEFT,
                top - 42,
                Sheet.LABEL_PX,
                Weight.BOLD,
                Anchor.LEFT,
                Palette.INK);
        drawMarks(plot, stretch);
    }

    private static void drawMarks(PlotArea plot, Stretch stretch) {
        long[] sorted = stretch.latencyNs().clone();
        Arrays.sort(sorted);
        double[] taken = {Double.NEGATIVE_INFINITY};
        if (sorted.length > 0) {
            mark(plot, "p50", percentileMs(sorted, 0.5), Palette.BLUE, taken);
            mark(plot, "p99", percentileMs(sorted, 0.99), Palette.GREEN, taken);
        }
        if (!Double.isNaN(stretch.deadlineMs())) {
            mark(plot, "deadline", stretch.deadlineMs(), Palette.VERMILLION, taken);
        }
    }

    /** A line with its name on top; {@code takenToPx[0]} is where the names to the left of it end. */
    private static void mark(PlotArea plot, String name, double ms, Color color, double[] takenToPx) {
        Sheet sheet = plot.sheet();
        String text = name + " " + milliseconds(ms);
        double at = plot.x().px(Math.clamp(ms, plot.x().min(), plot.x().max()));
        double top = plot.y().endPx();
        sheet.dashed(at, top - 4, at, plot.y().startPx(), color, 2.5);
        double width = sheet.textWidth(text, Sheet.LABEL_PX, Weight.BOLD);
        double left = Math.max(Math.min(at - width / 2, RIGHT - width), takenToPx[0] + 18);
        sheet.text(text, left, top - 10, Sheet.LABEL_PX, Weight.BOLD, Anchor.LEFT, color);
        takenToPx[0] = left + width;
    }

    /** The smallest latency that at least the share {@code p} of all does not exceed. */
    static double percentileMs(long[] sortedNs, double p) {
        int rank = (int) Math.ceil(p * sortedNs.length);
        return sortedNs[Math.clamp(rank - 1, 0, sortedNs.length - 1)] / 1e6;
    }

    private static String milliseconds(double ms) {
        return String.format(Locale.ROOT, ms < 1 ? "%.2f ms" : ms < 100 ? "%.1f ms" : "%.0f ms", ms);
    }
}
