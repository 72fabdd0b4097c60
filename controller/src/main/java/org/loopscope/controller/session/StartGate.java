package org.loopscope.controller.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.operator.OperatorRequest;
import org.loopscope.firmware.ExecutedPulse;
import org.loopscope.firmware.Line;
import org.loopscope.firmware.TimingDevice;
import org.loopscope.firmware.TtlEdge;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SteppedSessionClock;

/** Holds an armed session back until the microscope's trigger or the operator's start. */
final class StartGate {
    private static final long LOOK_EVERY_MS = 1;

    private final ClosedLoopExperiment experiment;
    private final TimingDevice device;
    private final Supplier<@Nullable OperatorRequest> commands;
    private final SessionClock clock;
    private final Consumer<SessionEvent> log;

    StartGate(
            ClosedLoopExperiment experiment,
            TimingDevice device,
            Supplier<@Nullable OperatorRequest> commands,
            SessionClock clock,
            Consumer<SessionEvent> log) {
        this.experiment = experiment;
        this.device = device;
        this.commands = commands;
        this.clock = clock;
        this.log = log;
    }

    /** Returns when the session may start, or has been stopped before it did, or when {@code givenUp}. */
    void await(BooleanSupplier givenUp) {
        boolean open = false;
        while (!open && !givenUp.getAsBoolean()) {
            pass();
            open = look();
        }
    }

    private boolean look() {
        List<TtlEdge> edges = new ArrayList<>();
        List<ExecutedPulse> pulses = new ArrayList<>();
        List<OperatorRequest> obeyed = new ArrayList<>();
        device.poll(clock.nowNs(), edges::add, pulses::add);
        for (OperatorRequest request = commands.get(); request != null; request = commands.get()) {
            obeyed.add(request);
        }
        if (edges.isEmpty() && obeyed.isEmpty()) {
            return false;
        }
        CycleInputs seen =
                new CycleInputs(CycleInputs.BEFORE_FIRST_FRAME, clock.nowNs(), edges, pulses, List.of(), 0, obeyed);
        log.accept(seen);
        return experiment.beforeFirstFrame(seen)
                || experiment.ended()
                || edges.stream().anyMatch(edge -> edge.line() == Line.START_TRIGGER && edge.rising());
    }

    private void pass() {
        if (clock instanceof SteppedSessionClock stepped) {
            stepped.advanceTo(stepped.nowNs() + LOOK_EVERY_MS * 1_000_000);
        } else {
            RigThreads.rest(LOOK_EVERY_MS);
        }
    }
}
