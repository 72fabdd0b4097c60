package org.loopscope.acquisition.roi;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the cells in a calibration movie, by their activity first and then, among the pixels that are left, by their
 * looks. Footprints do not overlap. The order is the order of finding: the clearest activity first, then the clearest
 * blobs; same movie, same cells.
 */
public final class RoiDetector {
    private final DetectionSettings settings;

    public RoiDetector(DetectionSettings settings) {
        this.settings = settings;
    }

    /** @param borderPx width of the rim in which no cell may be centred, because motion takes it out of the frame */
    public RoiSet detect(BinnedMovie movie, int borderPx) {
        boolean[] taken = new boolean[movie.widthPx() * movie.heightPx()];
        FluctuationMovie fluctuations = new FluctuationMovie(movie, settings.somaDiameterPx());
        List<Roi> active = new ActivitySearch(fluctuations, settings, borderPx, taken).search();
        List<Roi> seen = new AnatomySearch(movie.mean(), movie.widthPx(), movie.heightPx(), settings, borderPx, taken)
                .search(settings.maxCells() - active.size());
        List<Roi> all = new ArrayList<>(active);
        for (Roi roi : seen) {
            all.add(new Roi(all.size(), roi.pixels(), roi.weights()));
        }
        return new RoiSet(
                movie.widthPx(),
                movie.heightPx(),
                all,
                "detected: " + active.size() + " by activity, " + seen.size() + " by anatomy");
    }
}
