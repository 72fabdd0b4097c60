package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.tests.scenario.WatchedRig;

/**
 * Each stage throws in mid-session, on its own thread and on the one of full speed: the session ends with exit code 1 and
 * says why, the outputs are low, and the log is complete and replays up to there. (The log's own end is told by
 * {@code DiskFaultsTest}; the telemetry's ends nothing.)
 */
final class StageFailsTest {
    private static final long AT_FRAME = 100;
    private static final long AT_NS = 3_300_000_000L;

    @TempDir
    Path folder;

    /** Whose code throws. */
    enum Stage {
        SOURCE("the scanner has stopped"),
        ACQUISITION("breaks the source"),
        IMAGING("planes must be exposed once a volume and in order"),
        EXPERIMENT("the timing device was unplugged"),
        MODEL("CL_DEVICE_NOT_AVAILABLE (made up)"),
        PRESENTER("the display's driver has crashed");

        private final String says;

        Stage(String says) {
            this.says = says;
        }

        FaultRun in(FaultRun run) {
            return switch (this) {
                case SOURCE -> run.rig(rig -> ScriptedSource.in(rig, ScriptedSource.Fault.FAILS, AT_FRAME));
                case ACQUISITION -> run.rig(rig -> ScriptedSource.in(rig, ScriptedSource.Fault.BREAKS, AT_FRAME));
                case IMAGING -> run.rig(rig -> ScriptedSource.in(rig, ScriptedSource.Fault.SKIPS_A_PLANE, AT_FRAME));
                case EXPERIMENT ->
                    run.rig(rig -> WatchedRig.with(rig, new ScriptedDevice(rig.device(), AT_NS, false, true)));
                case MODEL -> run.device(wanted -> failing(ComputeDevice.find(wanted)));
                case PRESENTER -> run.rig(rig -> ScriptedPresenter.in(rig, ScriptedPresenter.Fault.BREAKS, 3));
            };
        }

        /** Plain Java that fails: there is nothing to go on with. */
        private static ComputeDevice failing(ComputeDevice real) {
            AtomicLong left = new AtomicLong(1_500);
            return new ComputeDevice(
                    () -> FailingBackend.of(real.backend(), left), false, real.name(), Optional.empty());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE, max", "SOURCE, real", "ACQUISITION, max", "ACQUISITION, real", "IMAGING, max", "IMAGING, real",
        "EXPERIMENT, max", "EXPERIMENT, real", "MODEL, max", "MODEL, real", "PRESENTER, max", "PRESENTER, real"
    })
    void shouldEndSafelyWithTheLogComplete(Stage stage, String speed) throws IOException {
        FaultRun run = stage.in(new FaultRun(folder));
        assertEquals(1, run.run(speed, "blocks.spontaneous.duration=1 s"));
        assertTrue(run.outputsSafe());
        assertEquals("failed", run.outcome());
        String last = run.faults().getLast();
        assertTrue(last.contains(stage.says), last);
        assertFalse(last.contains("\n"));
        assertTrue(run.logged(SessionEvent.FrameArrived.class).size() >= 60);
        assertEquals(0, run.replay());
    }
}
