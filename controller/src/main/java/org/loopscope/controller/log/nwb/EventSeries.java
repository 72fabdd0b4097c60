package org.loopscope.controller.log.nwb;

import org.loopscope.acquisition.activity.SpikeMethod;

/**
 * What the two series of events hold, in words.
 *
 * @param atOnce what was known at the frame itself
 * @param settled what was known some frames later
 */
record EventSeries(String atOnce, String settled) {
    static EventSeries of(NwbImaging imaging) {
        String later = "Inferred spiking, as known " + imaging.settledLagFrames() + " frames later, by "
                + settledBy(imaging.spikes()) + ". dF/F per frame.";
        return new EventSeries(
                "Inferred spiking as known at the frame itself (lag 0), by " + atOnceBy(imaging.spikes())
                        + ": what triggers and pulses acted on. " + unitAtOnce(imaging.spikes()) + " per frame.",
                later);
    }

    private static String atOnceBy(SpikeMethod method) {
        return switch (method) {
            case FILTER -> "the event filter";
            case OASIS_AR1, OASIS_AR2 -> settledBy(method);
        };
    }

    private static String settledBy(SpikeMethod method) {
        return switch (method) {
            case OASIS_AR1 -> "OASIS with an AR(1) model";
            case FILTER, OASIS_AR2 -> "greedy OASIS with an AR(2) model";
        };
    }

    private static String unitAtOnce(SpikeMethod method) {
        return switch (method) {
            case FILTER -> "(dF/F)^(1/2)";
            case OASIS_AR1, OASIS_AR2 -> "dF/F";
        };
    }
}
