package org.loopscope.controller.pictures;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.loopscope.controller.pictures.Lettering.Weight;
import org.loopscope.controller.pictures.Sheet.Anchor;

/**
 * How good the model is on held-out pictures as the session goes on, one curve per policy.
 *
 * @param curves drawn in order, at most one of each role looks best
 */
public record QualityPicture(List<Curve> curves) implements Picture {
    private static final int WIDTH_PX = 1400;
    private static final int HEIGHT_PX = 800;
    private static final double LEFT = 125;
    private static final double TOP = 75;
    private static final double BOTTOM = HEIGHT_PX - 95;
    private static final double NAME_GAP_PX = 30;

    /** What a curve is, which gives its colour. */
    public enum Role {
        CHOSEN(Palette.VERMILLION),
        RANDOM(Palette.BLUE),
        /** Of a network that starts from chance. */
        SCRATCH(Palette.BLUE),
        /** Of a network whose core was given and stays. */
        READOUT(Palette.GREEN),
        BASELINE(Palette.FAINT),
        SHUFFLED(Palette.PURPLE),
        /** What a perfect model would reach. */
        CEILING(Palette.INK);

        private final Color color;

        Role(Color color) {
            this.color = color;
        }
    }

    /**
     * One curve; a single point, or a ceiling that is known once, is drawn as a level across the plot.
     *
     * @param name short, it is written beside the curve's end
     * @param presentations how many presentations the model had learned from
     * @param correlation mean correlation on held-out pictures, -1 to 1; NaN where there is none
     * @param low lower end of its interval, drawn as a band; NaN where there is none
     * @param high upper end
     */
    public record Curve(
            String name, Role role, double[] presentations, double[] correlation, double[] low, double[] high) {
        public Curve {
            if (presentations.length == 0
                    || presentations.length != correlation.length
                    || presentations.length != low.length
                    || presentations.length != high.length) {
                throw new IllegalArgumentException("curve " + name + " has " + presentations.length
                        + " presentation counts, " + correlation.length + " correlations and " + low.length + " and "
                        + high.length + " ends of intervals");
            }
        }

        /** Without a band. */
        public Curve(String name, Role role, double[] presentations, double[] correlation) {
            this(name, role, presentations, correlation, none(correlation.length), none(correlation.length));
        }

        private static double[] none(int count) {
            double[] none = new double[count];
            Arrays.fill(none, Double.NaN);
            return none;
        }

        private long points() {
            return Arrays.stream(correlation)
                    .filter(value -> !Double.isNaN(value))
                    .count();
        }

        private double last() {
            double last = 0;
            for (double value : correlation) {
                last = Double.isNaN(value) ? last : value;
            }
            return last;
        }
    }

    public QualityPicture {
        curves = List.copyOf(curves);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("model quality needs at least one curve");
        }
    }

    @Override
    public BufferedImage draw() {
        Sheet sheet = new Sheet(WIDTH_PX, HEIGHT_PX);
        sheet.title("Model quality");
        double most = 1;
        double lowest = 0;
        double highest = 0.1;
        double nameWidth = 0;
        for (Curve curve : curves) {
            nameWidth = Math.max(nameWidth, sheet.textWidth(ending(curve), Sheet.LABEL_PX, Weight.BOLD));
            for (int i = 0; i < curve.correlation().length; i++) {
                most = Math.max(most, curve.presentations()[i]);
                for (double[] values : List.of(curve.correlation(), curve.low(), curve.high())) {
                    lowest = Double.isNaN(values[i]) ? lowest : Math.min(lowest, values[i]);
                    highest = Double.isNaN(values[i]) ? highest : Math.max(highest, values[i]);
                }
            }
        }
        double step = Axis.niceStep((highest - lowest) / 6);
        Axis x = new Axis(0, most, LEFT, WIDTH_PX - nameWidth - 50, Axis.Scale.LINEAR);
        Axis y = new Axis(
                Math.floor(lowest / step + 1e-9) * step,
                Math.ceil(highest * 1.02 / step - 1e-9) * step,
                BOTTOM,
                TOP,
                Axis.Scale.LINEAR);
        PlotArea plot = new PlotArea(sheet, x, y);
        plot.draw("Presentations learned from (count)", "Correlation on held-out pictures (Pearson r)", 8, 7);
        for (Curve curve : curves) {
            drawBand(plot, curve);
        }
        for (Curve curve : curves) {
            drawCurve(plot, curve);
        }
        nameCurves(plot);
        return sheet.finished();
    }

    /** Between neighbours that both have an interval. */
    private static void drawBand(PlotArea plot, Curve curve) {
        Color color = Palette.translucent(curve.role().color, 0.15);
        for (int i = 0; i + 1 < curve.presentations().length; i++) {
            if (!Double.isNaN(curve.low()[i]) && !Double.isNaN(curve.low()[i + 1])) {
                double left = plot.x().px(curve.presentations()[i]);
                double right = plot.x().px(curve.presentations()[i + 1]);
                Path2D band = new Path2D.Double();
                band.moveTo(left, plot.y().px(curve.low()[i]));
                band.lineTo(right, plot.y().px(curve.low()[i + 1]));
                band.lineTo(right, plot.y().px(curve.high()[i + 1]));
                band.lineTo(left, plot.y().px(curve.high()[i]));
                band.closePath();
                plot.sheet().fill(band, color);
            }
        }
    }

    private static void drawCurve(PlotArea plot, Curve curve) {
        Sheet sheet = plot.sheet();
        Color color = curve.role().color;
        boolean model = curve.role() != Role.CEILING;
        if (curve.presentations().length == 1 || (!model && curve.points() == 1)) {
            double level = plot.y().px(curve.last());
            sheet.dashed(plot.x().startPx(), level, plot.x().endPx(), level, color, 2.5);
            return;
        }
        sheet.stroke(plot.line(curve.presentations(), curve.correlation()), color, model ? 3 : 1.5);
        for (int i = 0; model && i < curve.presentations().length; i++) {
            if (!Double.isNaN(curve.correlation()[i])) {
                double cx = plot.x().px(curve.presentations()[i]);
                double cy = plot.y().px(curve.correlation()[i]);
                sheet.fill(new Ellipse2D.Double(cx - 4.5, cy - 4.5, 9, 9), color);
            }
        }
    }

    /** Beside the curves' ends, pushed apart where they would overlap. */
    private void nameCurves(PlotArea plot) {
        List<Curve> fromTop = new ArrayList<>(curves);
        fromTop.sort(Comparator.comparingDouble(Curve::last).reversed());
        double[] places = new double[fromTop.size()];
        for (int i = 0; i < places.length; i++) {
            double wanted = plot.y().px(fromTop.get(i).last()) + 7;
            places[i] = i == 0 ? wanted : Math.max(wanted, places[i - 1] + NAME_GAP_PX);
        }
        double over = Math.max(0, places[places.length - 1] - BOTTOM);
        for (int i = places.length - 1; i >= 0 && over > 0; i--) {
            places[i] = i == places.length - 1 ? BOTTOM : Math.min(places[i], places[i + 1] - NAME_GAP_PX);
        }
        for (int i = 0; i < places.length; i++) {
            Curve curve = fromTop.get(i);
            plot.sheet()
                    .text(
                            ending(curve),
                            plot.x().endPx() + 16,
                            places[i],
                            Sheet.LABEL_PX,
                            Weight.BOLD,
                            Anchor.LEFT,
                            curve.role().color);
        }
    }

    private static String ending(Curve curve) {
        return curve.name() + "  " + String.format(Locale.ROOT, "%.2f", curve.last());
    }
}
