package org.loopscope.acquisition.path;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.acquisition.activity.BaselineSettings;
import org.loopscope.acquisition.roi.BinnedMovie;
import org.loopscope.acquisition.roi.DetectionSettings;
import org.loopscope.acquisition.roi.RecentMovie;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiDetector;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * One search for new cells, with all that it needs: to be run once, on any one thread. What counts as a cell is what
 * counted in the calibration. Takes as long as the calibration's own search, and as much memory again as the movie.
 */
public final class CellSearch {
    private final int number;
    private final RecentMovie recent;
    private final RoiSet known;
    private final int room;
    private final ImagingSettings settings;
    private final double rateHz;
    private final double neuropilCoefficient;

    CellSearch(
            int number,
            RecentMovie recent,
            RoiSet known,
            int room,
            ImagingSettings settings,
            double rateHz,
            double neuropilCoefficient) {
        this.number = number;
        this.recent = recent;
        this.known = known;
        this.room = room;
        this.settings = settings;
        this.rateHz = rateHz;
        this.neuropilCoefficient = neuropilCoefficient;
    }

    /** Running number in the session, from 1. */
    public int number() {
        return number;
    }

    /** Searches, and prepares the new cells' activity, so that adopting them takes no time. */
    public FoundCells run() {
        int borderPx = 1 + (int) Math.ceil(recent.largestShiftPx());
        BinnedMovie movie = recent.movie();
        RoiSet detected = new RoiDetector(DetectionSettings.standard(settings.somaDiameterPx(), room))
                .detectBeside(known, movie, borderPx);
        BaselineSettings baseline = settings.baseline(rateHz, neuropilCoefficient);
        return new FoundCells(
                number, numbered(detected), known.rois(), movie, baseline, settings.spikes(rateHz), settings.scanNs());
    }

    /** Numbers that no known cell has. */
    private RoiSet numbered(RoiSet detected) {
        int next = known.rois().stream().mapToInt(Roi::id).max().orElse(-1) + 1;
        List<Roi> rois = new ArrayList<>(detected.size());
        for (Roi roi : detected.rois()) {
            rois.add(new Roi(next + rois.size(), roi.pixels(), roi.weights()));
        }
        return new RoiSet(detected.widthPx(), detected.heightPx(), rois, detected.provenance());
    }
}
