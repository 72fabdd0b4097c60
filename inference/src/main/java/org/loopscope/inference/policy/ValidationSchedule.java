package org.loopscope.inference.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The order of a validation block: for each target neuron its synthesized picture, the bank's best and, if wanted, the
 * synthesized picture with its contrast reversed, each shown the same number of times.
 *
 * <p>Each round shows every picture once, in a new random order, so what drifts during the block drifts for all; no
 * picture directly follows itself.
 */
public final class ValidationSchedule {
    /** Which picture of a target. */
    public enum Kind {
        SYNTHESIZED,
        BEST_OF_BANK,
        /** The synthesized picture times -1: drives a complex cell as well as the original, a simple cell not at all. */
        CONTRAST_REVERSED
    }

    /**
     * One presentation.
     *
     * @param target position in the list of targets (not the neuron's index)
     */
    public record Slot(int target, Kind kind) {}

    private final List<Slot> slots;

    public ValidationSchedule(int targets, int repeats, boolean contrastReversed, long seed) {
        if (targets < 1 || repeats < 1) {
            throw new IllegalArgumentException("a validation block needs at least 1 target and 1 repeat, not " + targets
                    + " targets and " + repeats + " repeats");
        }
        List<Kind> kinds = contrastReversed ? List.of(Kind.values()) : List.of(Kind.SYNTHESIZED, Kind.BEST_OF_BANK);
        int pictures = targets * kinds.size();
        int[] order = new int[pictures];
        for (int picture = 0; picture < pictures; picture++) {
            order[picture] = picture;
        }
        SeededShuffle shuffle = new SeededShuffle(seed);
        List<Slot> laid = new ArrayList<>(pictures * repeats);
        int previous = -1;
        for (int round = 0; round < repeats; round++) {
            shuffle.shuffleAfter(previous, order, 0, pictures);
            for (int picture : order) {
                laid.add(new Slot(picture / kinds.size(), kinds.get(picture % kinds.size())));
            }
            previous = order[pictures - 1];
        }
        slots = List.copyOf(laid);
    }

    /** All presentations in order. */
    public List<Slot> slots() {
        return slots;
    }
}
