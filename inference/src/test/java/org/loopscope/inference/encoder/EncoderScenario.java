package org.loopscope.inference.encoder;

import java.util.List;
import java.util.Random;
import org.loopscope.inference.architecture.ConvolutionLayer;
import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.CoreArchitecture;
import org.loopscope.inference.architecture.DepthSeparableArchitecture;
import org.loopscope.inference.architecture.Padding;
import org.loopscope.inference.architecture.PixelArchitecture;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.tensor.TensorBackend;
import org.loopscope.stimulus.PictureSize;

/** Small models and made-up data that the tests share. */
final class EncoderScenario {
    static final PictureSize SMALL = PictureSize.square(7);
    static final int NEURONS = 5;
    static final int BATCH = 4;

    private EncoderScenario() {}

    /** Three layers on 7 px pictures for 5 neurons: nothing is a round number. Strong penalties, to see their part. */
    static EncoderSettings small(Padding firstPadding) {
        return small(firstPadding, SMALL);
    }

    /** The same before pictures of another size, at least 7 px either way. */
    static EncoderSettings small(Padding firstPadding, PictureSize pictures) {
        ConvolutionalArchitecture core = new ConvolutionalArchitecture(List.of(
                new ConvolutionLayer(16, 5, firstPadding),
                new ConvolutionLayer(16, 3, Padding.SAME),
                new ConvolutionLayer(16, 3, Padding.VALID)));
        return new EncoderSettings(
                pictures,
                NEURONS,
                core,
                ReadoutKind.FACTORIZED,
                new Regularization(0.3f, 0.2f, 0.4f),
                new PoissonLoss(),
                new Adam(),
                BATCH,
                11,
                new PictureScale(0.1f, 0.5f));
    }

    /** Every kind of core and readout, small. */
    static List<EncoderSettings> ofEveryKind() {
        EncoderSettings convolutions = small(Padding.SAME, new PictureSize(9, 7));
        CoreArchitecture separable = new DepthSeparableArchitecture(List.of(
                new ConvolutionLayer(16, 3, Padding.VALID),
                new ConvolutionLayer(32, 5, Padding.SAME),
                new ConvolutionLayer(16, 3, Padding.SAME)));
        return List.of(
                convolutions.with(separable, ReadoutKind.FACTORIZED),
                convolutions.with(separable, ReadoutKind.GAUSSIAN),
                convolutions,
                convolutions.with(convolutions.core(), ReadoutKind.GAUSSIAN),
                convolutions.with(new PixelArchitecture(), ReadoutKind.FILTER));
    }

    static NetworkModel trained(EncoderSettings settings, TensorBackend backend, int presentations, int steps) {
        NetworkModel encoder = new NetworkModel(settings, backend);
        Random random = new Random(5);
        for (int i = 0; i < presentations; i++) {
            encoder.add(image(random, settings), response(random, settings));
        }
        encoder.train(steps, 3e-3f);
        return encoder;
    }

    /** Replaces every weight that is not padding by a random one of ordinary size. */
    static void randomizeWeights(NetworkModel encoder, long seed) {
        Random random = new Random(seed);
        float[] state = encoder.parameters();
        for (int i = 2; i < 2 + encoder.memory().weightCount(); i++) {
            state[i] = state[i] == 0 ? 0 : (float) (0.2 * random.nextGaussian());
        }
        encoder.restore(state);
        encoder.showLearnt();
    }

    static float[] image(Random random, EncoderSettings settings) {
        float[] image = new float[settings.pictureSize().pixels()];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) (0.4 * random.nextGaussian());
        }
        return image;
    }

    static float[] response(Random random, EncoderSettings settings) {
        float[] response = new float[settings.neurons()];
        for (int n = 0; n < response.length; n++) {
            response[n] = random.nextFloat() * (n + 1);
        }
        return response;
    }
}
