package org.loopscope.stimulus.simulated;

/**
 * The refreshes of a display that runs on its own clock.
 *
 * @param periodNs session nanoseconds from one refresh to the next
 * @param phaseNs session time of refresh 0
 */
record RefreshClock(double periodNs, long phaseNs) {

    /** Session time of refresh {@code number}. */
    long flipNs(long number) {
        return phaseNs + Math.round(number * periodNs);
    }

    /** The first refresh that is not before {@code sessionNs}. */
    long atOrAfter(long sessionNs) {
        long number = (long) Math.ceil((sessionNs - phaseNs) / periodNs);
        while (flipNs(number) < sessionNs) {
            number++;
        }
        while (flipNs(number - 1) >= sessionNs) {
            number--;
        }
        return number;
    }
}
