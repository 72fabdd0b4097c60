package org.loopscope.acquisition.roi;

import java.util.List;
import java.util.Optional;

/**
 * Cells from a file.
 *
 * @param reference the image that they were drawn in, where the file has one
 * @param notes what was left out or assumed, one line each, for the operator and the log
 */
public record ImportedCells(RoiSet rois, Optional<ReferenceImage> reference, List<String> notes) {
    public ImportedCells {
        notes = List.copyOf(notes);
    }
}
