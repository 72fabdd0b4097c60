package org.loopscope.stimulus.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.loopscope.stimulus.RefusalAssertions.assertRefused;
import static org.loopscope.stimulus.simulated.DisplayBench.LAG_NS;
import static org.loopscope.stimulus.simulated.DisplayBench.MS;
import static org.loopscope.stimulus.simulated.DisplayBench.decision;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Presentation.Outcome;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusImage;

class SimulatedDisplayTest {
    private static final long CYCLE_NS = 33 * MS;
    /** Refreshes every 10 ms from 0, so that times are easy to read. */
    private final DisplayBench bench = new DisplayBench(100, 0, CYCLE_NS);

    @Test
    void shouldAppearAtTheNextRefreshPlusLagWhenTheOnsetLiesBetweenTwo() {
        bench.show(0, 7, 101 * MS, 500 * MS);
        assertNull(bench.display.at(110 * MS + LAG_NS - 1));
        assertSame(bench.bank.choosable().get(7), bench.display.at(110 * MS + LAG_NS));
        assertSame(bench.bank.choosable().get(7), bench.display.at(610 * MS + LAG_NS - 1));
        assertNull(bench.display.at(610 * MS + LAG_NS));
        bench.runTo(800 * MS);
        Presentation shown = bench.ended.getFirst();
        assertEquals(110 * MS + LAG_NS, shown.measuredOnsetNs());
        assertEquals(610 * MS + LAG_NS, shown.measuredOffsetNs());
        assertEquals(Outcome.LATE, shown.outcome(), "17 ms behind, and 1.5 refreshes are 15 ms");
    }

    @Test
    void shouldBeOnTimeAtSixtyHertzWhenSubmittedInTime() {
        DisplayBench sixty = new DisplayBench(60 * (1 - 37e-6), 3_100_000, CYCLE_NS);
        int count = 40;
        for (int i = 0; i < count; i++) {
            sixty.runTo(1000 * MS + i * 500L * MS - 100 * MS);
            sixty.show(i, i, 1000 * MS + i * 500L * MS, 500 * MS);
        }
        sixty.runTo(1000 * MS + count * 500L * MS + 200 * MS);
        assertEquals(count, sixty.ended.size());
        for (int i = 0; i < count; i++) {
            Presentation p = sixty.ended.get(i);
            assertEquals(i, p.decision().index());
            assertEquals(Outcome.ON_TIME, p.outcome());
            long delayNs = p.measuredOnsetNs() - p.decision().requestedOnsetNs();
            assertTrue(delayNs >= LAG_NS && delayNs < LAG_NS + 17 * MS, "delay " + delayNs);
            if (i + 1 < count) {
                assertEquals(sixty.ended.get(i + 1).measuredOnsetNs(), p.measuredOffsetNs(), "back to back");
            }
        }
        assertEquals(count + 1, sixty.raised.size());
        assertEquals(0, sixty.display.strayEdges());
    }

    @Test
    void shouldRaiseEdgesInOrderAndAlternatelyWhenPicturesHaveGaps() {
        for (int i = 0; i < 10; i++) {
            bench.runTo(i * 300L * MS);
            bench.show(i, i, i * 300L * MS + 100 * MS, 100 * MS);
        }
        bench.runTo(3500 * MS);
        assertEquals(20, bench.raised.size());
        boolean rising = true;
        long before = Long.MIN_VALUE;
        for (TtlEdge edge : bench.raised) {
            assertEquals(rising, edge.rising());
            assertTrue(edge.sessionNs() > before);
            before = edge.sessionNs();
            rising = !rising;
        }
        assertEquals(10, bench.ended.size());
        Presentation first = bench.ended.getFirst();
        assertEquals(100 * MS, first.measuredOffsetNs() - first.measuredOnsetNs());
    }

    @Test
    void shouldShowAtTheNextRefreshAndBeLateWhenSubmittedAfterItsOnset() {
        bench.runTo(330 * MS);
        bench.show(0, 1, 200 * MS, 500 * MS);
        bench.runTo(1200 * MS);
        Presentation shown = bench.ended.getFirst();
        assertEquals(330 * MS + LAG_NS, shown.measuredOnsetNs());
        assertEquals(Outcome.LATE, shown.outcome());
    }

    @Test
    void shouldCutTheEarlierShortWhenTheNextBeginsBeforeItsEnd() {
        bench.show(0, 1, 100 * MS, 500 * MS);
        bench.show(1, 2, 300 * MS, 500 * MS);
        assertSame(bench.bank.choosable().get(2), bench.display.at(300 * MS + LAG_NS));
        bench.runTo(1000 * MS);
        assertEquals(300 * MS + LAG_NS, bench.ended.getFirst().measuredOffsetNs());
        assertEquals(800 * MS + LAG_NS, bench.ended.getLast().measuredOffsetNs());
    }

    @Test
    void shouldGiveEachARefreshWhenTwoAskForTheSame() {
        bench.show(0, 1, 100 * MS, 500 * MS);
        bench.show(1, 2, 100 * MS, 500 * MS);
        bench.runTo(1000 * MS);
        assertEquals(100 * MS + LAG_NS, bench.ended.getFirst().measuredOnsetNs());
        assertEquals(110 * MS + LAG_NS, bench.ended.getLast().measuredOnsetNs());
    }

