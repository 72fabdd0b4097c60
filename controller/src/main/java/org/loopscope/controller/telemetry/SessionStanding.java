package org.loopscope.controller.telemetry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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
    /** In these a session can be paused, and stays so when it is cut off and goes on. */
    private static final Set<String> GOING = Set.of("calibrating", "running");

    private final SessionFacts facts;
    private final SettingsStanding settings;
    private @Nullable SessionStarted started;
    private String phase = "waiting";
    private boolean paused;
    private int cells;
    private int newCells;
    private int[] targets = {};
    private final SortedSet<Integer> vetoed = new TreeSet<>();
    /** Asked and not answered yet, by id. */
    private final Map<String, OperatorRequest> asked = new HashMap<>();

    SessionStanding(SessionFacts facts) {
        this.facts = facts;
        settings = new SettingsStanding(facts.planned());
        facts.earlier().forEach(this::accept);
        phase = "waiting";
    }

    /** Takes one event, in the order of the log; true when something of it shows in {@link #at}. */
    boolean accept(SessionEvent event) {
        return switch (event) {
            case SessionStarted first -> {
                started = first;
                phase = facts.armed() ? "armed" : "calibrating";
                yield true;
            }
            case SessionEvent.FrameArrived _ -> phase.equals("armed") && enters("calibrating");
            case SessionEvent.RoisFixed fixed -> {
                boolean others = finds(fixed.plane() == 0 ? 0 : newCells);
                yield has((fixed.plane() == 0 ? 0 : cells) + fixed.rois().size()) || others;
            }
            case SessionEvent.NewCellsAdopted found ->
                finds(newCells + found.rois().size());
            case SessionEvent.ActivityInferred activity -> {
                boolean more = has(activity.events().length);
                yield enters("running") || more;
            }
            case CycleInputs inputs -> {
                inputs.commands().forEach(request -> asked.put(request.id(), request));
                yield false;
            }
            case SessionEvent.OperatorAnswered answered -> answered(asked.remove(answered.id()), answered.accepted());
            case SessionEvent.TargetsChosen chosen -> {
                boolean others = !Arrays.equals(targets, chosen.neurons());
                targets = chosen.neurons().clone();
                yield others;
            }
            case SessionEvent.BlockChanged block -> settings.accept(block);
            case SessionEvent.SessionEnded ended -> enters(ended.outcome());
            default -> false; // it shows in other messages, or in none
        };
    }

    private boolean enters(String next) {
        boolean other = !phase.equals(next);
        phase = next;
        return other;
    }

    private boolean has(int now) {
        boolean others = cells != now;
        cells = now;
        return others;
    }

    private boolean finds(int now) {
        boolean others = newCells != now;
        newCells = now;
        return others;
    }

    /** How many cells were found while the session runs. */
    int newCells() {
        return newCells;
    }

    private boolean answered(@Nullable OperatorRequest request, boolean accepted) {
        if (request == null || !accepted) {
            return false;
        }
        return switch (request.command()) {
            case OperatorCommand.Pause _ -> pauses(true);
            case OperatorCommand.Start _, OperatorCommand.Resume _ -> pauses(false);
            case OperatorCommand.Veto(int neuron, boolean veto) -> veto ? vetoed.add(neuron) : vetoed.remove(neuron);
            case OperatorCommand.Stop _,
                    OperatorCommand.Abort _,
                    OperatorCommand.NextBlock _,
                    OperatorCommand.Mark _,
                    OperatorCommand.AimAt _ -> false;
            case OperatorCommand.Set set -> settings.accept(set);
        };
    }

    private boolean pauses(boolean now) {
        boolean other = paused != now;
        paused = now;
        return other;
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
                paused && GOING.contains(phase) ? "paused" : phase,
                known == null ? "" : known.startTime(),
                known == null ? "" : known.version(),
                known == null ? "" : known.device(),
                known != null && known.fullSpeed(),
                cells,
                newCells,
                Arrays.stream(targets).boxed().toList(),
                vetoed.stream().toList(),
                settings.all(),
                nowNs);
    }
}
