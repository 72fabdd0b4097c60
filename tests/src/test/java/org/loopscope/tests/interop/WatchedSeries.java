package org.loopscope.tests.interop;

import java.util.List;

/**
 * A series of a file that was watched while it grew.
 *
 * @param rows how many there were at each look
 * @param changed whether a row was ever another than at the look before
 */
record WatchedSeries(List<Integer> rows, boolean changed) {
    int grownBy() {
        return rows.getLast() - rows.getFirst();
    }
}
