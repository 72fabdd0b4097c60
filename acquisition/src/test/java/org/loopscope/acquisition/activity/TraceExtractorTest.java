package org.loopscope.acquisition.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.acquisition.roi.NeuropilRing;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

class TraceExtractorTest {
    private static final int SIDE = 32;

    @Test
    void shouldWeighTheCellsPixelsAndAverageTheSurround() {
        int center = 16 * SIDE + 16;
        Roi roi = new Roi(0, new int[] {center, center + 1}, new float[] {0.25f, 0.75f});
        RoiSet rois = new RoiSet(SIDE, SIDE, List.of(roi), "by hand");
        TraceExtractor extractor = new TraceExtractor(rois, new NeuropilRing(rois));
        float[] frame = new float[SIDE * SIDE];
        Arrays.fill(frame, 40);
        frame[center] = 100;
        frame[center + 1] = 300;
        // Next to the cell, nearer than the ring: nothing may see it.
        frame[center + 2] = 9000;
        float[] fluorescence = new float[1];
        float[] neuropil = new float[1];
        extractor.extract(frame, fluorescence, neuropil);
        assertEquals(250, fluorescence[0], 1e-4);
        assertEquals(40, neuropil[0], 1e-4);
        assertThrows(IllegalArgumentException.class, () -> extractor.extract(new float[10], fluorescence, neuropil));
    }
}
