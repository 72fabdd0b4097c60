package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.log.SessionEvent.ComputeDeviceLost;
import org.loopscope.controller.log.SessionEvent.StimulusDecided;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * The device that the model runs on, OpenCL where there is one, is lost or full in mid-session: the model goes on in plain
 * Java with what it has learnt, decisions stay on time, and the replay changes at the same place.
 */
final class DeviceLostTest {
    private static final String MEMBERS = "model.members=[gabor-ridge, network]";

    @TempDir
    Path folder;

    @Test
    void shouldGoOnInPlainJavaAndReplayToTheBitWhenTheDeviceIsLost() throws IOException {
        FaultRun run = new FaultRun(folder).device(lostAfter(1_500));
        assertEquals(0, run.run("max", "model.device=auto"));
        assertMoved(run, 1);
        assertTrue(run.logged(ComputeDeviceLost.class).getFirst().loss().call() > 30, "it had learnt before");
        JsonNode same = run.whatIf();
        assertTrue(same.path("identical").asBoolean(), () -> "a what-if loses it at the same call: " + same);
        assertTrue(same.path("notes").toString().contains("lost its device"), same::toString);
    }

    @Test
    void shouldMoveEveryMemberThatLosesItsDevice() throws IOException {
        FaultRun run = new FaultRun(folder).device(lostAfter(2_500));
        assertEquals(0, run.run("max", "model.device=auto", MEMBERS));
        assertMoved(run, 2);
    }

    @Test
    void shouldBeginInPlainJavaWhenTheDeviceHasNoMemoryForSoManyNeurons() throws IOException {
        FaultRun run = new FaultRun(folder).device(wanted -> {
            ComputeDevice real = ComputeDevice.find(wanted);
            AtomicInteger opened = new AtomicInteger();
            // The first backend checks the configuration; the session's own takes no tensor.
            return of(
                    real,
                    () -> FailingBackend.of(
                            real.backend(), new AtomicLong(opened.getAndIncrement() == 0 ? Long.MAX_VALUE : 0)));
        });
        assertEquals(0, run.run("max", "model.device=auto"));
        assertMoved(run, 1);
        assertEquals(0, run.logged(ComputeDeviceLost.class).getFirst().loss().call());
    }

    @Test
    void shouldDecideOnTimeWhenTheDeviceIsLostInRealTime() throws IOException {
        FaultRun run = new FaultRun(folder).device(lostAfter(2_300));
        assertEquals(0, run.run("real", "model.device=auto"));
        assertMoved(run, 1);
        assertOnTime(run);
    }

    private static void assertOnTime(FaultRun run) throws IOException {
        List<StimulusDecided> decisions = run.logged(StimulusDecided.class);
        assertEquals(
                0,
                decisions.stream()
                        .filter(decided -> decided.decision().missedDeadline())
                        .count(),
                "late decisions, of " + decisions.size());
    }

    @Test
    @Tag("slow")
    void shouldTellOfADeviceThatHangsAndDecideOnTimeMeanwhile() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        AtomicLong left = new AtomicLong(2_300);
        FaultRun run = new FaultRun(folder).device(wanted -> {
            ComputeDevice real = ComputeDevice.find(wanted);
            return of(real, () -> FailingBackend.hanging(real.backend(), left, released));
        });
        Thread mender = new Thread(() -> {
            while (left.get() >= 0) {
                LockSupport.parkNanos(1_000_000);
            }
            LockSupport.parkNanos(35_000_000_000L);
            released.countDown();
        });
        mender.start();
        assertEquals(0, run.run("real", "model.device=auto", "blocks.adapt.stop.presentations=60"));
        mender.join();
        assertEquals("completed", run.outcome());
        assertTrue(
                run.faults().stream().anyMatch(fault -> fault.contains("at one request for 30 s")),
                run.faults()::toString);
        assertOnTime(run);
        assertEquals(0, run.replay(), "identical to the bit");
    }

    private static void assertMoved(FaultRun run, int models) throws IOException {
        assertEquals("completed", run.outcome());
        List<ComputeDeviceLost> losses = run.logged(ComputeDeviceLost.class);
        assertEquals(models, losses.size(), losses::toString);
        for (ComputeDeviceLost lost : losses) {
            assertTrue(lost.loss().continuesOn().startsWith("plain Java"), losses::toString);
        }
        List<String> told = run.faults().stream()
                .filter(fault -> fault.contains("lost its device"))
                .toList();
        assertEquals(models, told.size(), "and is told in a line each: " + run.faults());
        assertTrue(run.outputsSafe());
        assertEquals(0, run.replay(), "identical to the bit");
    }

    /** A device that does so many operations, those of the check and of a rehearsal included. */
    private static Surroundings.Devices lostAfter(long operations) {
        return wanted -> {
            ComputeDevice real = ComputeDevice.find(wanted);
            AtomicLong left = new AtomicLong(operations);
            return of(real, () -> FailingBackend.of(real.backend(), left));
        };
    }

    private static ComputeDevice of(ComputeDevice real, Supplier<TensorBackend> backends) {
        return new ComputeDevice(backends, true, real.name(), Optional.empty());
    }
}
