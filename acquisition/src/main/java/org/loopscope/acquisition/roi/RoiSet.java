package org.loopscope.acquisition.roi;

import java.util.List;

/** The cells of a session, in the order of every activity array; {@code provenance} says where they come from. */
public record RoiSet(int widthPx, int heightPx, List<Roi> rois, String provenance) {
    public RoiSet {
        rois = List.copyOf(rois);
    }

    public int size() {
        return rois.size();
    }

    /** All footprints drawn into one image, row-major, each with its largest weight as 1. */
    public float[] footprintImage() {
        float[] image = new float[widthPx * heightPx];
        for (Roi roi : rois) {
            float largest = 0;
            for (float weight : roi.weights()) {
                largest = Math.max(largest, weight);
            }
            for (int i = 0; i < roi.pixels().length; i++) {
                image[roi.pixels()[i]] = Math.max(image[roi.pixels()[i]], roi.weights()[i] / largest);
            }
        }
        return image;
    }
}
