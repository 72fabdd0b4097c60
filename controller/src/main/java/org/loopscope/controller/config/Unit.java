package org.loopscope.controller.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The units that an experiment file may use. A quantity is always written with one: {@code 500 ms}, {@code 30 Hz}. */
enum Unit {
    NANOSECONDS(Dimension.TIME, "ns", 1),
    MICROSECONDS(Dimension.TIME, "us", 1e3),
    MILLISECONDS(Dimension.TIME, "ms", 1e6),
    SECONDS(Dimension.TIME, "s", 1e9),
    MINUTES(Dimension.TIME, "min", 60e9),
    HERTZ(Dimension.FREQUENCY, "Hz", 1),
    KILOHERTZ(Dimension.FREQUENCY, "kHz", 1e3),
    PIXELS(Dimension.PIXELS, "px", 1),
    PARTS_PER_MILLION(Dimension.CLOCK_DRIFT, "ppm", 1),
    PERCENT_PER_ROOT_HERTZ(Dimension.NOISE, "%/sqrt(Hz)", 1),
    NANOMETERS(Dimension.WAVELENGTH, "nm", 1),
    CENTIMETERS(Dimension.LENGTH, "cm", 1),
    MICROMETERS(Dimension.DEPTH, "um", 1);

    /** What a quantity measures. Its base unit is the one that records of the configuration hold. */
    enum Dimension {
        TIME,
        FREQUENCY,
        PIXELS,
        CLOCK_DRIFT,
        NOISE,
        WAVELENGTH,
        LENGTH,
        /** In the tissue. */
        DEPTH;

        String examples() {
            return Arrays.stream(Unit.values())
                    .filter(unit -> unit.dimension == this)
                    .map(unit -> unit.symbol)
                    .collect(Collectors.joining(", "));
        }
    }

    final Dimension dimension;
    final String symbol;
    final double inBaseUnits;

    Unit(Dimension dimension, String symbol, double inBaseUnits) {
        this.dimension = dimension;
        this.symbol = symbol;
        this.inBaseUnits = inBaseUnits;
    }

    static Optional<Unit> of(String symbol) {
        return Arrays.stream(values())
                .filter(unit -> unit.symbol.equals(symbol))
                .findFirst();
    }
}
