package org.loopscope.controller.log.nwb;

import java.util.ArrayList;
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
    /** A picture's number in {@code order_of_images}, and the name that it has among the images. */
    record Numbered(int number, String name) {}

    private static final Numbered BLANK = new Numbered(-1, "blank");

    /** The next round's image of a neuron has the same name, and other pixels. */
    private record Made(String id, int pixelsHash) {}

    private final NwbObjects objects;
    private final ExtendibleReferences order;
    private final StimulusBank bank;
    private final int choosable;
    private final int heldOut;
    private final List<Numbered> ofBank = new ArrayList<>();
    /** By the index of the picture that they are made of. */
    private final Map<Integer, Numbered> gaudy = new HashMap<>();

    private final Map<Made, Numbered> synthesized = new HashMap<>();
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

    /** The picture; a gaudy or synthesized one that was not seen before is added. */
    Numbered of(Stimulus stimulus) {
        return switch (stimulus) {
            case Stimulus.Blank blank -> BLANK;
            case Stimulus.BankImage image -> ofBank.get(checked(image.index(), choosable, "choosable"));
            case Stimulus.GaudyImage image -> gaudy(image);
            case Stimulus.HeldOutImage image -> ofBank.get(choosable + checked(image.index(), heldOut, "held-out"));
            case Stimulus.Synthesized made ->
                synthesized.computeIfAbsent(
                        new Made(made.image().id(), Arrays.hashCode(made.image().pixels())),
                        unseen -> add("synthesized", synthesized.size(), made.image()));
        };
    }

    private Numbered gaudy(Stimulus.GaudyImage image) {
        int of = checked(image.index(), choosable, "choosable");
        return gaudy.computeIfAbsent(
                of, unseen -> add("gaudy", of, GaudyPicture.of(bank.choosable().get(of))));
    }

    /** Notes that a picture has come on the screen; a blank is no picture. */
    void shown(Numbered picture, double onsetSeconds) {
        if (!picture.equals(BLANK)) {
            shown.value().data().append(picture.number());
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
            ofBank.add(add(kind, i, images.get(i)));
        }
    }

    private Numbered add(String kind, int index, StimulusImage image) {
        String name = "%s_%05d".formatted(kind, index);
        String path = NwbLayout.STIMULUS_IMAGES + "/" + name;
        int width = image.size().widthPx();
        int height = image.size().heightPx();
        objects.floats(path, Transposition.transpose(image.pixels(), height, width), width, height);
        objects.typed(path, NwbType.GRAYSCALE_IMAGE)
                .text("description", kind + " picture " + image.id())
                .close();
        order.append(path);
        return new Numbered(count++, name);
    }

    private static int checked(int index, int length, String what) {
        if (index < 0 || index >= length) {
            throw new IllegalArgumentException(
                    "picture " + index + " was shown, but the bank has " + length + " " + what);
        }
        return index;
    }
}
