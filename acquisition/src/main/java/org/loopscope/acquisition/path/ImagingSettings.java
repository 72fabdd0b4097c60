package org.loopscope.acquisition.path;

import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.activity.BaselineMethod;
import org.loopscope.acquisition.activity.BaselineSettings;
import org.loopscope.acquisition.activity.SpikeMethod;
import org.loopscope.acquisition.activity.SpikeSettings;
import org.loopscope.acquisition.activity.TraceSettings;
import org.loopscope.acquisition.motion.MotionSettings;
import org.loopscope.acquisition.onephoton.Background;

/**
 * What the imaging path needs to know of the preparation.
 *
 * @param calibrationFrames length of the calibration block, in which cells are found and the baseline begins
 * @param background what is taken off registered frames before cells are found and traces are read
 * @param somaDiameterPx typical diameter of a cell body, for finding cells and telling them from the background
 * @param maxCells at most so many cells are taken, the clearest first
 * @param offsetCounts what the detector reads in the dark, raw units, taken off the denominator of dF/F
 * @param baselineWindowFrames length of the past over which the baseline is taken
 * @param tauS decay of the indicator, seconds: about 0.7 for GCaMP6f, 1.25 for GCaMP6s
 * @param settledLagFrames after how many frames an inferred event counts as settled
 * @param scanNs from the beginning of a frame's first line to the end of its last, see {@link CellTimes}
 */
public record ImagingSettings(
        int calibrationFrames,
        MotionSettings motion,
        Background background,
        double somaDiameterPx,
        int maxCells,
        TraceSettings traces,
        double offsetCounts,
        int baselineWindowFrames,
        BaselineMethod baseline,
        SpikeMethod spikes,
        double tauS,
        int settledLagFrames,
        long scanNs) {
    /** Long enough to average photon noise, short against the decay of every indicator. */
    private static final double BASELINE_BLOCK_S = 0.3;

    public ImagingSettings {
        require(
                calibrationFrames >= motion.templateFrames(),
                "the calibration must be at least as long as the template's " + motion.templateFrames()
                        + " frames, calibrationFrames was " + calibrationFrames);
        require(somaDiameterPx >= 3 && somaDiameterPx <= 100, "somaDiameterPx must be 3 to 100, was " + somaDiameterPx);
        require(maxCells >= 1, "maxCells must be at least 1, was " + maxCells);
        require(scanNs >= 0, "the time of a frame's lines must not be negative, was " + scanNs + " ns");
        require(tauS > 0 && tauS <= 60, "tauS must be above 0 and at most 60 s, was " + tauS);
        // These two check the rest.
        new BaselineSettings(baselineWindowFrames, 1, baseline, true, traces.neuropilCoefficient(), offsetCounts);
        new SpikeSettings(1, settledLagFrames);
    }

    /** Frames are exposed and move as a whole, nothing is taken off them, the neuropil's share is given, overlapping cells stay mixed, F0 is a percentile, spikes are filtered. */
    public ImagingSettings(
            int calibrationFrames,
            int templateFrames,
            int maxShiftPx,
            double somaDiameterPx,
            int maxCells,
            double neuropilCoefficient,
            double offsetCounts,
            int baselineWindowFrames,
            double baselinePercentile,
            double tauS,
            int settledLagFrames) {
        this(
                calibrationFrames,
                MotionSettings.defaults().with(templateFrames, maxShiftPx, 1),
                new Background.None(),
                somaDiameterPx,
                maxCells,
                TraceSettings.fixed(neuropilCoefficient),
                offsetCounts,
                baselineWindowFrames,
                new BaselineMethod.Percentile(baselinePercentile),
                SpikeMethod.FILTER,
                tauS,
                settledLagFrames,
                0);
    }

    /** The usual values for GCaMP6s: 20 s of calibration, the 10th percentile of the last 60 s, lag 5. */
    public static ImagingSettings standard(FrameFormat format) {
        int calibrationFrames = Math.max(60, (int) Math.round(20 * format.rateHz()));
        int windowFrames = Math.max(10, (int) Math.round(60 * format.rateHz()));
        int maxShiftPx = Math.min(16, Math.min(format.widthPx(), format.heightPx()) / 8);
        return new ImagingSettings(calibrationFrames, 60, maxShiftPx, 11, 500, 0.7, 0, windowFrames, 10, 1.25, 5);
    }

    /** The same with another calibration. */
    public ImagingSettings withCalibration(int frames, int templateFrames) {
        return with(
                frames, motion.with(templateFrames, motion.maxShiftPx(), motion.patchesPerSide()), background, scanNs);
    }

    public ImagingSettings withScanNs(long ns) {
        return with(calibrationFrames, motion, background, ns);
    }

    public ImagingSettings withBackground(Background other) {
        return with(calibrationFrames, motion, other, scanNs);
    }

    private ImagingSettings with(
            int otherCalibrationFrames, MotionSettings otherMotion, Background otherBackground, long otherScanNs) {
        return new ImagingSettings(
                otherCalibrationFrames,
                otherMotion,
                otherBackground,
                somaDiameterPx,
                maxCells,
                traces,
                offsetCounts,
                baselineWindowFrames,
                baseline,
                spikes,
                tauS,
                settledLagFrames,
                otherScanNs);
    }

    int baselineBlockFrames(double rateHz) {
        return Math.clamp(Math.round(BASELINE_BLOCK_S * rateHz), 1, baselineWindowFrames);
    }

    /** @param neuropilCoefficient given or estimated */
    BaselineSettings baseline(double rateHz, double neuropilCoefficient) {
        return new BaselineSettings(
                baselineWindowFrames, baselineBlockFrames(rateHz), baseline, true, neuropilCoefficient, offsetCounts);
    }

    SpikeSettings spikes(double rateHz) {
        return new SpikeSettings(spikes.model(tauS, rateHz), settledLagFrames);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("imaging: " + message);
        }
    }
}
