package org.loopscope.controller.replay;

import org.loopscope.controller.log.SessionEvent.ActivityInferred;

/** Says in words where two frames' activities part. */
final class ActivityDifference {
    private ActivityDifference() {}

    static String describe(ActivityInferred own, ActivityInferred logged) {
        if (own.events().length != logged.events().length) {
            return "activity of " + own.events().length + " cells, the session has " + logged.events().length;
        }
        if (Float.floatToIntBits(own.shiftXPx()) != Float.floatToIntBits(logged.shiftXPx())
                || Float.floatToIntBits(own.shiftYPx()) != Float.floatToIntBits(logged.shiftYPx())) {
            return "the shift is (" + own.shiftXPx() + ", " + own.shiftYPx() + ") px, the session has ("
                    + logged.shiftXPx() + ", " + logged.shiftYPx() + ")";
        }
        String[] names = {"fluorescence", "neuropil", "dF/F", "events", "settled events"};
        float[][] owns = {own.fluorescence(), own.neuropil(), own.dfOverF(), own.events(), own.settledEvents()};
        float[][] loggeds = {
            logged.fluorescence(), logged.neuropil(), logged.dfOverF(), logged.events(), logged.settledEvents()
        };
        for (int kind = 0; kind < names.length; kind++) {
            for (int cell = 0; cell < owns[kind].length; cell++) {
                if (Float.floatToIntBits(owns[kind][cell]) != Float.floatToIntBits(loggeds[kind][cell])) {
                    return names[kind] + " of cell " + cell + " is " + owns[kind][cell] + ", the session has "
                            + loggeds[kind][cell];
                }
            }
        }
        return "its times or its frame numbers differ";
    }
}
