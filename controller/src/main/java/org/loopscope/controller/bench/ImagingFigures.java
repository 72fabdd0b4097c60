package org.loopscope.controller.bench;

import java.util.Map;
import org.loopscope.acquisition.path.Stage;

/**
 * What the imaging path took for one case, milliseconds per frame, from 16-bit counts to inferred spikes.
 *
 * @param stagesP50 median of each stage
 * @param bytesPerFrame what a frame left on the heap, on average
 * @param ratioToBaseline the NumPy pipeline's median over ours, in the same run; NaN when it was not run
 */
record ImagingFigures(
        ImagingCase of,
        double p50,
        double p99,
        double p999,
        double max,
        Map<Stage, Double> stagesP50,
        double bytesPerFrame,
        double ratioToBaseline) {

    ImagingFigures withRatio(double ratio) {
        return new ImagingFigures(of, p50, p99, p999, max, stagesP50, bytesPerFrame, ratio);
    }
}
