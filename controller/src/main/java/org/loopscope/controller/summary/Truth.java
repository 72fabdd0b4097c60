package org.loopscope.controller.summary;

import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.stimulus.StimulusImage;

/** What a simulated rig knows of its neurons; asked only after the session has ended. */
public interface Truth {
    /**
     * Truth about one detected cell, or null when no simulated cell is where it was found.
     *
     * @param mostExciting its synthesized image
     * @param bestOfBank the picture that the model took for the bank's best
     */
    @Nullable TargetTruth of(RoiSet rois, Roi cell, StimulusImage mostExciting, StimulusImage bestOfBank);

    /** Drive of the simulated cell under a detected one by any picture, as in {@link TargetTruth}; not a number where there is none. */
    default double driveOf(Roi cell, StimulusImage image) {
        return Double.NaN;
    }

    /** Simple, complex or rotation-invariant: what the simulated cell under a detected one is; null where there is none. */
    default @Nullable String kindOf(Roi cell) {
        return null;
    }

    /** A real animal: nothing is known. */
    static Truth unknown() {
        return (rois, cell, mostExciting, bestOfBank) -> null;
    }
}
