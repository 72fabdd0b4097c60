package org.loopscope.acquisition.roi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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
        RoiSet none = new RoiSet(movie.widthPx(), movie.heightPx(), List.of(), "none");
        return detect(new KnownCells(none, settings), roi -> true, movie, borderPx);
    }

    /**
     * Finds the cells that are not known yet, by the same limits and one more: a footprint must be about as round as an
     * ellipse of 2:1, since what is left of a field whose cells are known is neuropil between them rather than cells. What
     * known cells explain of the fluctuations is taken off first; no new footprint has a pixel of a known one, and none is
     * centred within half a soma diameter of a known one's centre, where it could only be the rest of that cell.
     *
     * @param known cells of the same field
     * @param borderPx as in {@link #detect(BinnedMovie, int)}
     * @return new cells only, numbered from 0
     */
    public RoiSet detectBeside(RoiSet known, BinnedMovie movie, int borderPx) {
        KnownCells knownCells = new KnownCells(known, settings);
        return detect(knownCells, knownCells::isAnother, movie, borderPx);
    }

    private RoiSet detect(KnownCells known, Predicate<Roi> accepted, BinnedMovie movie, int borderPx) {
        boolean[] taken = known.pixels();
        FluctuationMovie fluctuations = new FluctuationMovie(movie, settings.somaDiameterPx());
        known.takeOff(fluctuations);
        List<Roi> active = new ActivitySearch(fluctuations, settings, borderPx, taken)
                .search().stream().filter(accepted).toList();
        List<Roi> seen = new AnatomySearch(movie.mean(), movie.widthPx(), movie.heightPx(), settings, borderPx, taken)
                .search(settings.maxCells() - active.size()).stream()
                        .filter(accepted)
                        .toList();
        List<Roi> all = new ArrayList<>(active.size() + seen.size());
        for (Roi roi : active) {
            all.add(new Roi(all.size(), roi.pixels(), roi.weights()));
        }
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
