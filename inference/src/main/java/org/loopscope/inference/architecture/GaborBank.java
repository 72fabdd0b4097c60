package org.loopscope.inference.architecture;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.tensor.GaborScale;

/**
 * Quadrature pairs of Gabor filters at several wavelengths and 8 orientations: the filters of V1's simple cells in even
 * and odd pairs, whose amplitude a complex cell of the energy model answers to (Adelson and Bergen 1985).
 *
 * @param wavelengthsPx from the shortest to the longest
 */
public record GaborBank(List<Double> wavelengthsPx) {
    /** The envelope's standard deviation, of a wavelength: a bandwidth of about one octave. */
    private static final double ENVELOPE = 0.55;

    private static final double REACH_SD = 2.5;
    private static final double SHORTEST_PX = 2.8;
    private static final double RATIO = 1.45;
    /** The longest wavelength, of the picture's shorter side. */
    private static final double LONGEST = 0.6;

    private static final double STRIDE = 0.4;
    private static final double GRID = 1.2;
    private static final double POOLING_SD = 0.7;
    private static final double POOLING_REACH_SD = 3;

    public GaborBank {
        wavelengthsPx = List.copyOf(wavelengthsPx);
        if (wavelengthsPx.isEmpty() || wavelengthsPx.stream().anyMatch(px -> !(px >= 2 && px <= 512))) {
            throw new IllegalArgumentException(
                    "Gabor filters with wavelengths of " + wavelengthsPx + " px; give at least one, none below 2 px");
        }
    }

    /** Half an octave apart, from what the pixels can carry to over half of the picture. */
    public static GaborBank covering(int widthPx, int heightPx) {
        List<Double> wavelengths = new ArrayList<>();
        for (double px = SHORTEST_PX; px <= LONGEST * Math.min(widthPx, heightPx); px *= RATIO) {
            wavelengths.add(px);
        }
        return new GaborBank(wavelengths);
    }

    GaborScale scale(int wavelength, int widthPx, int heightPx) {
        double px = wavelengthsPx.get(wavelength);
        return new GaborScale(
                widthPx,
                heightPx,
                (int) Math.ceil(REACH_SD * ENVELOPE * px),
                Math.max(1, (int) (STRIDE * px)),
                gridPoints(widthPx, px),
                gridPoints(heightPx, px));
    }

    private static int gridPoints(int lengthPx, double wavelengthPx) {
        return Math.max(1, (int) Math.round(lengthPx / (GRID * wavelengthPx)));
    }

    /** As {@link GaborScale#filterFloats} lays them out. Even filters have no mean; all have an energy of one. */
    float[] filters(int wavelength, GaborScale scale) {
        double px = wavelengthsPx.get(wavelength);
        int pair = 2 * GaborScale.ORIENTATIONS;
        float[] filters = new float[scale.filterFloats()];
        for (int o = 0; o < GaborScale.ORIENTATIONS; o++) {
            double angle = StrictMath.PI * o / GaborScale.ORIENTATIONS;
            double cos = StrictMath.cos(angle);
            double sin = StrictMath.sin(angle);
            double evenSum = 0;
            double envelopeSum = 0;
            for (int tap = 0; tap < scale.sidePx() * scale.sidePx(); tap++) {
                evenSum += envelope(scale, tap, px) * StrictMath.cos(phase(scale, tap, px, cos, sin));
                envelopeSum += envelope(scale, tap, px);
            }
            double mean = evenSum / envelopeSum;
            double evenEnergy = 0;
            double oddEnergy = 0;
            for (int tap = 0; tap < scale.sidePx() * scale.sidePx(); tap++) {
                double even = envelope(scale, tap, px) * (StrictMath.cos(phase(scale, tap, px, cos, sin)) - mean);
                double odd = envelope(scale, tap, px) * StrictMath.sin(phase(scale, tap, px, cos, sin));
                evenEnergy += even * even;
                oddEnergy += odd * odd;
            }
            for (int tap = 0; tap < scale.sidePx() * scale.sidePx(); tap++) {
                double envelope = envelope(scale, tap, px);
                double phase = phase(scale, tap, px, cos, sin);
                filters[tap * pair + o] = (float) (envelope * (StrictMath.cos(phase) - mean) / Math.sqrt(evenEnergy));
                filters[tap * pair + GaborScale.ORIENTATIONS + o] =
                        (float) (envelope * StrictMath.sin(phase) / Math.sqrt(oddEnergy));
            }
        }
        return filters;
    }

    private static double envelope(GaborScale scale, int tap, double wavelengthPx) {
        double x = tap % scale.sidePx() - scale.radiusPx();
        double y = Math.floorDiv(tap, scale.sidePx()) - scale.radiusPx();
        double sd = ENVELOPE * wavelengthPx;
        return StrictMath.exp(-(x * x + y * y) / (2 * sd * sd));
    }

    private static double phase(GaborScale scale, int tap, double wavelengthPx, double cos, double sin) {
        double x = tap % scale.sidePx() - scale.radiusPx();
        double y = Math.floorDiv(tap, scale.sidePx()) - scale.radiusPx();
        return 2 * StrictMath.PI * (x * cos + y * sin) / wavelengthPx;
    }

    /** As {@link GaborScale#poolingFloats} lays them out: Gaussians about the grid's points, each of sum 1. */
    float[] pooling(int wavelength, GaborScale scale) {
        double sd = POOLING_SD * wavelengthsPx.get(wavelength);
        float[] pooling = new float[scale.poolingFloats()];
        fill(pooling, 0, scale.gridColumns(), scale.widthPx(), scale.columns(), scale.firstXPx(), scale.stridePx(), sd);
        fill(
                pooling,
                scale.gridColumns() * scale.columns(),
                scale.gridRows(),
                scale.heightPx(),
                scale.rows(),
                scale.firstYPx(),
                scale.stridePx(),
                sd);
        return pooling;
    }

    private static void fill(
            float[] pooling, int at, int points, int lengthPx, int filters, int firstPx, int stridePx, double sdPx) {
        double[] weights = new double[filters];
        for (int point = 0; point < points; point++) {
            double centerPx = (point + 0.5) * lengthPx / points - 0.5;
            double sum = 0;
            for (int i = 0; i < filters; i++) {
                double z = (firstPx + i * stridePx - centerPx) / sdPx;
                weights[i] = Math.abs(z) <= POOLING_REACH_SD ? StrictMath.exp(-z * z / 2) : 0;
                sum += weights[i];
            }
            for (int i = 0; i < filters; i++) {
                pooling[at + point * filters + i] = (float) (weights[i] / sum);
            }
        }
    }
}
