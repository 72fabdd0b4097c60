package org.loopscope.controller.telemetry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.SessionEvent.SessionStarted;
import org.loopscope.controller.operator.OperatorCommand;
import org.loopscope.controller.operator.OperatorRequest;

/** Which session runs and how it stands, from its events. One thread only. */
final class SessionStanding {
    private final SessionFacts facts;
    private @Nullable SessionStarted started;
    private String phase = "waiting";
    private boolean paused;
    private int cells;
    private int[] targets = {};
    private final SortedSet<Integer> vetoed = new TreeSet<>();
    /** Asked and not answered yet, by id. */
    private final Map<String, OperatorRequest> asked = new HashMap<>();

    SessionStanding(SessionFacts facts) {
        this.facts = facts;
    }

    /** Takes one event, in the order of the log; true when something of it shows in {@link #at}. */
    boolean accept(SessionEvent event) {
        RigMessage.Session before = at(0);
        if (event instanceof SessionStarted first) {
            started = first;
            phase = facts.armed() ? "armed" : "calibrating";
        } else if (event instanceof SessionEvent.FrameArrived && phase.equals("armed")) {
            phase = "calibrating";
        } else if (event instanceof SessionEvent.RoisFixed fixed) {
            cells = (fixed.plane() == 0 ? 0 : cells) + fixed.rois().size();
        } else if (event instanceof SessionEvent.ActivityInferred activity) {
            cells = activity.events().length;
            phase = "running";
        } else if (event instanceof CycleInputs inputs) {
            inputs.commands().forEach(request -> asked.put(request.id(), request));
        } else if (event instanceof SessionEvent.OperatorAnswered answered) {
            answered(asked.remove(answered.id()), answered.accepted());
        } else if (event instanceof SessionEvent.TargetsChosen chosen) {
            targets = chosen.neurons().clone();
        } else if (event instanceof SessionEvent.SessionEnded ended) {
            phase = ended.outcome();
            paused = false;
        }
        return !before.equals(at(0));
    }

    private void answered(@Nullable OperatorRequest request, boolean accepted) {
        if (request == null || !accepted) {
            return;
        }
        switch (request.command()) {
            case OperatorCommand.Pause _ -> paused = true;
            case OperatorCommand.Start _, OperatorCommand.Resume _ -> paused = false;
            case OperatorCommand.Veto(int neuron, boolean veto) -> {
                if (veto) {
                    vetoed.add(neuron);
                } else {
                    vetoed.remove(neuron);
                }
            }
            case OperatorCommand.Stop _,
                    OperatorCommand.Abort _,
                    OperatorCommand.NextBlock _,
                    OperatorCommand.Mark _,
                    OperatorCommand.AimAt _,
                    OperatorCommand.Set _ -> {}
        }
    }

    /** Who gave a command that is being answered; empty when that is not known. */
    String personOf(String id) {
        OperatorRequest request = asked.get(id);
        return request == null ? "" : request.person();
    }

    int[] targets() {
        return targets;
    }

    RigMessage.Session at(long nowNs) {
        SessionStarted known = started;
        return new RigMessage.Session(
                known == null ? "" : known.sessionId(),
                facts.experiment(),
                facts.subject(),
                facts.rig(),
                paused ? "paused" : phase,
                known == null ? "" : known.startTime(),
                known == null ? "" : known.version(),
                known == null ? "" : known.device(),
                known != null && known.fullSpeed(),
                cells,
                Arrays.stream(targets).boxed().toList(),
                vetoed.stream().toList(),
                nowNs);
    }
}
