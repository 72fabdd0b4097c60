package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.Response;
import org.loopscope.inference.quality.ModelQuality;
import org.loopscope.inference.quality.PixelRidge;
import org.loopscope.inference.quality.RepeatedResponses;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusImage;

/** The simple model beside the deep one: ridge regression on the pixels, from the same presentations. */
public final class BaselineRecord {
    private static final int FEWEST = 20;
    private static final double VALIDATION_FRACTION = 0.15;

    private final StimulusBank bank;
    private final List<StimulusImage> images = new ArrayList<>();
    private final List<float[]> rates = new ArrayList<>();
    private final List<Response> heldOut = new ArrayList<>();

    public BaselineRecord(StimulusBank bank) {
        this.bank = bank;
    }

    void add(Response response) {
        switch (response.presentation().decision().stimulus()) {
            case Stimulus.BankImage image -> {
                images.add(bank.choosable().get(image.index()));
                rates.add(response.rates());
            }
            case Stimulus.HeldOutImage image -> heldOut.add(response);
            case Stimulus.Synthesized image -> {}
            case Stimulus.Blank blank -> {}
        }
    }

    /** Fits the baseline and tests it on the held-out pictures; NaN when there is too little to fit or to test. */
    public double testCorrelation() {
        if (images.size() < FEWEST || heldOut.isEmpty()) {
            return Double.NaN;
        }
        int neurons = rates.getFirst().length;
        int pixels = images.getFirst().pixels().length;
        float[] pictures = new float[images.size() * pixels];
        float[] responses = new float[images.size() * neurons];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).pixels(), 0, pictures, i * pixels, pixels);
            System.arraycopy(rates.get(i), 0, responses, i * neurons, neurons);
        }
        PixelRidge ridge = PixelRidge.fit(
                pictures, responses, images.size(), pixels, neurons, new PixelRidge.Settings(VALIDATION_FRACTION, 1));
        RepeatedResponses test = new RepeatedResponses(bank.heldOut().size(), neurons);
        for (Response response : heldOut) {
            if (response.presentation().decision().stimulus() instanceof Stimulus.HeldOutImage image) {
                test.add(image.index(), response.rates());
            }
        }
        return ModelQuality.of(ridge::predict, bank.heldOut(), test).mean();
    }
}
