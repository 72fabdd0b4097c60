package org.loopscope.acquisition.path;

import java.util.Optional;
import org.loopscope.acquisition.roi.ReferenceImage;
import org.loopscope.acquisition.roi.RoiSet;

/**
 * Cells that the session does not have to find.
 *
 * @param reference the picture of the field that they were drawn in, of the same size; without one, their footprints
 *     stand in for it
 */
public record GivenCells(RoiSet rois, Optional<ReferenceImage> reference) {
    public GivenCells {
        if (rois.size() == 0) {
            throw new IllegalArgumentException("no cells are given (" + rois.provenance() + ")");
        }
        reference.ifPresent(picture -> {
            if (picture.widthPx() != rois.widthPx() || picture.heightPx() != rois.heightPx()) {
                throw new IllegalArgumentException("the cells' picture has " + picture.widthPx() + "x"
                        + picture.heightPx() + " px, the cells are those of " + rois.widthPx() + "x" + rois.heightPx());
            }
        });
    }

    /** Without a picture. */
    public GivenCells(RoiSet rois) {
        this(rois, Optional.empty());
    }

    /** What is known of the field. */
    float[] picture() {
        return reference.map(ReferenceImage::pixels).orElseGet(rois::footprintImage);
    }
}
