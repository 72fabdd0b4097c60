package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.stimulus.Presentation.Outcome;
import org.loopscope.tests.scenario.WatchedRig;

/** Microscope, display and timing device stall, fall silent and come back under a session. */
final class RigFaultsTest {
    private static final long PERIOD_NS = 33_333_333L;
    private static final long AT_FRAME = 250;
    private static final int AT_PICTURE = 8;
    private static final long AT_NS = 9_000_000_000L;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"IS_NOT_SEEN", "SHOWS_NOTHING"})
    void shouldSayThatPicturesAreNotSeenAndGoOn(ScriptedPresenter.Fault fault) throws IOException {
        FaultRun run = new FaultRun(folder).rig(rig -> ScriptedPresenter.in(rig, fault, AT_PICTURE));
        assertEquals(0, run.run("max"));
        assertEquals("completed", run.outcome());
        List<Outcome> outcomes = outcomes(run);
        long notSeen = outcomes.stream().filter(Outcome.NOT_SEEN::equals).count();
        switch (fault) {
            case IS_NOT_SEEN -> {
                assertEquals(10, notSeen, outcomes::toString);
                assertTold(run, "the photodiode has not seen the last 3 presentations");
                assertTold(run, "presentations are seen again; 10 were not");
            }
            case SHOWS_NOTHING -> assertTold(run, "10 presentations were never reported by the display");
            default -> throw new IllegalArgumentException(fault.toString());
        }
        assertTrue(run.logged(SessionEvent.ResponseMeasured.class).size() >= outcomes.size() - notSeen - 2);
        assertTrue(run.outputsSafe());
        assertEquals(0, run.replay());
    }

    @Test
    void shouldCallLatePicturesLate() throws IOException {
        FaultRun run =
                new FaultRun(folder).rig(rig -> ScriptedPresenter.in(rig, ScriptedPresenter.Fault.IS_LATE, AT_PICTURE));
        assertEquals(0, run.run("max"));
        List<Outcome> outcomes = outcomes(run);
        // The first on time again finds the last late one still on the screen.
        assertEquals(11, outcomes.stream().filter(Outcome.LATE::equals).count(), outcomes::toString);
        assertEquals("completed", run.outcome());
        assertTrue(run.outputsSafe());
        assertEquals(0, run.replay());
    }

    @Test
    void shouldSayThatTheTimingDeviceHasFallenSilentAndGoOn() throws IOException {
        FaultRun run = new FaultRun(folder)
                .rig(rig -> WatchedRig.with(rig, new ScriptedDevice(rig.device(), AT_NS, true, true)));
        assertEquals(0, run.run("max"));
        assertTold(run, "the timing device has seen no edge of the frame clock for two seconds");
        assertTold(run, "the photodiode has not seen the last 3 presentations");
        assertTrue(run.outputsSafe());
        assertEquals(0, run.replay());
    }

    @Test
    void shouldEndAndCallForHelpWhenTheTimingDeviceIsUnpluggedWithTheLightOn() throws IOException {
        FaultRun run = new FaultRun(folder)
                .rig(rig -> WatchedRig.with(rig, new ScriptedDevice(rig.device(), AT_NS, false, false)));
        assertEquals(1, run.run("max"));
        assertEquals("failed", run.outcome());
        assertTold(run, "the output lines could not be set low, see to the light by hand");
        assertTold(run, "the timing device was unplugged");
        assertEquals(0, run.replay());
    }

    @Test
    @Tag("slow")
    void shouldTakeFramesThatAreLateAfterAStall() throws IOException {
        FaultRun run = new FaultRun(folder).rig(rig -> ScriptedSource.in(rig, ScriptedSource.Fault.STALLS, AT_FRAME));
        assertEquals(0, run.run("real"));
        List<FrameArrived> late = run.logged(FrameArrived.class).stream()
                .filter(frame -> frame.frameEndNs() - frame.exposureEndNs() > 3 * PERIOD_NS)
                .toList();
        assertTrue(late.size() >= 25, late.size() + " frames of a second's thirty are late by more than three periods");
        assertEquals(List.of(), run.logged(SessionEvent.FramesLost.class));
        assertTrue(run.outputsSafe());
        assertEquals(0, run.replay());
    }

    @Test
    void shouldCountWhatAReturningSourceHasLost() throws IOException {
        FaultRun run =
                new FaultRun(folder).rig(rig -> ScriptedSource.in(rig, ScriptedSource.Fault.COMES_BACK, AT_FRAME));
        assertEquals(0, run.run("real"));
        List<SessionEvent.FramesLost> lost = run.logged(SessionEvent.FramesLost.class);
        assertEquals(1, lost.size(), lost::toString);
        assertEquals(AT_FRAME, lost.getFirst().from());
        assertTrue(lost.getFirst().to() - AT_FRAME >= 25, lost::toString);
        assertEquals("completed", run.outcome());
        assertTrue(run.outputsSafe());
        assertEquals(0, run.replay());
    }

    @Test
    void shouldEndSafelyWhenTheSourceNeverReturns() throws IOException {
        FaultRun run =
                new FaultRun(folder).rig(rig -> ScriptedSource.in(rig, ScriptedSource.Fault.FALLS_SILENT, AT_FRAME));
        assertEquals(1, run.run("real", "rig.stall_timeout=1 s"));
        assertTold(run, "no frame has come for 1.0 s");
        assertEquals(AT_FRAME, run.logged(FrameArrived.class).size());
        assertEquals("failed", run.outcome());
        assertTrue(run.outputsSafe());
        assertEquals(0, run.replay());
        assertEquals(0, Main.run("run", "--resume", run.session().toString(), "--speed", "max"), "the source is back");
        assertEquals(0, Main.run("replay", run.session().resolve("part-2").toString()));
    }

    private static List<Outcome> outcomes(FaultRun run) throws IOException {
        return run.logged(SessionEvent.CycleInputs.class).stream()
                .flatMap(inputs -> inputs.presentations().stream())
                .map(presentation -> presentation.outcome())
                .toList();
    }

    private static void assertTold(FaultRun run, String what) throws IOException {
        List<String> faults = run.faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.contains(what)), faults::toString);
    }
}
