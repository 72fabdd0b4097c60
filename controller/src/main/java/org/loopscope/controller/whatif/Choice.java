package org.loopscope.controller.whatif;

import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/**
 * What one side chose for a trial, and on what grounds.
 *
 * @param shown in words
 * @param policy name of the policy that chose
 * @param modelUpdate serial of the newest model update that it rests on, -1 for none
 * @param modelAge presentations measured since the data of that model
 */
public record Choice(String shown, String policy, int modelUpdate, int modelAge) {
    static Choice of(StimulusDecision decision) {
        return new Choice(words(decision.stimulus()), decision.policy(), decision.modelUpdate(), decision.modelAge());
    }

    private static String words(Stimulus stimulus) {
        return switch (stimulus) {
            case Stimulus.Blank blank -> "mid-grey";
            case Stimulus.BankImage image -> "picture " + image.index();
            case Stimulus.GaudyImage image -> "picture " + image.index() + ", gaudy";
            case Stimulus.HeldOutImage image -> "held-out picture " + image.index();
            case Stimulus.Synthesized made -> made.image().id() + " for cell " + made.targetNeuron();
        };
    }
}
