package org.loopscope.stimulus;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * What a stimulus puts on the screen; null for a blank.
     *
     * @throws IllegalArgumentException for a picture that the bank does not have
     */
    public @Nullable StimulusImage pictureOf(Stimulus stimulus) {
        return switch (stimulus) {
            case Stimulus.Blank blank -> null;
            case Stimulus.BankImage image -> picture(choosable, image.index(), "choosable");
            case Stimulus.GaudyImage image -> GaudyPicture.of(picture(choosable, image.index(), "choosable"));
            case Stimulus.HeldOutImage image -> picture(heldOut, image.index(), "held-out");
            case Stimulus.Synthesized made -> made.image();
        };
    }

    private static StimulusImage picture(List<StimulusImage> pictures, int index, String part) {
        if (index < 0 || index >= pictures.size()) {
            throw new IllegalArgumentException(
                    "there is no " + part + " picture " + index + ": the bank has " + pictures.size());
        }
        return pictures.get(index);
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
