package org.loopscope.controller.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

class SurveyTest {
    private final List<ModelRequest> requests = new ArrayList<>();
    private final AwaitedAnswers awaited = new AwaitedAnswers();
    private final Survey survey = new Survey(5, 40);

    private void ask(ModelRequest request) {
        requests.add(request);
        awaited.asked(request);
    }

    /** One frame. */
    private void step() {
        if (!awaited.any()) {
            survey.advance(this::ask);
        }
    }

    private void answer(int cellsLeft) {
        ModelUpdate.Surveyed update = new ModelUpdate.Surveyed(1, 100, cellsLeft, List.of());
        awaited.answered(update);
        survey.take(update);
    }

    @Test
    void shouldAskForOneSliceAtATimeUntilNoCellIsLeft() {
        survey.want();
        step();
        step();
        assertEquals(List.of(new ModelRequest.StartSurvey(5, 40)), requests);
        answer(2);
        step();
        step();
        assertEquals(2, requests.size());
        assertEquals(new ModelRequest.ContinueSurvey(), requests.getLast());
        assertTrue(survey.pending());
        answer(0);
        step();
        assertEquals(2, requests.size());
        assertFalse(survey.pending());
    }

    @Test
    void shouldWaitWhileTheModelOwesAnotherAnswer() {
        ask(new ModelRequest.TakeSnapshot());
        survey.want();
        step();
        assertEquals(1, requests.size());
        awaited.answered(new ModelUpdate.Snapshot(100, new float[0]));
        step();
        assertEquals(new ModelRequest.StartSurvey(5, 40), requests.getLast());
    }

    @Test
    void shouldBeginAnewWithAnotherSeedWhenWantedAgainUnderWay() {
        survey.want();
        step();
        survey.want();
        answer(3);
        step();
        assertEquals(new ModelRequest.StartSurvey(5, 41), requests.getLast());
        answer(0);
        assertFalse(survey.pending());
    }

    @Test
    void shouldAskForNothingWhenNoCellsAreWanted() {
        Survey none = new Survey(0, 1);
        none.want();
        none.advance(this::ask);
        assertEquals(List.of(), requests);
        assertFalse(none.pending());
    }
}
