package org.loopscope.controller.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.loopscope.firmware.clock.SteppedSessionClock;

class CommandDeskTest {
    private static final long S = 1_000_000_000L;

    private final SteppedSessionClock clock = new SteppedSessionClock();
    private final CommandDesk desk = new CommandDesk(clock);
    private final List<Answer> answers = new ArrayList<>();

    private static OperatorRequest request(String id, OperatorCommand command) {
        return new OperatorRequest(id, "tester", command);
    }

    private String next() {
        OperatorRequest request = desk.poll();
        return request == null ? "none" : request.id();
    }

    @Test
    void shouldObeyACommandOnceThoughItIsSentAgain() {
        OperatorRequest pause = request("a", new OperatorCommand.Pause());
        desk.submit(pause, answers::add);
        desk.submit(pause, answers::add);
        assertSame(pause, desk.poll());
        assertNull(desk.poll());
        assertEquals(List.of(), answers, "nothing is known yet");
        desk.answer("a", Answer.ACCEPTED);
        assertEquals(List.of(Answer.ACCEPTED, Answer.ACCEPTED), answers, "both who asked are told");
        desk.submit(pause, answers::add);
        assertNull(desk.poll());
        assertEquals(3, answers.size(), "who asks once more is told the same");
    }

    @Test
    void shouldForgetWhatNobodyTookInTime() {
        desk.submit(request("start", new OperatorCommand.Start()), 5 * S, answers::add);
        desk.submit(request("pause", new OperatorCommand.Pause()), 20 * S, answers::add);
        clock.advanceTo(5 * S + 1);
        assertEquals("pause", next(), "the start has expired");
        assertFalse(answers.getFirst().accepted());
        desk.submit(request("late", new OperatorCommand.Start()), 0, answers::add);
        assertTrue(answers.getLast().reason().contains("over before it came"));
        assertEquals(2, desk.refused());
    }

    @Test
    void shouldHaveABoundedQueueAndSayWhenItIsFull() {
        for (int i = 0; i < 40; i++) {
            desk.submit(request("c" + i, new OperatorCommand.NextBlock()), answers::add);
        }
        assertEquals(8, answers.size());
        assertTrue(answers.getFirst().reason().contains("too many"));
    }

    @Test
    void shouldNotMakeAnAbortWaitForTheExperiment() {
        OperatorRequest abort = request("x", new OperatorCommand.Abort());
        List<OperatorRequest> aborted = new ArrayList<>();
        desk.onAbort(aborted::add);
        desk.submit(abort, answers::add);
        desk.submit(abort, answers::add);
        assertEquals(List.of(abort), aborted, "at once, and once");
        assertNull(desk.poll());
        assertTrue(answers.getLast().accepted());
    }

    @Test
    void shouldAbortWhatHasYetToBegin() {
        OperatorRequest early = request("early", new OperatorCommand.Abort());
        desk.submit(early, answers::add);
        assertTrue(answers.getLast().accepted());
        assertTrue(desk.isAbortedEarly());
        List<OperatorRequest> aborted = new ArrayList<>();
        desk.onAbort(aborted::add);
        assertEquals(List.of(early), aborted);
    }

    @Test
    void shouldHandOverAStopThatTheExperimentDoesNotTake() {
        desk.submit(request("pause", new OperatorCommand.Pause()), answers::add);
        desk.submit(request("stop", new OperatorCommand.Stop()), answers::add);
        assertTrue(desk.takeOverdueStop().isEmpty(), "it has a second");
        clock.advanceTo(S + 1);
        assertEquals("stop", desk.takeOverdueStop().orElseThrow().id());
        assertTrue(desk.takeOverdueStop().isEmpty());
    }

    @Test
    void shouldRememberAThousandCommandsAndNoMore() {
        for (int i = 0; i < 5000; i++) {
            desk.submit(request("c" + i, new OperatorCommand.Pause()), answers::add);
            assertEquals("c" + i, next());
            desk.answer("c" + i, Answer.ACCEPTED);
        }
        desk.submit(request("c4500", new OperatorCommand.Pause()), answers::add);
        assertNull(desk.poll(), "still known");
        desk.submit(request("c10", new OperatorCommand.Pause()), answers::add);
        assertEquals("c10", next(), "forgotten, five thousand commands later");
    }
}
