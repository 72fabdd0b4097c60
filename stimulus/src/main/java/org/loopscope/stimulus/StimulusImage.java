package org.loopscope.stimulus;

/**
 * A grey square picture in contrast units: 0 is the screen's mid-grey, -1 black, +1 white.
 *
 * @param id stable name, unique in its bank
 * @param sizePx side length
 * @param pixels row-major, {@code sizePx * sizePx} values in [-1, 1]; never changed after construction
 */
public record StimulusImage(String id, int sizePx, float[] pixels) {
    public StimulusImage {
        if (pixels.length != sizePx * sizePx) {
            throw new IllegalArgumentException(
                    "image " + id + " has " + pixels.length + " pixels, not " + sizePx + " squared");
        }
    }

    /** Root mean square about mid-grey after clipping to the display's range: the contrast energy of an image. */
    public double contrastRms() {
        double sum = 0;
        for (float p : pixels) {
            double clipped = Math.clamp(p, -1f, 1f);
            sum += clipped * clipped;
        }
        return Math.sqrt(sum / pixels.length);
    }
}
