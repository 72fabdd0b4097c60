package org.loopscope.controller.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.loopscope.acquisition.path.Stage;

/**
 * What the imaging path took for one case, from 16-bit counts to inferred spikes.
 *
 * @param frame the whole way
 * @param stages each part of it
 * @param bytesPerFrame what a frame left on the heap, on average
 * @param searches for new cells that went on beside, on another thread, and whose outcome was taken; 0 for none
 * @param ratioToBaseline the NumPy pipeline's median over ours, in the same run; NaN when it was not run
 */
record ImagingFigures(
        ImagingCase of,
        Spread frame,
        Map<Stage, Spread> stages,
        double bytesPerFrame,
        int searches,
        double ratioToBaseline) {

    /** Of several runs of one case: the median of each figure, but the most bytes. */
    static ImagingFigures median(List<ImagingFigures> runs) {
        ImagingFigures first = runs.getFirst();
        Map<Stage, Spread> stages = new EnumMap<>(Stage.class);
        first.stages()
                .forEach((stage, spread) -> stages.put(
                        stage,
                        Spread.median(runs.stream()
                                .map(run -> run.stages().getOrDefault(stage, spread))
                                .toList())));
        return new ImagingFigures(
                first.of(),
                Spread.median(runs.stream().map(ImagingFigures::frame).toList()),
                stages,
                runs.stream().mapToDouble(ImagingFigures::bytesPerFrame).max().orElseThrow(),
                runs.stream().mapToInt(ImagingFigures::searches).min().orElseThrow(),
                Spread.median(runs, ImagingFigures::ratioToBaseline));
    }

    ImagingFigures withRatio(double ratio) {
        return new ImagingFigures(of, frame, stages, bytesPerFrame, searches, ratio);
    }
}
