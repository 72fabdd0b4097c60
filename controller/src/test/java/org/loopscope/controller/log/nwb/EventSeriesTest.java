package org.loopscope.controller.log.nwb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.activity.SpikeMethod;

/** A reader of the file learns at which lag and by what the loop's events were inferred. */
class EventSeriesTest {
    private static EventSeries series(SpikeMethod spikes) {
        return EventSeries.of(new NwbImaging("Microscope", "made up", "GCaMP6s", "VISp", 920, 510, 0, spikes, 7, 0));
    }

    @Test
    void shouldNameEstimatorLagAndUnit() {
        EventSeries filter = series(SpikeMethod.FILTER);
        assertEquals(
                "Inferred spiking as known at the frame itself (lag 0), by the event filter: what triggers and pulses acted"
                        + " on. (dF/F)^(1/2) per frame.",
                filter.atOnce());
        assertEquals(
                "Inferred spiking, as known 7 frames later, by greedy OASIS with an AR(2) model. dF/F per frame.",
                filter.settled());
        EventSeries ar1 = series(SpikeMethod.OASIS_AR1);
        assertEquals(
                "Inferred spiking as known at the frame itself (lag 0), by OASIS with an AR(1) model: what triggers and"
                        + " pulses acted on. dF/F per frame.",
                ar1.atOnce());
        assertEquals(
                "Inferred spiking, as known 7 frames later, by OASIS with an AR(1) model. dF/F per frame.",
                ar1.settled());
    }
}
