package org.loopscope.stimulus;

/**
 * The gaudy version of a picture (Cowley and Pillow 2020, arXiv 2006.11412): every pixel above the picture's mean becomes
 * the display's white, every other one its black. So its contrast energy is the highest there is, 1, whatever that of the
 * original.
 */
public final class GaudyPicture {
    private GaudyPicture() {}

    /** The same picture gives the same gaudy one, to the bit. */
    public static StimulusImage of(StimulusImage picture) {
        float[] pixels = picture.pixels();
        double sum = 0;
        for (float pixel : pixels) {
            sum += pixel;
        }
        double mean = sum / pixels.length;
        float[] gaudy = new float[pixels.length];
        for (int p = 0; p < gaudy.length; p++) {
            gaudy[p] = pixels[p] > mean ? 1 : -1;
        }
        return new StimulusImage("gaudy-" + picture.id(), picture.size(), gaudy);
    }
}
