package org.loopscope.acquisition.file.ffv1;

import java.util.Arrays;

/** What is kept of a slice from one frame to the next: the states of the first plane's contexts. */
final class Slice {
    int set = -1;
    byte[] rangeStates = new byte[0];
    GolombStates golombStates = new GolombStates(0);

    /** Makes room when the slice has chosen other tables. */
    void choose(int newSet, Ffv1Header header) {
        if (newSet != set) {
            set = newSet;
            int contexts = header.tables().get(set).contexts();
            rangeStates = RangeDecoder.states(header.golomb() ? 0 : contexts * RangeDecoder.SYMBOL_STATES);
            golombStates = new GolombStates(header.golomb() ? contexts : 0);
        }
    }

    /** As at a key frame. */
    void clear(Ffv1Header header) {
        golombStates.clear();
        byte[] initial = header.initial().get(set);
        if (initial.length == rangeStates.length) {
            System.arraycopy(initial, 0, rangeStates, 0, initial.length);
        } else {
            Arrays.fill(rangeStates, (byte) 128);
        }
    }
}
