package org.loopscope.inference.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The order of a validation block: the pictures of every target, each shown as often as its kind asks for.
 *
 * <p>The block has as many rounds as the most repeats; a picture with fewer is spread evenly over them. Each round is in
 * a new random order, so what drifts during the block drifts for all; no picture directly follows itself.
 */
public final class ValidationSchedule {
    /** Which picture of a target. */
    public enum Kind {
        /** The last one that was synthesized for it. */
        SYNTHESIZED("synthesized"),
        /** The bank's best for it by the model. */
        BEST_OF_BANK("best-of-bank"),
        /** What an evolution on its responses came to. */
        EVOLVED("evolved"),
        /** The synthesized picture times -1: drives a complex cell as well as the original, a simple cell not at all. */
        CONTRAST_REVERSED("contrast-reversed-control"),
        /** The synthesized picture in quadrature: drives a complex cell as well as the original, a simple cell hardly. */
        PHASE_SHIFTED("phase-shifted-control"),
        /** A picture synthesized to drive it least. */
        LEAST_EXCITING("least-exciting-control"),
        /** A picture of the bank drawn at random, at the synthesized picture's contrast energy. */
        NATURAL("natural-control");

        private final String policy;

        Kind(String policy) {
            this.policy = policy;
        }

        /** The name under which its pictures are shown. */
        public String policy() {
            return policy;
        }
    }

    /**
     * One presentation.
     *
     * @param target position in the list of targets (not the neuron's index)
     */
    public record Slot(int target, Kind kind) {}

    /** A kind of picture that some targets have, and how often each is shown. */
    public record Repeated(Kind kind, int targets, int repeats) {
        public Repeated {
            if (targets < 1 || repeats < 1) {
                throw new IllegalArgumentException("a validation block needs at least 1 target and 1 repeat, not "
                        + targets + " targets and " + repeats + " repeats of " + kind.policy());
            }
        }
    }

    private final List<Slot> slots;

    /** @param pictures each kind once; a kind is shown for the first so many targets */
    public ValidationSchedule(List<Repeated> pictures, long seed) {
        List<Slot> distinct = new ArrayList<>();
        List<Integer> repeats = new ArrayList<>();
        int targets = pictures.stream().mapToInt(Repeated::targets).max().orElse(0);
        int rounds = pictures.stream().mapToInt(Repeated::repeats).max().orElse(0);
        for (int target = 0; target < targets; target++) {
            for (Repeated kind : pictures) {
                if (target < kind.targets()) {
                    distinct.add(new Slot(target, kind.kind()));
                    repeats.add(kind.repeats());
                }
            }
        }
        SeededShuffle shuffle = new SeededShuffle(seed);
        List<Slot> laid = new ArrayList<>();
        int[] order = new int[distinct.size()];
        int previous = -1;
        for (int round = 0; round < rounds; round++) {
            int count = 0;
            Arrays.fill(order, -1);
            for (int picture = 0; picture < distinct.size(); picture++) {
                int each = repeats.get(picture);
                if ((round + 1) * each / rounds > round * each / rounds) {
                    order[count++] = picture;
                }
            }
            shuffle.shuffleAfter(previous, order, 0, count);
            for (int i = 0; i < count; i++) {
                laid.add(distinct.get(order[i]));
            }
            previous = count == 0 ? previous : order[count - 1];
        }
        slots = List.copyOf(laid);
    }

    /** All presentations in order. */
    public List<Slot> slots() {
        return slots;
    }
}
