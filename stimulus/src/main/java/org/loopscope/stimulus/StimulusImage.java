package org.loopscope.stimulus;

/**
 * A grey picture in contrast units: 0 is the screen's mid-grey, -1 black, +1 white.
 *
 * @param id stable name, unique in its bank
 * @param pixels row by row from the top, {@code size.pixels()} values in [-1, 1]; never changed after construction
 */
public record StimulusImage(String id, PictureSize size, float[] pixels) {
    public StimulusImage {
        if (pixels.length != size.pixels()) {
            throw new IllegalArgumentException(
                    "image " + id + " of " + size + " has " + pixels.length + " pixels; give it " + size.pixels());
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
