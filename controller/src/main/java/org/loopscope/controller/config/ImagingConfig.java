package org.loopscope.controller.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.activity.BaselineMethod;
import org.loopscope.acquisition.activity.TraceSettings;
import org.loopscope.acquisition.onephoton.Background;

/**
 * The imaging path. Times in nanoseconds.
 *
 * @param calibrationNs frames of this long make the template and find the cells
 * @param roiFile cells from a file; null to detect them
 * @param maxCells most cells that the detection keeps
 * @param somaDiameterPx typical diameter of a cell body
 * @param detectorOffset what the detector reads in the dark, raw units
 * @param motionPatches patches a side that move by themselves; 1 moves frames as a whole
 * @param background what is taken off one-photon frames before the traces
 * @param decayNs the indicator's decay, for the deconvolution
 * @param settledLagFrames frames that a settled estimate of activity waits for
 * @param newCells most cells that searches while the session runs may add; 0 keeps no frames for a search
 */
public record ImagingConfig(
        long calibrationNs,
        @Nullable Path roiFile,
        int maxCells,
        double maxShiftPx,
        double somaDiameterPx,
        double detectorOffset,
        int motionPatches,
        Background background,
        TraceSettings traces,
        long baselineWindowNs,
        BaselineMethod baseline,
        long decayNs,
        int settledLagFrames,
        int newCells) {}
