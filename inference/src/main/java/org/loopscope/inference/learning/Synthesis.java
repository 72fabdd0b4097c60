package org.loopscope.inference.learning;

import java.util.ArrayList;
import java.util.List;
import org.loopscope.inference.encoder.EncodingModel;
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
    private final ImageAscent ascent;
    private int[] targets = {};
    private long seed;
    private int round;
    private boolean roundFinished;
    private List<SynthesizedImage> standing = List.of();

    Synthesis(AscentSettings settings, PictureSize pictureSize, int neurons, List<StimulusImage> backgrounds) {
        ascent = new ImageAscent(settings, pictureSize, neurons, backgrounds);
    }

    void start(int[] targetNeurons, long firstSeed) {
        if (!java.util.Arrays.equals(targets, targetNeurons)) {
            standing = List.of();
        }
        targets = targetNeurons.clone();
        seed = firstSeed;
        round = 0;
        startRound();
    }

    ModelUpdate ascend(EncodingModel model, ResponseScale scale, int steps) {
        if (roundFinished) {
            round++;
            startRound();
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

    private void startRound() {
        ascent.start(targets, seed + round);
        roundFinished = false;
    }
}
