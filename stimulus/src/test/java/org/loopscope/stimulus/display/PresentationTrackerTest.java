package org.loopscope.stimulus.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Presentation.Outcome;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

class PresentationTrackerTest {
    private static final long MS = 1_000_000;

    private final PresentationTracker tracker = new PresentationTracker(1e9 / 60);
    private final List<Presentation> ended = new ArrayList<>();

    @Test
    void shouldShareTheEdgeWhenPresentationsAreBackToBack() {
        tracker.changed(0, true, decision(0, 0), 10 * MS);
        tracker.changed(500 * MS, false, decision(1, 500 * MS), 510 * MS);
        tracker.changed(1000 * MS, true, null, 1010 * MS);
        edge(true, 8 * MS);
        edge(false, 508 * MS);
        edge(true, 1008 * MS);
        tracker.poll(1040 * MS, ended::add);
        assertEquals(2, ended.size());
        assertPresentation(ended.get(0), 0, 8 * MS, 508 * MS, Outcome.ON_TIME);
        assertPresentation(ended.get(1), 1, 508 * MS, 1008 * MS, Outcome.ON_TIME);
    }

    @Test
    void shouldWaitWhenTheOffsetHasNoEdgeYet() {
        tracker.changed(0, true, decision(0, 0), 10 * MS);
        edge(true, 8 * MS);
        tracker.changed(500 * MS, false, null, 510 * MS);
        tracker.poll(520 * MS, ended::add);
        assertTrue(ended.isEmpty());
        edge(false, 508 * MS);
        tracker.poll(550 * MS, ended::add);
        assertPresentation(ended.getFirst(), 0, 8 * MS, 508 * MS, Outcome.ON_TIME);
    }

    @Test
    void shouldBeLateOnlyWhenMoreThanOneAndAHalfRefreshesHavePassed() {
        tracker.changed(0, true, decision(0, 0), 10 * MS);
        edge(true, 25 * MS);
        tracker.changed(500 * MS, false, decision(1, 500 * MS), 510 * MS);
        edge(false, 525 * MS + 1);
        tracker.changed(1000 * MS, true, null, 1010 * MS);
        edge(true, 1000 * MS);
        tracker.poll(1040 * MS, ended::add);
        assertEquals(Outcome.ON_TIME, ended.get(0).outcome());
        assertEquals(Outcome.LATE, ended.get(1).outcome());
    }

    @Test
    void shouldGiveUpAfterTheWindowWhenNoEdgeComes() {
        tracker.changed(0, true, decision(0, 0), 10 * MS);
        tracker.changed(500 * MS, false, null, 510 * MS);
        edge(false, 508 * MS);
        for (int i = 0; i < 5; i++) {
            tracker.poll(520 * MS + i * 33L * MS, ended::add);
        }
        assertPresentation(ended.getFirst(), 0, Presentation.NOT_MEASURED, 508 * MS, Outcome.NOT_SEEN);
    }

    @Test
    void shouldNotGiveUpWhenPollsAreRareAndTheEdgeComesWithTheNext() {
        tracker.poll(0, ended::add);
        tracker.changed(10 * MS, true, decision(0, 10 * MS), 143 * MS);
        tracker.poll(143 * MS, ended::add);
        tracker.changed(180 * MS, false, null, 286 * MS);
        edge(true, 18 * MS);
        tracker.poll(286 * MS, ended::add);
        edge(false, 188 * MS);
        tracker.poll(429 * MS, ended::add);
        assertPresentation(ended.getFirst(), 0, 18 * MS, 188 * MS, Outcome.ON_TIME);
    }

    @Test
    void shouldKeepTheOthersApartWhenOneEdgeOfACloseTrioIsLost() {
        tracker.changed(0, true, decision(0, 0), 1 * MS);
        tracker.changed(50 * MS, false, decision(1, 50 * MS), 51 * MS);
        tracker.changed(100 * MS, true, decision(2, 100 * MS), 101 * MS);
        tracker.changed(150 * MS, false, null, 151 * MS);
        edge(true, 8 * MS);
        // The edge at 58 ms is lost; the next one rises, so it cannot be taken for it.
        edge(true, 108 * MS);
        edge(false, 158 * MS);
        for (int i = 0; i < 5; i++) {
            tracker.poll(200 * MS + i * 33L * MS, ended::add);
        }
        assertEquals(
                List.of(Outcome.ON_TIME, Outcome.NOT_SEEN, Outcome.ON_TIME),
                ended.stream().map(Presentation::outcome).toList());
        assertEquals(Presentation.NOT_MEASURED, ended.get(0).measuredOffsetNs());
    }

    @Test
    void shouldCountAnEdgeWhenItFitsNothing() {
        tracker.changed(0, true, decision(0, 0), 10 * MS);
        edge(false, 8 * MS);
        edge(true, 101 * MS);
        edge(true, -21 * MS);
        assertEquals(3, tracker.strayEdges());
        edge(true, -19 * MS);
        assertEquals(3, tracker.strayEdges());
    }

    @Test
    void shouldRefuseAnEdgeWhenItIsOfAnotherLine() {
        TtlEdge edge = new TtlEdge(Line.FRAME_CLOCK, true, 0, 0);
        assertThrows(IllegalArgumentException.class, () -> tracker.edge(edge));
    }

    private void edge(boolean rising, long sessionNs) {
        tracker.edge(new TtlEdge(Line.PHOTODIODE, rising, sessionNs, sessionNs));
    }

    private static StimulusDecision decision(long index, long onsetNs) {
        return new StimulusDecision(
                index, 0, new Stimulus.Blank(), onsetNs, 500 * MS, onsetNs, onsetNs, false, "test", -1, 0);
    }

    private static void assertPresentation(
            Presentation presentation, long index, long onsetNs, long offsetNs, Outcome outcome) {
        assertEquals(index, presentation.decision().index());
        assertEquals(onsetNs, presentation.measuredOnsetNs());
        assertEquals(offsetNs, presentation.measuredOffsetNs());
        assertEquals(outcome, presentation.outcome());
    }
}
