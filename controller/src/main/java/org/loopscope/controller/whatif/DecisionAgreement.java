package org.loopscope.controller.whatif;

import java.util.List;
import java.util.Optional;

/**
 * How the decisions compare, as far as the two plans go together.
 *
 * @param compared trials that both sides decided
 * @param partings those that they decided differently, in order
 * @param pulsesRecorded pulses of the recorded session up to there
 * @param pulsesTried the same of the what-if
 * @param pulsesTogether in the same frame
 * @param plansPart from where on the plans cannot be compared; empty where they can to the end
 */
public record DecisionAgreement(
        long compared,
        List<Parting> partings,
        long pulsesRecorded,
        long pulsesTried,
        long pulsesTogether,
        Optional<PlansPart> plansPart) {
    public DecisionAgreement {
        partings = List.copyOf(partings);
    }

    /** @param why in words: what the one did and the other did not, and which keys can be the reason */
    public record PlansPart(long frameIndex, String why) {}

    /** The first trial that the two decided differently, a made picture's pixels alone not counted. */
    public Optional<Parting> firstOtherChoice() {
        return partings.stream().filter(parting -> !parting.pixelsOnly()).findFirst();
    }

    /** Decided differently in more than a made picture's pixels. */
    public long otherChoices() {
        return partings.stream().filter(parting -> !parting.pixelsOnly()).count();
    }
}
