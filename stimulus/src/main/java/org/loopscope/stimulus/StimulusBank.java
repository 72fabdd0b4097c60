package org.loopscope.stimulus;

import java.util.List;

/**
 * The pictures of a session, all of one size. A policy may choose among {@code choosable}; {@code heldOut} is for testing the model and
 * nothing may choose from it.
 *
 * @param choosable pictures that a policy may show
 * @param heldOut pictures for the test set, shown repeatedly
 * @param provenance generator and seed, or file and hash
 */
public record StimulusBank(List<StimulusImage> choosable, List<StimulusImage> heldOut, String provenance) {
    public StimulusBank {
        choosable = List.copyOf(choosable);
        heldOut = List.copyOf(heldOut);
        if (choosable.isEmpty()) {
            throw new IllegalArgumentException("a bank needs at least one picture to choose from");
        }
        PictureSize size = choosable.getFirst().size();
        requireAll(size, choosable);
        requireAll(size, heldOut);
    }

    public PictureSize pictureSize() {
        return choosable.getFirst().size();
    }

    private static void requireAll(PictureSize size, List<StimulusImage> images) {
        for (StimulusImage image : images) {
            if (!image.size().equals(size)) {
                throw new IllegalArgumentException("bank: picture " + image.id() + " is of " + image.size()
                        + ", the first of " + size + "; give pictures of one size");
            }
        }
    }
}
