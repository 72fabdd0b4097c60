package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.loopscope.controller.Main;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.disk.Disk;
import org.loopscope.controller.log.disk.LocalDisk;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.Rig;
import org.loopscope.tests.scenario.SmallSession;
import org.loopscope.tests.scenario.WatchedRig;

/** The tiny experiment with shortened blocks, in surroundings with a fault in them, and what it has left behind. */
final class FaultRun {
    private final Path folder;
    private final WatchedRig watched = new WatchedRig();
    private Disk disk = new LocalDisk();
    private UnaryOperator<Rig> rigFault = same -> same;
    private Surroundings.Devices devices = ComputeDevice::find;

    FaultRun(Path folder) {
        this.folder = folder;
    }

    FaultRun on(Disk other) {
        disk = other;
        return this;
    }

    FaultRun rig(UnaryOperator<Rig> fault) {
        rigFault = fault;
        return this;
    }

    FaultRun device(Surroundings.Devices other) {
        devices = other;
        return this;
    }

    /** @return the exit code */
    int run(String speed, String... overrides) {
        List<String> arguments =
                new ArrayList<>(List.of("run", SmallSession.experiment(folder).toString()));
        arguments.addAll(
                List.of("--speed", speed, "--out", folder.resolve("out").toString()));
        Stream.concat(SmallSession.shortened().stream(), Arrays.stream(overrides))
                .forEach(override -> arguments.addAll(List.of("--set", override)));
        return Main.run(watched.on(disk, rigFault, devices), arguments.toArray(String[]::new));
    }

    boolean outputsSafe() {
        return watched.outputsSafe();
    }

    Path session() {
        return SmallSession.sessionIn(folder);
    }

    /** @return the exit code */
    int replay() {
        return SmallSession.replay(session());
    }

    /** What a what-if of the recorded experiment itself reports. */
    JsonNode whatIf() throws IOException {
        Path json = folder.resolve("what-if.json");
        String tried = "imaging.calibration=2000 ms";
        assertEquals(0, Main.run("replay", session().toString(), "--set", tried, "--json", json.toString()));
        return new ObjectMapper().readTree(json.toFile());
    }

    /** All events of a kind, in order. */
    <E extends SessionEvent> List<E> logged(Class<E> kind) throws IOException {
        List<E> all = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session().resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (kind.isInstance(event)) {
                    all.add(kind.cast(event));
                }
            }
        }
        return all;
    }

    /** What was said of faults, in order. */
    List<String> faults() throws IOException {
        return logged(SessionEvent.FaultRaised.class).stream()
                .map(SessionEvent.FaultRaised::what)
                .toList();
    }

    /** How the journal says that the session ended; nothing where it does not. */
    String outcome() throws IOException {
        List<SessionEvent.SessionEnded> ended = logged(SessionEvent.SessionEnded.class);
        return ended.isEmpty() ? "" : ended.getLast().outcome();
    }
}
