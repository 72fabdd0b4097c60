package org.loopscope.inference.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.latent.LatentCode;
import org.loopscope.inference.synthesis.AscentSettings;
import org.loopscope.inference.synthesis.ImageAscent;
import org.loopscope.inference.synthesis.SynthesizedImage;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/**
 * Rounds of gradient ascent. A round runs through its schedule of steps; a further request after its end begins the next
 * round, from fresh noise, on what the model has learnt since. The images of the last finished round stand until the
 * next has finished.
 */
final class Synthesis {
    private final AscentSettings settings;
    private final LatentCodes codes;
    private final PictureSize pictureSize;
    private final int neurons;
    private final List<StimulusImage> backgrounds;
    private final Map<PictureSpace, ImageAscent> ascents = new EnumMap<>(PictureSpace.class);
    private SynthesisPlan plan = SynthesisPlan.mostExciting();
    private int[] targets = {};
    private long seed;
    private int round;
    private boolean roundBegun;
    private boolean roundFinished;
    private List<SynthesizedImage> standing = List.of();

    Synthesis(
            AscentSettings settings,
            LatentCodes codes,
            PictureSize pictureSize,
            int neurons,
            List<StimulusImage> backgrounds) {
        this.settings = settings;
        this.codes = codes;
        this.pictureSize = pictureSize;
        this.neurons = neurons;
        this.backgrounds = backgrounds;
    }

    void start(int[] targetNeurons, SynthesisPlan newPlan, long firstSeed) {
        if (!Arrays.equals(targets, targetNeurons) || !plan.equals(newPlan)) {
            standing = List.of();
        }
        targets = targetNeurons.clone();
        plan = newPlan;
        seed = firstSeed;
        round = 0;
        roundBegun = false;
        roundFinished = false;
    }

    ModelUpdate.Images ascend(EncodingModel model, ResponseScale scale, int steps) {
        ImageAscent ascent = ascents.computeIfAbsent(plan.space(), this::ascentIn);
        if (roundFinished) {
            round++;
            roundBegun = false;
        }
        if (!roundBegun) {
            ascent.start(plan.goal().goals(targets, scale::timesMean), seed + round);
            roundBegun = true;
        }
        roundFinished = ascent.advance(model, steps);
        List<SynthesizedImage> images = standing;
        if (roundFinished || standing.isEmpty()) {
            images = ascent.best();
        }
        if (roundFinished) {
            standing = images;
        }
        List<ModelUpdate.Candidate> candidates = new ArrayList<>();
        for (SynthesizedImage image : images) {
            candidates.add(new ModelUpdate.Candidate(
                    image.toStimulus(), scale.restored((float) image.predictedRate(), image.targetNeuron())));
        }
        return new ModelUpdate.Images(model.presentations(), images.getFirst().ascentSteps(), candidates);
    }

    private ImageAscent ascentIn(PictureSpace space) {
        LatentCode code = codes.of(space);
        return code == null
                ? new ImageAscent(settings, pictureSize, neurons, backgrounds)
                : new ImageAscent(settings, code, pictureSize, neurons, backgrounds);
    }
}
