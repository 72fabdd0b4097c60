package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.Response;
import org.loopscope.inference.quality.Baseline;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.HeldOutTest;
import org.loopscope.inference.quality.ModelQuality;
import org.loopscope.inference.quality.RepeatedResponses;
import org.loopscope.inference.quality.TestedModel;
import org.loopscope.stimulus.GaudyPicture;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/**
 * The simple models beside the deep one, from the same presentations. Repeats of a picture are averaged first, so that
 * none is in the part that chooses a penalty and in the rest at once.
 */
public final class BaselineRecord {
    private static final int FEWEST = 20;

    private final StimulusBank bank;
    private final List<Baseline> baselines;
    private final long seed;
    private final List<Response> responses = new ArrayList<>();

    /** @param seed draws the bootstrap samples of the intervals */
    public BaselineRecord(StimulusBank bank, List<Baseline> baselines, long seed) {
        this.bank = bank;
        this.baselines = List.copyOf(baselines);
        this.seed = seed;
    }

    /** Takes a response in; for the one thread that also asks for results. */
    public void add(Response response) {
        responses.add(response);
    }

    /**
     * Fits the baselines and tests them on the held-out pictures; none when there is too little to fit or to test.
     *
     * @param model what the encoding model last predicted for them, null if it was never asked
     */
    public List<BaselineResult> results(@Nullable HeldOutPredictions model) {
        if (responses.isEmpty() || bank.heldOut().isEmpty()) {
            return List.of();
        }
        int neurons = responses.getFirst().rates().length;
        // The choosable pictures, then their gaudy versions.
        RepeatedResponses shown = new RepeatedResponses(2 * bank.choosable().size(), neurons);
        RepeatedResponses test = new RepeatedResponses(bank.heldOut().size(), neurons);
        for (Response response : responses) {
            switch (response.presentation().decision().stimulus()) {
                case Stimulus.BankImage image -> shown.add(image.index(), response.rates());
                case Stimulus.GaudyImage image -> shown.add(bank.choosable().size() + image.index(), response.rates());
                case Stimulus.HeldOutImage image -> {
                    if (model == null || Arrays.binarySearch(model.pictures(), image.index()) >= 0) {
                        test.add(image.index(), response.rates());
                    }
                }
                case Stimulus.Synthesized image -> {}
                case Stimulus.Blank blank -> {}
            }
        }
        int[] pictures = shown.picturesWith(1);
        if (pictures.length < FEWEST || test.picturesWith(1).length == 0) {
            return List.of();
        }
        return results(model, pictures, shown, test);
    }

    private List<BaselineResult> results(
            @Nullable HeldOutPredictions model, int[] pictures, RepeatedResponses shown, RepeatedResponses test) {
        HeldOutTest heldOut = new HeldOutTest(test, seed);
        float[] unknown = new float[test.picturesWith(1).length * test.neurons()];
        Arrays.fill(unknown, Float.NaN);
        TestedModel tested = heldOut.of(model == null ? new HeldOutPredictions(test.picturesWith(1), unknown) : model);
        float[] images = images(pictures);
        List<BaselineResult> results = new ArrayList<>();
        for (Baseline baseline : baselines) {
            ModelQuality.Predictor fitted = baseline.fit(
                    images, shown.means(pictures), pictures.length, images.length / pictures.length, shown.neurons());
            TestedModel simple = heldOut.of(HeldOutPredictions.of(fitted, bank.heldOut(), test));
            results.add(new BaselineResult(baseline.name(), simple.quality(), tested.minus(simple)));
        }
        return List.copyOf(results);
    }

    private float[] images(int[] pictures) {
        int pixels = bank.pictureSize().pixels();
        float[] images = new float[pictures.length * pixels];
        for (int i = 0; i < pictures.length; i++) {
            System.arraycopy(shown(pictures[i]).pixels(), 0, images, i * pixels, pixels);
        }
        return images;
    }

    private StimulusImage shown(int picture) {
        int choosable = bank.choosable().size();
        return picture < choosable
                ? bank.choosable().get(picture)
                : GaudyPicture.of(bank.choosable().get(picture - choosable));
    }
}