    @Test
    void shouldNotBeSeenWhenThePhotodiodeIsUnplugged() {
        bench.connectPhotodiode(false);
        bench.show(0, 1, 100 * MS, 500 * MS);
        bench.runTo(1000 * MS);
        Presentation shown = bench.ended.getFirst();
        assertEquals(Outcome.NOT_SEEN, shown.outcome());
        assertEquals(Presentation.NOT_MEASURED, shown.measuredOnsetNs());
        assertEquals(Presentation.NOT_MEASURED, shown.measuredOffsetNs());
    }

    @Test
    void shouldMeasureABlankWhenItIsDecidedOn() {
        bench.display.submit(decision(0, new Stimulus.Blank(), 100 * MS, 500 * MS, 0));
        assertNull(bench.display.at(200 * MS));
        bench.runTo(1000 * MS);
        assertEquals(100 * MS + LAG_NS, bench.ended.getFirst().measuredOnsetNs());
    }

    @Test
    void shouldShowWhatTheDecisionNamesWhenHeldOutOrSynthesized() {
        StimulusImage image = new StimulusImage("mei", PictureSize.square(2), new float[4]);
        bench.display.submit(decision(0, new Stimulus.HeldOutImage(3), 0, 100 * MS, 0));
        bench.display.submit(decision(1, new Stimulus.Synthesized(5, 60, image), 100 * MS, 100 * MS, 0));
        assertSame(bench.bank.heldOut().get(3), bench.display.at(50 * MS));
        assertSame(image, bench.display.at(150 * MS));
    }

    @Test
    void shouldGoGreyAndDropTheQueueWhenBlanked() {
        bench.show(0, 1, 100 * MS, 500 * MS);
        bench.show(1, 2, 600 * MS, 500 * MS);
        bench.runTo(330 * MS);
        bench.display.blank();
        bench.display.blank();
        assertNotNull(bench.display.at(330 * MS));
        assertNull(bench.display.at(330 * MS + LAG_NS));
        assertNull(bench.display.at(700 * MS));
        assertEquals(1, bench.display.droppedDecisions());
        bench.runTo(2000 * MS);
        assertEquals(1, bench.ended.size());
        assertEquals(330 * MS + LAG_NS, bench.ended.getFirst().measuredOffsetNs());
        bench.show(2, 3, 2100 * MS, 100 * MS);
        assertNotNull(bench.display.at(2150 * MS));
    }

    @Test
    void shouldRememberFiveSecondsAndNoMoreWhenLooking() {
        for (int i = 0; i < 40; i++) {
            bench.runTo(i * 500L * MS);
            bench.show(i, i, i * 500L * MS + 100 * MS, 500 * MS);
        }
        long back = bench.nowNs() - 4_500 * MS;
        List<StimulusImage> choosable = bench.bank.choosable();
        assertSame(choosable.get((int) ((back - 100 * MS - LAG_NS) / (500 * MS))), bench.display.at(back));
        assertNull(bench.display.at(150 * MS), "the beginning is forgotten");
    }

    @Test
    void shouldRefuseWhenADecisionCannotBeShown() {
        bench.show(0, 1, 100 * MS, 500 * MS);
        assertRefused(() -> bench.show(1, 1, 99 * MS, 500 * MS), "decision 1", "out of order");
        assertRefused(() -> bench.show(1, 1, 600 * MS, 0), "duration");
        assertRefused(() -> bench.show(1, 100, 600 * MS, 500 * MS), "no choosable picture 100", "100");
        assertRefused(() -> bench.display.submit(decision(1, new Stimulus.HeldOutImage(10), 0, 1, 0)), "held-out");
        for (int i = 1; i < 64; i++) {
            bench.show(i, i, i * 500L * MS + 100 * MS, 500 * MS);
        }
        assertThrows(IllegalStateException.class, () -> {
            for (int i = 64; i < 200; i++) {
                bench.show(i, 1, i * 500L * MS + 100 * MS, 500 * MS);
            }
        });
        bench.display.close();
        assertThrows(IllegalStateException.class, () -> bench.show(999, 1, 900_000 * MS, 500 * MS));
        assertNull(bench.display.at(900 * MS));
    }

    @Test
    void shouldNeverShowATornTimelineWhenLookedAtFromAnotherThread() throws InterruptedException {
        // Back-to-back pictures with no gap between 100 ms and the last submitted onset: a looker must never see grey.
        bench.show(0, 0, 100 * MS, 500 * MS);
        int[] greySeen = new int[1];
        Thread looker = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                if (bench.display.at(109 * MS) == null) {
                    greySeen[0]++;
                }
            }
        });
        looker.start();
        for (int i = 1; i < 8; i++) {
            bench.runTo(i * 500L * MS);
            bench.show(i, i, i * 500L * MS + 100 * MS, 500 * MS);
        }
        looker.interrupt();
        looker.join();
        assertEquals(0, greySeen[0]);
    }
}
