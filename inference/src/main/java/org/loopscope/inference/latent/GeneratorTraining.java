package org.loopscope.inference.latent;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.loopscope.stimulus.StimulusImage;

/** One training of a {@link PictureGenerator}, from a bank to its weights and codes. Used once, by one thread. */
final class GeneratorTraining {
    /** The learning rates fall to this share of where they began, on half a cosine. */
    private static final double LAST_RATE_SHARE = 0.02;

    private final List<StimulusImage> bank;
    private final GeneratorSettings settings;
    private final PrincipalComponents linear;
    private final GeneratorNetwork network;
    private final Random random;
    private final float[] weights;
    private final float[] codes;
    private final float[] weightGradient;
    private final float[] codeGradient;
    private final AdamMoments weightMoments;
    private final AdamMoments codeMoments;
    private final float[] picture;
    private final float[] difference;

    GeneratorTraining(List<StimulusImage> bank, GeneratorSettings settings) {
        this.bank = bank;
        linear = PrincipalComponents.of(bank, settings.codeLength());
        this.settings = new GeneratorSettings(
                linear.length(),
                settings.coarseChannels(),
                settings.middleChannels(),
                settings.fineChannels(),
                settings.epochs(),
                settings.batch(),
                settings.weightRate(),
                settings.codeRate(),
                settings.seed());
        network = new GeneratorNetwork(this.settings, bank.getFirst().size());
        random = new Random(settings.seed());
        weights = network.initialWeights(random);
        codes = new float[bank.size() * linear.length()];
        for (int i = 0; i < bank.size(); i++) {
            linear.bankCode(i, codes, i * linear.length());
        }
        weightGradient = new float[weights.length];
        codeGradient = new float[codes.length];
        weightMoments = new AdamMoments(weights.length);
        codeMoments = new AdamMoments(codes.length);
        picture = new float[network.pixels()];
        difference = new float[network.pixels()];
    }

    PictureGenerator run() {
        int[] order = new int[bank.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        int perEpoch = (order.length + settings.batch() - 1) / settings.batch();
        int steps = perEpoch * settings.epochs();
        for (int step = 0; step < steps; step++) {
            if (step % perEpoch == 0) {
                shuffle(order);
            }
            int from = step % perEpoch * settings.batch();
            step(order, from, Math.min(order.length, from + settings.batch()), step, steps);
        }
        return new PictureGenerator(linear, network, weights, codes, explained());
    }

    private void step(int[] order, int from, int to, int step, int steps) {
        Arrays.fill(weightGradient, 0);
        for (int k = from; k < to; k++) {
            int at = order[k] * network.codeLength();
            float[] wanted = bank.get(order[k]).pixels();
            linear.decode(codes, at, picture, 0);
            network.addTo(weights, codes, at, picture, 0);
            for (int p = 0; p < picture.length; p++) {
                difference[p] = 2 * (picture[p] - wanted[p]) / (picture.length * (to - from));
            }
            linear.gradient(codes, at, difference, 0, codeGradient);
            network.backward(weights, codes, at, difference, 0, codeGradient, weightGradient);
        }
        double share = LAST_RATE_SHARE + (1 - LAST_RATE_SHARE) * (1 + StrictMath.cos(StrictMath.PI * step / steps)) / 2;
        weightMoments.step(weights, weightGradient, 0, weights.length, step + 1, settings.weightRate() * share);
        for (int k = from; k < to; k++) {
            int at = order[k] * network.codeLength();
            int visits = step / Math.ceilDiv(order.length, settings.batch()) + 1;
            codeMoments.step(codes, codeGradient, at, network.codeLength(), visits, settings.codeRate() * share);
        }
    }

    private double explained() {
        float[] mean = new float[picture.length];
        for (StimulusImage image : bank) {
            for (int p = 0; p < mean.length; p++) {
                mean[p] += image.pixels()[p] / bank.size();
            }
        }
        double variance = 0;
        double left = 0;
        for (int i = 0; i < bank.size(); i++) {
            linear.decode(codes, i * network.codeLength(), picture, 0);
            network.addTo(weights, codes, i * network.codeLength(), picture, 0);
            float[] wanted = bank.get(i).pixels();
            for (int p = 0; p < mean.length; p++) {
                variance += (double) (wanted[p] - mean[p]) * (wanted[p] - mean[p]);
                left += (double) (wanted[p] - picture[p]) * (wanted[p] - picture[p]);
            }
        }
        return 1 - left / variance;
    }

    private void shuffle(int[] order) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
    }
}
