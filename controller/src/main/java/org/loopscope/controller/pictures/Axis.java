package org.loopscope.controller.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A range of numbers laid along a stretch of pixels.
 *
 * @param min number at the start
 * @param max number at the end, above {@code min}
 * @param startPx where {@code min} lies
 * @param endPx where {@code max} lies
 * @param scale how the numbers are spread
 */
record Axis(double min, double max, double startPx, double endPx, Scale scale) {
    enum Scale {
        LINEAR,
        LOGARITHMIC
    }

    /** A mark on an axis; minor ones have no text. */
    record Tick(double value, String text) {}

    Axis {
        if (!(max > min) || (scale == Scale.LOGARITHMIC && !(min > 0))) {
            throw new IllegalArgumentException("an axis cannot run from " + min + " to " + max);
        }
    }

    double px(double value) {
        double share = switch (scale) {
            case LINEAR -> (value - min) / (max - min);
            case LOGARITHMIC -> Math.log(Math.max(value, Double.MIN_NORMAL) / min) / Math.log(max / min);
        };
        return startPx + share * (endPx - startPx);
    }

    /** Marks at round numbers, about {@code wanted} of them on a linear axis, each power of ten on the other. */
    List<Tick> ticks(int wanted) {
        return switch (scale) {
            case LINEAR -> linearTicks(wanted);
            case LOGARITHMIC -> logarithmicTicks();
        };
    }

    private List<Tick> linearTicks(int wanted) {
        double step = niceStep((max - min) / wanted);
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, number(i * step, decimals)));
        }
        return ticks;
    }

    private List<Tick> logarithmicTicks() {
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
            double decade = Math.pow(10, power);
            for (int i = 1; i < 10; i++) {
                double value = i * decade;
                if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) {
                    ticks.add(new Tick(value, i == 1 ? number(value, Math.max(0, -power)) : ""));
                }
            }
        }
        return ticks;
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below {@code step}. */
    static double niceStep(double step) {
        double decade = Math.pow(10, Math.floor(Math.log10(step)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * decade >= step * (1 - 1e-9)) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    private static String number(double value, int decimals) {
        if (decimals == 0 && Math.abs(value) >= 10_000) {
            return String.format(Locale.ROOT, "%,d", Math.round(value)).replace(',', ' ');
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.startsWith("-") ? "−" + text.substring(1) : text;
    }
}
