package org.loopscope.firmware.pi4j;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.loopscope.firmware.Line;

/**
 * Which pin of the 40-pin header carries which line, by Broadcom (BCM) number. A line that is left out is not wired.
 *
 * @param bcmByLine BCM number of each wired line
 */
public record GpioPins(Map<Line, Integer> bcmByLine) {
    /** BCM 0 and 1 belong to the identification memory of add-on boards. */
    private static final int FIRST_BCM = 2;

    private static final int LAST_BCM = 27;

    public GpioPins {
        if (bcmByLine.isEmpty()) {
            throw new IllegalArgumentException("GPIO: no line has a pin; wire at least one, for instance FRAME_CLOCK");
        }
        Set<Integer> taken = new HashSet<>();
        bcmByLine.forEach((line, bcm) -> {
            if (bcm < FIRST_BCM || bcm > LAST_BCM) {
                throw new IllegalArgumentException("GPIO: pin BCM " + bcm + " of " + line + " is not on the header;"
                        + " use " + FIRST_BCM + " to " + LAST_BCM);
            }
            if (!taken.add(bcm)) {
                throw new IllegalArgumentException("GPIO: pin BCM " + bcm + " of " + line
                        + " is another line's already; give each line a pin of its own");
            }
        });
        bcmByLine = Map.copyOf(new EnumMap<>(bcmByLine));
    }

    /** The wiring that the documentation shows: pins with no second function on the header. */
    public static GpioPins typical() {
        return new GpioPins(Map.of(
                Line.FRAME_CLOCK, 17,
                Line.PHOTODIODE, 27,
                Line.START_TRIGGER, 22,
                Line.STIMULATION, 23,
                Line.ACQUISITION_ENABLE, 24));
    }
}
