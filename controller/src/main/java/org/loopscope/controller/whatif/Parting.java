package org.loopscope.controller.whatif;

import java.util.Locale;

/**
 * A trial for which the two sides chose differently.
 *
 * @param block in which it was
 * @param trial running number of the trial in the block, from 1
 * @param frameIndex the frame whose activity it was decided on
 * @param pixelsOnly both chose a picture made for the same cell, and only its pixels differ
 * @param expectation what the what-if's model thinks of both
 */
public record Parting(
        String block,
        int trial,
        long frameIndex,
        Choice recorded,
        Choice tried,
        boolean pixelsOnly,
        Expectation expectation) {

    /** One line: where, what each side chose, and why. */
    public String inWords() {
        String where = "frame " + frameIndex + ", block " + block + ", trial " + trial + ": recorded " + words(recorded)
                + ", what-if " + words(tried);
        return expectation.isKnown()
                ? where
                        + String.format(
                                Locale.ROOT,
                                "; its model expects %.4g of the recorded one and %.4g of its own (%s)",
                                expectation.ofRecorded(),
                                expectation.ofTried(),
                                expectation.over())
                : where;
    }

    private static String words(Choice choice) {
        String grounds = choice.modelUpdate() < 0
                ? ""
                : ", model update " + choice.modelUpdate() + ", " + choice.modelAge() + " presentations old";
        return choice.shown() + " (" + choice.policy() + grounds + ")";
    }
}
