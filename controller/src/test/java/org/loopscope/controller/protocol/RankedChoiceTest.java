package org.loopscope.controller.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.learning.Disagreement;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.stimulus.Stimulus;

class RankedChoiceTest {
    private static final int BANK = 20;
    private static final int RANK_EVERY = 4;

    private final Knowledge knowledge = new Knowledge(1, 0);
    private final List<ModelRequest> requests = new ArrayList<>();
    private final RankedChoice choice =
            new RankedChoice(Disagreement.UNCERTAINTY, "most-uncertain", BANK, RANK_EVERY, 9);

    @Test
    void shouldChooseAtRandomUntilTheFirstRankingAndThenInItsOrder() {
        choice.begin(knowledge, requests::add);
        BitSet before = new BitSet();
        for (int i = 0; i < 5; i++) {
            before.set(shown("random"));
        }
        int[] ranked = unshown(before);
        knowledge.take(new ModelUpdate.BankRanking(5, ranked));
        for (int picture : ranked) {
            assertEquals(picture, shown("most-uncertain"));
        }
    }

    @Test
    void shouldPassOverWhatWasShownSinceAndTakeTheNewestRanking() {
        choice.begin(knowledge, requests::add);
        int already = shown("random");
        int one = (already + 1) % BANK;
        int two = (already + 2) % BANK;
        int three = (already + 3) % BANK;
        knowledge.take(new ModelUpdate.BankRanking(5, new int[] {already, one, two}));
        assertEquals(one, shown("most-uncertain"));
        knowledge.take(new ModelUpdate.BankRanking(6, new int[] {three, one}));
        assertEquals(three, shown("most-uncertain"));
        BitSet seen = new BitSet();
        seen.set(already);
        seen.set(one);
        seen.set(three);
        int rest = shown("random");
        assertFalse(seen.get(rest), "the ranking was used up; what was shown is not drawn");
    }

    @Test
    void shouldShowEveryPictureOnceInAPassWhateverTheRankingsSay() {
        choice.begin(knowledge, requests::add);
        int last = -1;
        for (int pass = 0; pass < 3; pass++) {
            BitSet seen = new BitSet();
            for (int i = 0; i < BANK; i++) {
                if (i % 7 == 3) {
                    knowledge.take(new ModelUpdate.BankRanking(i, new int[] {pass, 5, 11, (i * 3) % BANK}));
                }
                if (i == 0 && last >= 0) {
                    knowledge.take(new ModelUpdate.BankRanking(1, new int[] {last, 7, 8}));
                }
                Next.Show show = assertInstanceOf(Next.Show.class, choice.next(knowledge));
                int picture = ((Stimulus.BankImage) show.stimulus()).index();
                assertNotEquals(last, picture, "pass " + pass + ", presentation " + i);
                seen.set(picture);
                last = picture;
                choice.measured(knowledge, requests::add);
            }
            assertEquals(BANK, seen.cardinality(), "pass " + pass);
        }
    }

    @Test
    void shouldLeaveTheRankingOfAnEarlierBlockAlone() {
        knowledge.take(new ModelUpdate.BankRanking(5, new int[] {0, 1, 2}));
        choice.begin(knowledge, requests::add);
        shown("random");
    }

    @Test
    void shouldAskForTheUnshownInSlicesAndBeginAgainWhenTheAnswerHasCome() {
        choice.begin(knowledge, requests::add);
        BitSet seen = new BitSet();
        for (int i = 0; i < RANK_EVERY; i++) {
            assertEquals(List.of(), requests);
            seen.set(shown("random"));
            choice.measured(knowledge, requests::add);
        }
        ModelRequest.StartRanking start = assertInstanceOf(ModelRequest.StartRanking.class, requests.getFirst());
        assertEquals(Disagreement.UNCERTAINTY, start.by());
        assertArrayEquals(unshown(seen), start.candidates());
        for (int i = 1; i <= 2 * RANK_EVERY; i++) {
            choice.measured(knowledge, requests::add);
            assertEquals(1 + 2 * i, requests.size(), "two slices for each response, and no second ranking meanwhile");
            assertInstanceOf(ModelRequest.ContinueRanking.class, requests.getLast());
        }
        knowledge.take(new ModelUpdate.BankRanking(0, new int[0]));
        shown("random");
        choice.measured(knowledge, requests::add);
        assertInstanceOf(ModelRequest.StartRanking.class, requests.getLast());
        assertTrue(requests.size() > 2);
    }

    private int shown(String policy) {
        Next.Show show = assertInstanceOf(Next.Show.class, choice.next(knowledge));
        assertEquals(policy, show.policy());
        assertEquals(!policy.equals("random"), show.modelBased());
        return assertInstanceOf(Stimulus.BankImage.class, show.stimulus()).index();
    }

    private static int[] unshown(BitSet shown) {
        BitSet left = new BitSet();
        left.set(0, BANK);
        left.andNot(shown);
        return left.stream().toArray();
    }
}
