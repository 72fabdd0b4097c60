package org.loopscope.acquisition.path;

import java.util.List;
import org.loopscope.acquisition.activity.BaselineSettings;
import org.loopscope.acquisition.activity.RunningBaseline;
import org.loopscope.acquisition.activity.SpikeInference;
import org.loopscope.acquisition.activity.SpikeSettings;
import org.loopscope.acquisition.activity.TraceExtractor;
import org.loopscope.acquisition.roi.BinnedMovie;
import org.loopscope.acquisition.roi.NeuropilRing;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * What one search has found, and the activity of these cells. Built on the search's thread, with a baseline that starts
 * from the movie that was searched; once adopted, the imaging thread's. The arrays have one entry per cell, belong to
 * this object and are overwritten with each frame; units as in {@link org.loopscope.acquisition.ImagedFrame}.
 */
public final class FoundCells {
    public final float[] fluorescence;
    public final float[] neuropil;
    public final float[] dfOverF;
    public final float[] events;
    public final float[] settledEvents;
    /** The frame that {@link #settledEvents} belongs to; -1 while there is none yet. */
    public long settledFrameIndex = -1;

    private final int search;
    private final RoiSet rois;
    private final long[] offsetsNs;
    private final TraceExtractor traces;
    private final RunningBaseline baseline;
    private final SpikeInference spikes;
    /**
     * @param search the search's number
     * @param known the cells that were known before; their pixels are no cell's surround
     * @param movie that the cells were found in, at least one bin long
     * @param scanNs see {@link CellTimes}
     */
    FoundCells(
            int search,
            RoiSet rois,
            List<Roi> known,
            BinnedMovie movie,
            BaselineSettings baselineSettings,
            SpikeSettings spikeSettings,
            long scanNs) {
        int cells = rois.size();
        this.search = search;
        this.rois = rois;
        this.offsetsNs = CellTimes.offsetsNs(rois, scanNs);
        this.fluorescence = new float[cells];
        this.neuropil = new float[cells];
        this.dfOverF = new float[cells];
        this.events = new float[cells];
        this.settledEvents = new float[cells];
        this.traces = new TraceExtractor(rois, new NeuropilRing(rois, known));
        this.baseline = new RunningBaseline(cells, baselineSettings);
        this.spikes = SpikeInference.of(cells, spikeSettings);
        float[][] light = new float[movie.size()][cells];
        float[][] around = new float[movie.size()][cells];
        for (int bin = 0; bin < movie.size(); bin++) {
            traces.extract(movie.bin(bin), light[bin], around[bin]);
        }
        baseline.seed(light, around);
    }

    /** Running number of the search, from 1. */
    public int search() {
        return search;
    }

    /** The cells, in the order of the arrays; none where the search found nothing new. */
    public RoiSet rois() {
        return rois;
    }

    /** See {@link CellTimes}; never changed. */
    public long[] offsetsNs() {
        return offsetsNs;
    }

    /** As the session's first cells are followed: see {@link CellActivity#measure}. */
    void process(long frameIndex, float[] pixels, boolean dark) {
        traces.extract(pixels, fluorescence, neuropil);
        if (dark) {
            baseline.repeat(dfOverF);
        } else {
            baseline.update(fluorescence, neuropil, dfOverF);
        }
        settledFrameIndex = spikes.update(frameIndex, dfOverF, events, settledEvents);
    }
}
