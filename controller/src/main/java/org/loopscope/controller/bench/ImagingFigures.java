package org.loopscope.controller.bench;

import java.util.Map;
import org.loopscope.acquisition.path.Stage;

/**
 * What the imaging path took for one case, from 16-bit counts to inferred spikes.
 *
 * @param frame the whole way
 * @param stages each part of it
 * @param bytesPerFrame what a frame left on the heap, on average
 * @param searching whether a search for new cells was under way on another thread
 * @param ratioToBaseline the NumPy pipeline's median over ours, in the same run; NaN when it was not run
 */
record ImagingFigures(
        ImagingCase of,
        Spread frame,
        Map<Stage, Spread> stages,
        double bytesPerFrame,
        boolean searching,
        double ratioToBaseline) {

    ImagingFigures withRatio(double ratio) {
        return new ImagingFigures(of, frame, stages, bytesPerFrame, searching, ratio);
    }
}
