package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.Response;
import org.loopscope.inference.quality.ModelQuality;
import org.loopscope.inference.quality.PixelRidge;
import org.loopscope.inference.quality.RepeatedResponses;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;

/**
 * The simple model beside the deep one: ridge regression on the pixels, from the same presentations. Repeats of a picture
 * are averaged first, so that none is in the part that chooses the penalty and in the rest at once.
 */
public final class BaselineRecord {
    private static final int FEWEST = 20;
    private static final double VALIDATION_FRACTION = 0.15;

    private final StimulusBank bank;
    private final List<Response> responses = new ArrayList<>();

    public BaselineRecord(StimulusBank bank) {
        this.bank = bank;
    }

    void add(Response response) {
        responses.add(response);
    }

    /** Fits the baseline and tests it on the held-out pictures; NaN when there is too little to fit or to test. */
    public double testCorrelation() {
        if (responses.isEmpty() || bank.heldOut().isEmpty()) {
            return Double.NaN;
        }
        int neurons = responses.getFirst().rates().length;
        RepeatedResponses shown = new RepeatedResponses(bank.choosable().size(), neurons);
        RepeatedResponses test = new RepeatedResponses(bank.heldOut().size(), neurons);
        for (Response response : responses) {
            switch (response.presentation().decision().stimulus()) {
                case Stimulus.BankImage image -> shown.add(image.index(), response.rates());
                case Stimulus.HeldOutImage image -> test.add(image.index(), response.rates());
                case Stimulus.Synthesized image -> {}
                case Stimulus.Blank blank -> {}
            }
        }
        int[] pictures = shown.picturesWith(1);
        if (pictures.length < FEWEST || test.picturesWith(1).length == 0) {
            return Double.NaN;
        }
        return ModelQuality.of(fitted(pictures, shown)::predict, bank.heldOut(), test)
                .mean();
    }

    private PixelRidge fitted(int[] pictures, RepeatedResponses shown) {
        int pixels = bank.pictureSize().pixels();
        float[] images = new float[pictures.length * pixels];
        for (int i = 0; i < pictures.length; i++) {
            System.arraycopy(bank.choosable().get(pictures[i]).pixels(), 0, images, i * pixels, pixels);
        }
        return PixelRidge.fit(
                images,
                shown.means(pictures),
                pictures.length,
                pixels,
                shown.neurons(),
                new PixelRidge.Settings(VALIDATION_FRACTION, 1));
    }
}
