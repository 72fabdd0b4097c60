package org.loopscope.inference.policy;

/**
 * The order of a mapping block: presentations that a policy chooses, with repeats of every held-out picture randomly
 * between them.
 *
 * <p>The block is laid out in as many rounds as there are repeats. Each round holds every held-out picture once and an
 * equal share of the choices, shuffled. So the test set is complete early, its repeats are spread over the block (a slow
 * drift of the animal hits all pictures alike), and no held-out picture directly follows itself.
 */
public final class PresentationSchedule {
    private static final int CHOICE = -1;

    private final int[] slots;
    private final int choices;

    /** What one presentation of the block is for. */
    public sealed interface Slot {
        /** The policy chooses. */
        record Choice() implements Slot {}

        /** A picture of the bank's held-out part. */
        record HeldOut(int index) implements Slot {}
    }

    /**
     * @param choices presentations left to the policy
     * @param heldOutPictures pictures in the bank's held-out part
     * @param repeats presentations of each held-out picture
     */
    public PresentationSchedule(int choices, int heldOutPictures, int repeats, long seed) {
        if (choices < 0 || heldOutPictures < 0 || repeats < 0) {
            throw new IllegalArgumentException("a mapping block cannot have " + choices + " choices and " + repeats
                    + " repeats of " + heldOutPictures + " held-out pictures: give counts of at least 0");
        }
        this.choices = choices;
        slots = new int[choices + heldOutPictures * repeats];
        lay(Math.max(1, repeats), repeats == 0 ? 0 : heldOutPictures, new SeededShuffle(seed));
    }

    private void lay(int rounds, int heldOutPerRound, SeededShuffle shuffle) {
        int at = 0;
        for (int round = 0; round < rounds; round++) {
            int share = (int) ((long) choices * (round + 1) / rounds - (long) choices * round / rounds);
            int from = at;
            for (int picture = 0; picture < heldOutPerRound; picture++) {
                slots[at++] = picture;
            }
            for (int choice = 0; choice < share; choice++) {
                slots[at++] = CHOICE;
            }
            shuffle.shuffle(slots, from, at);
            partFromPrevious(from, at);
        }
    }

    /** Swaps the first slot of a round with the next one where it would repeat a held-out picture at the seam. */
    private void partFromPrevious(int from, int to) {
        if (from > 0 && to - from > 1 && slots[from] != CHOICE && slots[from] == slots[from - 1]) {
            int held = slots[from];
            slots[from] = slots[from + 1];
            slots[from + 1] = held;
        }
    }

    public int size() {
        return slots.length;
    }

    /** How many slots are left to the policy. */
    public int choices() {
        return choices;
    }

    public Slot slot(int position) {
        int slot = slots[position];
        return slot == CHOICE ? new Slot.Choice() : new Slot.HeldOut(slot);
    }
}
