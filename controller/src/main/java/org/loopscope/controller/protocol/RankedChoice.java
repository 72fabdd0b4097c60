package org.loopscope.controller.protocol;

import java.util.BitSet;
import java.util.function.Consumer;
import org.loopscope.inference.learning.Disagreement;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.policy.RandomChoice;
import org.loopscope.stimulus.Stimulus;

/**
 * The pictures that the model would learn most from, in the order of the newest ranking; each once before any is shown
 * again, and none after itself. At random until the first ranking has come, and where a ranking has been used up. The model ranks in slices, two
 * for each response measured, so that no response waits long to be learnt from.
 */
final class RankedChoice implements BankChoice {
    private static final int SLICES_PER_RESPONSE = 2;
    /** What a ranking must last for beyond the responses between two: the slices of so many pictures take one of them. */
    private static final int PICTURES_PER_RESPONSE = 64;

    private final Disagreement by;
    private final String policy;
    private final int bankSize;
    private final int rankEvery;
    private final RandomChoice random;
    private final BitSet shown;
    private int[] ranked = {};
    private int position;
    private int last = -1;
    private int rankingsBefore;
    private int sinceStart;
    private boolean underWay;

    /**
     * @param policy name under which its pictures are shown
     * @param rankEvery responses from the start of one ranking to that of the next, or as many as it takes
     */
    RankedChoice(Disagreement by, String policy, int bankSize, int rankEvery, long seed) {
        this.by = by;
        this.policy = policy;
        this.bankSize = bankSize;
        this.rankEvery = rankEvery;
        random = new RandomChoice(bankSize, seed);
        shown = new BitSet(bankSize);
    }

    @Override
    public void begin(Knowledge knowledge, Consumer<ModelRequest> model) {
        rankingsBefore = knowledge.rankingsTaken();
    }

    @Override
    public Next next(Knowledge knowledge) {
        if (knowledge.rankingsTaken() > rankingsBefore) {
            rankingsBefore = knowledge.rankingsTaken();
            ranked = knowledge.ranking();
            position = 0;
            underWay = false;
        }
        if (shown.cardinality() == bankSize) {
            shown.clear();
        }
        while (position < ranked.length && cannotBeNext(ranked[position])) {
            position++;
        }
        boolean byModel = position < ranked.length;
        int picture = byModel ? ranked[position] : anyUnshown();
        shown.set(picture);
        last = picture;
        return new Next.Show(new Stimulus.BankImage(picture), byModel ? policy : "random", byModel);
    }

    private int anyUnshown() {
        int picture = random.next();
        while (cannotBeNext(picture)) {
            picture = random.next();
        }
        return picture;
    }

    /** At the seam of two passes the last picture of the one is not the first of the other. */
    private boolean cannotBeNext(int picture) {
        return shown.get(picture) || (picture == last && bankSize > 1);
    }

    @Override
    public void measured(Knowledge knowledge, Consumer<ModelRequest> model) {
        sinceStart++;
        if (underWay && knowledge.rankingsTaken() == rankingsBefore) {
            for (int slice = 0; slice < SLICES_PER_RESPONSE; slice++) {
                model.accept(new ModelRequest.ContinueRanking());
            }
        } else if (sinceStart >= rankEvery) {
            sinceStart = 0;
            underWay = true;
            model.accept(
                    new ModelRequest.StartRanking(by, unshown(), 2 * rankEvery + bankSize / PICTURES_PER_RESPONSE));
        }
    }

    /** Those of the next pass where this one is about to end. */
    private int[] unshown() {
        BitSet left = new BitSet(bankSize);
        left.set(0, bankSize);
        left.andNot(shown);
        if (left.isEmpty()) {
            left.set(0, bankSize);
        }
        return left.stream().toArray();
    }
}
