package org.loopscope.inference.encoder;

import org.loopscope.inference.architecture.ConvolutionalArchitecture;
import org.loopscope.inference.architecture.CoreArchitecture;
import org.loopscope.inference.architecture.ReadoutKind;
import org.loopscope.inference.architecture.Regularization;
import org.loopscope.inference.objective.Objective;
import org.loopscope.inference.objective.PoissonLoss;
import org.loopscope.inference.rule.Adam;
import org.loopscope.inference.rule.LearningRule;
import org.loopscope.stimulus.PictureSize;

/**
 * Everything that fixes an encoding model before its first response.
 *
 * @param pictureSize of the pictures that responses are to
 * @param neurons whose responses are modelled
 * @param core what the neurons share
 * @param readout what each of them has of its own
 * @param objective what the fit makes small
 * @param rule how the weights follow
 * @param batch presentations per optimiser step
 * @param seed of the initial weights and of the batches
 * @param scale of the pictures
 */
public record EncoderSettings(
        PictureSize pictureSize,
        int neurons,
        CoreArchitecture core,
        ReadoutKind readout,
        Regularization regularization,
        Objective objective,
        LearningRule rule,
        int batch,
        long seed,
        PictureScale scale) {
    public EncoderSettings {
        if (neurons < 1) {
            throw new IllegalArgumentException("encoder: " + neurons + " neurons; at least 1 is needed");
        }
        if (batch < 2) {
            throw new IllegalArgumentException("encoder: batch of " + batch + "; normalisation needs at least 2");
        }
        readout.checkReads(core);
        core.features(pictureSize);
    }

    /** The same, begun from other weights and with other batches. */
    public EncoderSettings withSeed(long other) {
        return new EncoderSettings(
                pictureSize, neurons, core, readout, regularization, objective, rule, batch, other, scale);
    }

    /** The same of other parts. */
    public EncoderSettings with(CoreArchitecture otherCore, ReadoutKind otherReadout) {
        return new EncoderSettings(
                pictureSize, neurons, otherCore, otherReadout, regularization, objective, rule, batch, seed, scale);
    }

    /** The same with another objective. */
    public EncoderSettings withObjective(Objective other) {
        return new EncoderSettings(
                pictureSize, neurons, core, readout, regularization, other, rule, batch, seed, scale);
    }

    /** The same with another number of presentations per optimiser step. */
    public EncoderSettings withBatch(int other) {
        return new EncoderSettings(
                pictureSize, neurons, core, readout, regularization, objective, rule, other, seed, scale);
    }

    /** The same for pictures of another mean and standard deviation. */
    public EncoderSettings withScale(PictureScale other) {
        return new EncoderSettings(
                pictureSize, neurons, core, readout, regularization, objective, rule, batch, seed, other);
    }

    /** The model of Klindt et al. 2017 with 48 channels; 13 px kernels, or 9 px where a side is below 31 px. */
    public static EncoderSettings klindt(PictureSize pictureSize, int neurons, long seed) {
        int kernelPx = pictureSize.shorterPx() >= 31 ? 13 : 9;
        return new EncoderSettings(
                pictureSize,
                neurons,
                ConvolutionalArchitecture.klindt(48, kernelPx),
                ReadoutKind.FACTORIZED,
                Regularization.klindt(neurons),
                new PoissonLoss(),
                new Adam(),
                64,
                seed,
                PictureScale.none());
    }
}
