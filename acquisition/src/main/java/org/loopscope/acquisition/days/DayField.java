package org.loopscope.acquisition.days;

import org.loopscope.acquisition.roi.RoiSet;

/**
 * What one day knows of a field of view.
 *
 * @param meanImage mean of registered frames, row-major, any units
 * @param cells in the pixels of that image
 */
public record DayField(float[] meanImage, RoiSet cells) {
    public DayField {
        if (meanImage.length != cells.widthPx() * cells.heightPx()) {
            throw new IllegalArgumentException(
                    "a mean image of " + meanImage.length + " pixels does not go with cells in frames of "
                            + cells.widthPx() + "x" + cells.heightPx() + " px");
        }
    }
}
