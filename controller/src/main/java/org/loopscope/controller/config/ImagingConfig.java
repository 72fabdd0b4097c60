package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.activity.BaselineMethod;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.acquisition.activity.TraceSettings;
import org.loopscope.acquisition.onephoton.Background;

/**
 * The imaging path. Times in nanoseconds.
 *
 * @param calibrationNs frames of this long make the template and find the cells
 * @param channel of the frames that is imaged, from 0; the others are logged only
 * @param roiFiles cells from files, one for each plane; none to detect them
 * @param earlier an earlier session, or a file with cells and a picture of the field, whose cells are found again; null
 *     for none
 * @param maxCells most cells that the detection keeps, of each plane
 * @param somaDiameterPx typical diameter of a cell body
 * @param detectorOffset what the detector reads in the dark, raw units
 * @param motionPatches patches a side that move by themselves; 1 moves frames as a whole
 * @param background what is taken off one-photon frames before the traces
 * @param spikes how events are read back from the traces
 * @param decayNs the indicator's decay, for the deconvolution
 * @param settledLagFrames frames that a settled estimate of activity waits for
 * @param scanNs from a frame's first line to its last; empty to take what the source suggests
 * @param newCells most cells that searches while the session runs may add; 0 keeps no frames for a search
 */
public record ImagingConfig(
        int channel,
        long calibrationNs,
        List<Path> roiFiles,
        @Nullable Path earlier,
        int maxCells,
        double maxShiftPx,
        double somaDiameterPx,
        double detectorOffset,
        int motionPatches,
        Background background,
        TraceSettings traces,
        long baselineWindowNs,
        BaselineMethod baseline,
        SpikeMethod spikes,
        long decayNs,
        int settledLagFrames,
        OptionalLong scanNs,
        int newCells) {
    public ImagingConfig {
        roiFiles = List.copyOf(roiFiles);
    }
}
