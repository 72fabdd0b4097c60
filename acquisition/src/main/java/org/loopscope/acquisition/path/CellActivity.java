package org.loopscope.acquisition.path;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.Frame;
import org.loopscope.acquisition.ImagedFrame;
import org.loopscope.acquisition.activity.Demixing;
import org.loopscope.acquisition.activity.NeuropilCoefficient;
import org.loopscope.acquisition.activity.RunningBaseline;
import org.loopscope.acquisition.activity.SpikeInference;
import org.loopscope.acquisition.activity.TraceExtractor;
import org.loopscope.acquisition.activity.TraceSettings;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.acquisition.motion.MotionCorrector;
import org.loopscope.acquisition.onephoton.BackgroundRemoval;
import org.loopscope.acquisition.quality.QualityMonitor;
import org.loopscope.acquisition.roi.BinnedMovie;
import org.loopscope.acquisition.roi.NeuropilRing;
import org.loopscope.acquisition.roi.RoiSet;

/** The imaging path after its calibration: one frame in, each cell's activity out. */
final class CellActivity {
    private final RoiSet rois;
    private final MotionCorrector corrector;
    private final BackgroundRemoval background;
    private final TraceExtractor traces;
    private final @Nullable Demixing demixing;
    private final double neuropilCoefficient;
    private final RunningBaseline baseline;
    private final SpikeInference spikes;
    private final QualityMonitor quality;
    private final StageWatch watch;
    private final long[] cellOffsetsNs;
    /**
     * Starts the baseline from the calibration's movie.
     *
     * @param background as learned from that movie, and taken off it
     */
    CellActivity(
            RoiSet rois,
            double rateHz,
            ImagingSettings settings,
            Calibration calibration,
            BackgroundRemoval background,
            QualityMonitor quality,
            StageWatch watch) {
        this.background = background;
        this.rois = rois;
        this.quality = quality;
        this.watch = watch;
        this.cellOffsetsNs = CellTimes.offsetsNs(rois, settings.scanNs());
        this.corrector = calibration.corrector();
        this.traces = new TraceExtractor(rois, new NeuropilRing(rois));
        this.demixing = settings.traces().demixSweeps() == 0
                ? null
                : new Demixing(rois, settings.traces().demixSweeps());
        this.spikes = SpikeInference.of(rois.size(), settings.spikes(rateHz));
        BinnedMovie movie = calibration.movie();
        float[][] fluorescence = new float[movie.size()][rois.size()];
        float[][] neuropil = new float[movie.size()][rois.size()];
        for (int bin = 0; bin < movie.size(); bin++) {
            extract(movie.bin(bin), fluorescence[bin], neuropil[bin]);
        }
        TraceSettings share = settings.traces();
        this.neuropilCoefficient = share.estimateNeuropil()
                ? NeuropilCoefficient.estimate(fluorescence, neuropil, share.neuropilCoefficient())
                : share.neuropilCoefficient();
        this.baseline = new RunningBaseline(rois.size(), settings.baseline(rateHz, neuropilCoefficient));
        baseline.seed(fluorescence, neuropil);
    }

    private void extract(float[] pixels, float[] fluorescence, float[] neuropil) {
        traces.extract(pixels, fluorescence, neuropil);
        if (demixing != null) {
            demixing.demix(fluorescence, neuropil);
        }
    }

    /** The share of the surround's light that is taken off, as given or as estimated. */
    double neuropilCoefficient() {
        return neuropilCoefficient;
    }

    /** See {@link RunningBaseline#cellsWithoutLight}. */
    int cellsWithoutLight() {
        return baseline.cellsWithoutLight();
    }

    RoiSet rois() {
        return rois;
    }

    /** See {@link CellTimes}; never changed. */
    long[] cellOffsetsNs() {
        return cellOffsetsNs;
    }

    /**
     * A dark frame is neither registered nor mixed into the template, and would spoil the baseline for as long as that
     * looks back: dF/F stays where it was, only the logged fluorescence is the frame's own.
     */
    void measure(Frame in, MotionCorrectedFrame registered, ImagedFrame out) {
        boolean dark = quality.see(in.pixels, out.quality);
        watch.ended(Stage.LIGHT);
        if (dark) {
            registered.takeUnregistered(in);
        } else {
            corrector.correct(in, registered);
        }
        watch.ended(Stage.REGISTRATION);
        if (!dark) {
            quality.place(registered.shiftXPx, registered.shiftYPx, registered.pixels, out.quality);
        }
        watch.ended(Stage.PLACE);
        if (!dark) {
            background.remove(registered.pixels);
        }
        watch.ended(Stage.BACKGROUND);
        out.resize(rois.size());
        extract(registered.pixels, out.fluorescence, out.neuropil);
        watch.ended(Stage.TRACES);
        if (dark) {
            baseline.repeat(out.dfOverF);
        } else {
            baseline.update(out.fluorescence, out.neuropil, out.dfOverF);
        }
        watch.ended(Stage.BASELINE);
        out.cellOffsetsNs = cellOffsetsNs;
        out.calibrated = true;
    }

    /** The events of the frame that was measured last. */
    void infer(long index, ImagedFrame out) {
        out.settledFrameIndex = spikes.update(index, out.dfOverF, out.events, out.settledEvents);
        watch.ended(Stage.SPIKES);
    }
}
