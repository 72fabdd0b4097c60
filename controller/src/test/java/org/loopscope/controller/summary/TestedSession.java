package org.loopscope.controller.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.loopscope.controller.log.SessionEvent.QualityMeasured;
import org.loopscope.inference.Response;
import org.loopscope.inference.quality.HeldOutPredictions;
import org.loopscope.inference.quality.HeldOutTest;
import org.loopscope.inference.quality.RepeatedResponses;
import org.loopscope.inference.quality.TestQuality;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;
import org.loopscope.stimulus.StimulusImage;

/** Made-up neurons that answer to the energy of one pixel each, shown noise, and a model that knows them. */
public final class TestedSession {
    public static final int NEURONS = 8;

    private static final int SIZE_PX = 5;
    private static final int PIXELS = SIZE_PX * SIZE_PX;
    private static final int CHOOSABLE = 60;
    private static final int HELD_OUT = 20;
    private static final int REPEATS = 6;

    private final StimulusBank bank;
    private final List<Response> responses = new ArrayList<>();
    private final HeldOutPredictions predictions;
    private final TestQuality quality;

    public TestedSession(long seed) {
        Random random = new Random(seed);
        bank = new StimulusBank(images(random, CHOOSABLE), images(random, HELD_OUT), "noise");
        RepeatedResponses test = new RepeatedResponses(HELD_OUT, NEURONS);
        for (int i = 0; i < CHOOSABLE; i++) {
            responses.add(response(
                    new Stimulus.BankImage(i), rates(bank.choosable().get(i).pixels(), random)));
        }
        for (int i = 0; i < HELD_OUT * REPEATS; i++) {
            int picture = i % HELD_OUT;
            float[] rates = rates(bank.heldOut().get(picture).pixels(), random);
            test.add(picture, rates);
            responses.add(response(new Stimulus.HeldOutImage(picture), rates));
        }
        predictions = HeldOutPredictions.of(TestedSession::know, bank.heldOut(), test);
        quality = new HeldOutTest(test, 1).of(predictions).quality();
    }

    private static List<StimulusImage> images(Random random, int count) {
        List<StimulusImage> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] pixels = new float[PIXELS];
            for (int p = 0; p < PIXELS; p++) {
                pixels[p] = random.nextFloat() * 2 - 1;
            }
            images.add(new StimulusImage("noise " + i, PictureSize.square(SIZE_PX), pixels));
        }
        return images;
    }

    /** The last neuron is silent. */
    private static float mean(float[] pixels, int offset, int neuron) {
        return neuron == NEURONS - 1 ? 0 : 3 * pixels[offset + neuron] * pixels[offset + neuron];
    }

    private static float[] rates(float[] pixels, Random random) {
        float[] rates = new float[NEURONS];
        for (int n = 0; n < NEURONS - 1; n++) {
            rates[n] = mean(pixels, 0, n) + (float) random.nextGaussian();
        }
        return rates;
    }

    private static void know(float[] images, int count, float[] rates) {
        for (int i = 0; i < count; i++) {
            for (int n = 0; n < NEURONS; n++) {
                rates[i * NEURONS + n] = mean(images, i * PIXELS, n);
            }
        }
    }

    private static Response response(Stimulus stimulus, float[] rates) {
        StimulusDecision decision = new StimulusDecision(1, 1, stimulus, 0, 0, 0, 0, false, "made up", -1, 0);
        return new Response(new Presentation(decision, 1, 2, Presentation.Outcome.ON_TIME), rates, 3);
    }

    public StimulusBank bank() {
        return bank;
    }

    public List<Response> responses() {
        return List.copyOf(responses);
    }

    /** The same answers, to the gaudy versions of the choosable pictures. */
    List<Response> toGaudyPictures() {
        return responses.stream()
                .map(response -> response.presentation().decision().stimulus() instanceof Stimulus.BankImage image
                        ? response(new Stimulus.GaudyImage(image.index()), response.rates())
                        : response)
                .toList();
    }

    public HeldOutPredictions predictions() {
        return predictions;
    }

    public TestQuality quality() {
        return quality;
    }

    public QualityMeasured measured() {
        float mean = quality.testCorrelation().value();
        return new QualityMeasured(CHOOSABLE, 100, new float[NEURONS], mean, quality, predictions);
    }
}
