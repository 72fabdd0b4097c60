package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;
import org.loopscope.stimulus.StimulusImage;

/**
 * dF/F and inferred events of several cells over a stretch of the session, below what was on the screen.
 *
 * @param startS session time of the first frame, seconds
 * @param rateHz frames per second
 * @param traces from top to bottom, all with as many frames
 * @param shown presentations of that stretch; those outside it are left out
 * @param pulsesS session times of that stretch's pulses, seconds; those outside it are left out
 */
public record TracesPicture(double startS, double rateHz, List<Trace> traces, List<Shown> shown, List<Double> pulsesS)
        implements Picture {
    private static final int WIDTH_PX = 1500;
    private static final double LEFT = 120;
    private static final double RIGHT = WIDTH_PX - 130;
    private static final double RIBBON_TOP = 92;
    private static final double RIBBON_PX = 46;
    private static final double ROW_PX = 92;
    private static final double MIN_THUMBNAIL_PX = 14;

    /**
     * One cell.
     *
     * @param label its name, such as "cell 17"
     * @param plane where it lies, such as "plane 1"; empty where there is only one
     * @param dfOverF one value per frame, 1 is 100 %
     * @param events inferred events, one value per frame; empty for none
     */
    public record Trace(String label, String plane, float[] dfOverF, float[] events) {
        /** Of the only plane. */
        public Trace(String label, float[] dfOverF, float[] events) {
            this(label, "", dfOverF, events);
        }
    }

    /** What a presentation was for. */
    public enum Purpose {
        MAPPING("chosen from the bank", Palette.BLUE),
        HELD_OUT("held out", Palette.GREEN),
        SYNTHESIZED("synthesized", Palette.VERMILLION),
        BLANK("blank", Palette.FAINT);

        private final String label;
        private final Color color;

        Purpose(String label, Color color) {
            this.label = label;
            this.color = color;
        }
    }

    /** A presentation by its measured times, seconds; {@code picture} is null for mid-grey. */
    public record Shown(
            double onsetS,
            double offsetS,
            Purpose purpose,
            @Nullable StimulusImage picture) {}

    public TracesPicture {
        traces = List.copyOf(traces);
        shown = List.copyOf(shown);
        pulsesS = List.copyOf(pulsesS);
        if (traces.isEmpty() || traces.getFirst().dfOverF().length < 2) {
            throw new IllegalArgumentException("traces need at least one cell and two frames");
        }
        for (Trace trace : traces) {
            if (trace.dfOverF().length != traces.getFirst().dfOverF().length) {
                throw new IllegalArgumentException(trace.label() + " has " + trace.dfOverF().length + " frames, "
                        + traces.getFirst().label() + " " + traces.getFirst().dfOverF().length);
            }
        }
    }

    @Override
    public BufferedImage draw() {
        double rowsTop = RIBBON_TOP + RIBBON_PX + 22;
        double rowsBottom = rowsTop + ROW_PX * traces.size();
        Sheet sheet = new Sheet(WIDTH_PX, (int) (rowsBottom + 90));
        sheet.title(String.format(Locale.ROOT, "The session's last %.0f s", endS() - startS));
        Axis time = new Axis(startS, endS(), LEFT, RIGHT, Axis.Scale.LINEAR);
        drawLegend(sheet);
        // Above the bars: below them lie the time axis' last number and its name.
        sheet.small("bars: dF/F", RIGHT + 10, rowsTop - 4, Anchor.LEFT, Palette.INK);
        drawRibbon(sheet, time, rowsBottom);
        drawPulses(sheet, time, rowsBottom);
        for (int i = 0; i < traces.size(); i++) {
            drawTrace(sheet, time, traces.get(i), rowsTop + i * ROW_PX);
        }
        drawTimeAxis(sheet, time, rowsBottom);
        return sheet.finished();
    }

    private double endS() {
        return startS + (traces.getFirst().dfOverF().length - 1) / rateHz;
    }

    private void drawLegend(Sheet sheet) {
        double x = RIGHT;
        List<Purpose> purposes = List.of(Purpose.values()).reversed();
        for (Purpose purpose : purposes) {
            if (shown.stream().noneMatch(s -> s.purpose() == purpose)) {
                continue;
            }
            x -= sheet.textWidth(purpose.label, Sheet.LABEL_PX, Weight.REGULAR);
            sheet.label(purpose.label, x, 40, Anchor.LEFT, Palette.INK);
            x -= 26;
            sheet.fill(new Rectangle2D.Double(x, 27, 18, 12), purpose.color);
            x -= 26;
        }
        double events = RIGHT - sheet.textWidth("events", Sheet.LABEL_PX, Weight.REGULAR);
        sheet.label("events", events, 74, Anchor.LEFT, Palette.INK);
        sheet.line(events - 20, 60, events - 20, 75, Palette.PURPLE, 3);
        sheet.line(events - 12, 66, events - 12, 75, Palette.PURPLE, 3);
        double dfOverF = events - 50 - sheet.textWidth("dF/F", Sheet.LABEL_PX, Weight.REGULAR);
        sheet.label("dF/F", dfOverF, 74, Anchor.LEFT, Palette.INK);
        sheet.line(dfOverF - 38, 68, dfOverF - 8, 68, Palette.INK, 2);
    }

    private void drawRibbon(Sheet sheet, Axis time, double rowsBottom) {
        if (shown.isEmpty()) {
            return;
        }
        sheet.label("screen", LEFT - 12, RIBBON_TOP + RIBBON_PX + 9, Anchor.RIGHT, Palette.INK);
        for (Shown s : shown) {
            if (s.offsetS() <= startS || s.onsetS() >= endS()) {
                continue;
            }
            double from = time.px(Math.max(s.onsetS(), startS));
            double to = time.px(Math.min(s.offsetS(), endS()));
            if (to - from >= MIN_THUMBNAIL_PX) {
                sheet.line(from, RIBBON_TOP + RIBBON_PX + 10, from, rowsBottom, Palette.GRID, 1);
            }
            sheet.fill(new Rectangle2D.Double(from, RIBBON_TOP + RIBBON_PX + 2, to - from, 8), s.purpose().color);
            if (s.picture() != null) {
                drawThumbnail(sheet, s.picture(), from, to);
            }
        }
    }

    /** As large as ribbon and duration allow; nothing where it would be too small to see. */
    private static void drawThumbnail(Sheet sheet, StimulusImage picture, double from, double to) {
        double heightPerWidth =
                (double) picture.size().heightPx() / picture.size().widthPx();
        double width = Math.min(to - from - 2, RIBBON_PX / Math.max(1, heightPerWidth));
        double height = width * heightPerWidth;
        if (Math.min(width, height) >= MIN_THUMBNAIL_PX) {
            sheet.stimulus(picture, (from + to - width) / 2, RIBBON_TOP + RIBBON_PX - height - 1, width);
        }
    }

    private void drawPulses(Sheet sheet, Axis time, double rowsBottom) {
        if (pulsesS.isEmpty()) {
            return;
        }
        sheet.label("pulses", LEFT - 12, RIBBON_TOP + 16, Anchor.RIGHT, Palette.VERMILLION);
        for (double pulseS : pulsesS) {
            if (pulseS >= startS && pulseS <= endS()) {
                sheet.line(time.px(pulseS), RIBBON_TOP, time.px(pulseS), rowsBottom, Palette.VERMILLION, 1.5);
            }
        }
    }

    private void drawTrace(Sheet sheet, Axis time, Trace trace, double top) {
        double lowest = 0;
        double highest = 0;
        for (float value : trace.dfOverF()) {
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }
        double span = Math.max(highest - lowest, 1e-3);
        double bottom = top + ROW_PX - 14;
        Axis level = new Axis(lowest, lowest + span, bottom, top + 6, Axis.Scale.LINEAR);
        sheet.dashed(LEFT, level.px(0), RIGHT, level.px(0), Palette.GRID, 1);
        drawEvents(sheet, time, trace.events(), bottom);

        Path2D line = new Path2D.Double();
        for (int i = 0; i < trace.dfOverF().length; i++) {
            double x = time.px(startS + i / rateHz);
            double y = level.px(trace.dfOverF()[i]);
            if (i == 0) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
        }
        sheet.stroke(line, Palette.INK, 1.4);
        double middle = (top + bottom) / 2;
        sheet.label(trace.label(), LEFT - 12, middle + 7, Anchor.RIGHT, Palette.INK);
        sheet.small(trace.plane(), LEFT - 12, middle + 28, Anchor.RIGHT, Palette.INK);
        double bar = Axis.niceStep(span * 0.3);
        sheet.line(RIGHT + 16, level.px(lowest), RIGHT + 16, level.px(lowest + bar), Palette.INK, 3);
        sheet.small(percent(bar), RIGHT + 25, level.px(lowest + bar / 2) + 6, Anchor.LEFT, Palette.INK);
    }

    private void drawEvents(Sheet sheet, Axis time, float[] events, double bottom) {
        float strongest = 0;
        for (float event : events) {
            strongest = Math.max(strongest, event);
        }
        for (int i = 0; i < events.length && strongest > 0; i++) {
            double height = events[i] / strongest * ROW_PX * 0.35;
            if (height > 1) {
                double x = time.px(startS + i / rateHz);
                sheet.line(x, bottom + 8, x, bottom + 8 - height, Palette.PURPLE, 2);
            }
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private static void drawTimeAxis(Sheet sheet, Axis time, double y) {
        sheet.line(LEFT, y, RIGHT, y, Palette.INK, 1.5);
        for (Axis.Tick tick : time.ticks(10)) {
            double x = time.px(tick.value());
            sheet.line(x, y, x, y + 7, Palette.INK, 1.5);
            sheet.label(tick.text(), x, y + 29, Anchor.MIDDLE, Palette.INK);
        }
        sheet.label("Session time (s)", (LEFT + RIGHT) / 2, y + 63, Anchor.MIDDLE, Palette.INK);
    }
}
