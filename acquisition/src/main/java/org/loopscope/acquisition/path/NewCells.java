package org.loopscope.acquisition.path;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.acquisition.motion.MotionCorrectedFrame;
import org.loopscope.acquisition.roi.RecentMovie;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * Cells that are found while the session runs, beside those that it began with. The last frames are kept in a
 * {@link RecentMovie}; a search gets that movie as it stands and runs on another thread; until its outcome is adopted no
 * frame is kept, and then the movie starts anew. So what a search sees, and what each new cell's activity is, follow from
 * the frames and from the two frames at which a search began and was adopted.
 *
 * <p>Imaging thread only. Beginning and adopting a search copy no pixels; a frame allocates nothing.
 */
public final class NewCells {
    private final FrameFormat format;
    private final ImagingSettings settings;
    private final RecentMovie recent;
    private final List<Roi> known = new ArrayList<>();
    private final List<FoundCells> adopted = new ArrayList<>();
    private final List<FoundCells> adoptedView = Collections.unmodifiableList(adopted);
    private double neuropilCoefficient;
    private int room;
    private int searches;
    private @Nullable CellSearch running;

    /**
     * Allocates the movie.
     *
     * @param most no more cells than this are added to the session
     */
    public NewCells(FrameFormat format, ImagingSettings settings, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("room for new cells must be at least 1, was " + most);
        }
        this.format = format;
        this.settings = settings;
        this.room = most;
        this.recent = new RecentMovie(format.widthPx(), format.heightPx(), format.rateHz());
    }

    /** The calibration has ended with these cells. */
    void calibrated(RoiSet rois, double coefficient) {
        known.addAll(rois.rois());
        neuropilCoefficient = coefficient;
    }

    /**
     * Takes a calibrated frame: for the next search, and for the activity of the cells found so far.
     *
     * @param dark the frame has no light, and is not registered
     */
    void process(long frameIndex, MotionCorrectedFrame registered, boolean dark) {
        for (int group = 0; group < adopted.size(); group++) {
            adopted.get(group).process(frameIndex, registered.pixels, dark);
        }
        if (running == null && room > 0 && !dark) {
            recent.add(registered.pixels, Math.max(Math.abs(registered.shiftXPx), Math.abs(registered.shiftYPx)));
        }
    }

    /** How many more cells may be added. */
    public int room() {
        return room;
    }

    /** Whether a search can begin: the calibration is over, none is running, there is room, and enough frames are kept. */
    public boolean canSearch() {
        return running == null && room > 0 && recent.isLongEnough();
    }

    /**
     * Begins a search in the frames kept so far, which are the search's until {@link #adopt}.
     *
     * @throws IllegalStateException when {@link #canSearch} says no
     */
    public CellSearch begin() {
        if (!canSearch()) {
            throw new IllegalStateException("no search for new cells can begin now");
        }
        RoiSet all = new RoiSet(format.widthPx(), format.heightPx(), known, "known");
        CellSearch search =
                new CellSearch(++searches, recent, all, room, settings, format.rateHz(), neuropilCoefficient);
        running = search;
        return search;
    }

    /**
     * Takes over what the running search has found: from the next frame on it has activity.
     *
     * @throws IllegalArgumentException when it is another search's
     */
    public void adopt(FoundCells found) {
        if (running == null || found.search() != running.number()) {
            throw new IllegalArgumentException("search " + found.search() + " for new cells is not under way");
        }
        running = null;
        recent.restart();
        if (found.rois().size() > 0) {
            adopted.add(found);
            known.addAll(found.rois().rois());
            room -= found.rois().size();
        }
    }

    /** What searches have found, in the order of adoption, those left out that found nothing: a view. */
    public List<FoundCells> adopted() {
        return adoptedView;
    }
}
