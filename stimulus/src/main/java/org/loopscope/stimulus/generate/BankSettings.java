package org.loopscope.stimulus.generate;

import org.loopscope.stimulus.PictureSize;

/**
 * What a generated bank is made from. Equal settings give equal pictures, to the bit.
 *
 * @param size of each picture
 * @param choosable how many pictures a policy may choose from
 * @param heldOut how many pictures are kept for testing the model
 * @param contrastRms contrast of every picture, see {@link org.loopscope.stimulus.StimulusImage#contrastRms}
 * @param seed picks the pictures; a larger bank of the same seed begins with the pictures of a smaller one
 */
public record BankSettings(PictureSize size, int choosable, int heldOut, double contrastRms, long seed) {
    /** Least and most pixels of either side of a picture. */
    public static final int MIN_SIDE_PX = 8;

    public static final int MAX_SIDE_PX = 512;

    /** Above this a picture of zero mean is nearly all black and white, and few draws can be scaled to it. */
    private static final double MAX_CONTRAST_RMS = 0.6;

    public BankSettings {
        if (size.shorterPx() < MIN_SIDE_PX || size.longerPx() > MAX_SIDE_PX) {
            throw new IllegalArgumentException(
                    "bank: picture size must be " + MIN_SIDE_PX + " to " + MAX_SIDE_PX + " pixels a side, was " + size);
        }
        if (choosable < 1) {
            throw new IllegalArgumentException("bank: needs at least one choosable picture, was " + choosable);
        }
        if (heldOut < 0) {
            throw new IllegalArgumentException("bank: held-out pictures cannot be fewer than 0, was " + heldOut);
        }
        if (!(contrastRms > 0 && contrastRms <= MAX_CONTRAST_RMS)) {
            throw new IllegalArgumentException("bank: contrast rms must be above 0 and at most " + MAX_CONTRAST_RMS
                    + " (1 is full black and white), was " + contrastRms);
        }
    }
}
