package org.loopscope.controller.log.nwb;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleReferences;
import org.loopscope.stimulus.GaudyPicture;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/**
 * Every picture that was or could have been shown, numbered in one order: the bank's choosable part, its held-out part,
 * then gaudy and synthesized pictures as they come; and which of them was on the screen when.
 */
final class StimulusPictures {
    /** Number of a blank screen. */
    static final int NO_PICTURE = -1;

    /** The next round's image of a neuron has the same name, and other pixels. */
    private record Made(String id, int pixelsHash) {}

    private final NwbObjects objects;
    private final ExtendibleReferences order;
    private final StimulusBank bank;
    private final int choosable;
    private final int heldOut;
    /** Numbers by the index of the picture that they are made of. */
    private final Map<Integer, Integer> gaudy = new HashMap<>();

    private final Map<Made, Integer> synthesized = new HashMap<>();
    private final OnFirstUse<NwbSeries> shown;
    private int count;

    StimulusPictures(NwbObjects objects, StimulusBank bank) {
        this.objects = objects;
        this.bank = bank;
        this.choosable = bank.choosable().size();
        this.heldOut = bank.heldOut().size();
        String path = NwbLayout.STIMULUS_IMAGES;
        objects.group(path, NwbType.IMAGES)
                .text(
                        "description",
                        "Pictures [x][y] in contrast units, 0 mid-grey, -1 black, 1 white: " + choosable
                                + " to choose from, " + heldOut
                                + " held out, then gaudy versions (each pixel at an extreme) and synthesized ones. Bank: "
                                + bank.provenance())
                .close();
        order = objects.file().referenceRows(path + "/order_of_images", 512);
        objects.typed(path + "/order_of_images", NwbType.IMAGE_REFERENCES).close();
        addAll("bank", bank.choosable());
        addAll("held_out", bank.heldOut());
        shown = new OnFirstUse<>(this::makeShown);
    }

    /** The picture's number; a gaudy or synthesized one that was not seen before is added. */
    int number(Stimulus stimulus) {
        return switch (stimulus) {
            case Stimulus.Blank blank -> NO_PICTURE;
            case Stimulus.BankImage image -> checked(image.index(), choosable, "choosable");
            case Stimulus.GaudyImage image -> gaudy(image);
            case Stimulus.HeldOutImage image -> choosable + checked(image.index(), heldOut, "held-out");
            case Stimulus.Synthesized made ->
                synthesized.computeIfAbsent(
                        new Made(made.image().id(), Arrays.hashCode(made.image().pixels())),
                        unseen -> add("synthesized", synthesized.size(), made.image()));
        };
    }

    private int gaudy(Stimulus.GaudyImage image) {
        int of = checked(image.index(), choosable, "choosable");
        return gaudy.computeIfAbsent(
                of, unseen -> add("gaudy", of, GaudyPicture.of(bank.choosable().get(of))));
    }

    void shown(int number, double onsetSeconds) {
        if (number != NO_PICTURE) {
            shown.value().data().append(number);
            shown.value().time(onsetSeconds);
        }
    }

    private NwbSeries makeShown() {
        String path = NwbLayout.STIMULUS_PRESENTATION;
        NwbSeries series = NwbSeries.withTimes(
                objects,
                path,
                new NwbSeries.Description(
                        NwbType.INDEX_SERIES,
                        "Which picture appeared when, by the photodiode; blanks are left out",
                        "N/A",
                        Numeric.U32));
        objects.file().softLink(path + "/indexed_images", NwbLayout.STIMULUS_IMAGES);
        return series;
    }

    private void addAll(String kind, List<StimulusImage> images) {
        for (int i = 0; i < images.size(); i++) {
            add(kind, i, images.get(i));
        }
    }

    private int add(String kind, int index, StimulusImage image) {
        String path = "%s/%s_%05d".formatted(NwbLayout.STIMULUS_IMAGES, kind, index);
        int width = image.size().widthPx();
        int height = image.size().heightPx();
        objects.floats(path, Transposition.transpose(image.pixels(), height, width), width, height);
        objects.typed(path, NwbType.GRAYSCALE_IMAGE)
                .text("description", kind + " picture " + image.id())
                .close();
        order.append(path);
        return count++;
    }

    private static int checked(int index, int length, String what) {
        if (index < 0 || index >= length) {
            throw new IllegalArgumentException(
                    "picture " + index + " was shown, but the bank has " + length + " " + what);
        }
        return index;
    }
}
