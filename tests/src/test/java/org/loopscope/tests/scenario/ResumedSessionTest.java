package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.controller.Main;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.rig.RigFactory;
import org.loopscope.stimulus.StimulusDecision;

/** A session that was cut off goes on as another part: same cells, same model, same trials, and a replay has both. */
class ResumedSessionTest {
    /** Pictures of the map, adapt, synthesize and validate blocks. */
    private static final int PLANNED = 44 + 4 + 6 + 40;

    private static final long PLENTY = 1L << 40;
    private static final long MB = 1 << 20;
    private static final long SEED = 20261123;

    @TempDir
    Path folder;

    /** In the map block, in the blocks that follow it, and in the last. */
    @ParameterizedTest
    @ValueSource(longs = {45, 95, 118})
    void shouldGoOnWhereItWasCutOffAndReplayToTheBit(long afterMegabytes) throws IOException {
        Path session = cutOff(afterMegabytes);
        assertEquals(0, Main.run("run", "--resume", session.toString(), "--speed", "max"));
        Path part = session.resolve("part-2");
        wholePlan(List.of(session, part));
        assertEquals(0, SmallSession.replay(part));
        assertEquals(0, Main.run("recover", session.toString()));
        assertEquals(0, SmallSession.replay(part), "what recover adds to the first part changes nothing");
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldGoOnMoreThanOnce() throws IOException {
        Path session = cutOff(45);
        Surroundings fullDisk =
                new Surroundings(new FaultyDisk(written -> 0, look -> PLENTY, 40 * MB), RigFactory::build);
        assertEquals(1, Main.run(fullDisk, "run", "--resume", session.toString(), "--speed", "max"));
        assertEquals(0, Main.run("run", "--resume", session.toString(), "--speed", "max"));
        List<Path> parts = List.of(session, session.resolve("part-2"), session.resolve("part-3"));
        wholePlan(parts);
        for (Path part : parts) {
            assertEquals(0, SmallSession.replay(part));
        }
        assertEquals(2, Main.run("run", "--resume", session.toString()), "it has come to its end");
    }

    @Test
    void shouldSayWhyASessionCannotGoOn() throws IOException {
        assertEquals(2, Main.run("run", "--resume", folder.resolve("nowhere").toString()));
        Path early = cutOff(2);
        assertEquals(2, Main.run("run", "--resume", early.toString(), "--speed", "max"), "its cells are not known");
        assertEquals(2, Main.run("run", "--resume", early.toString(), "--set", "seed=4"));
        assertFalse(Files.exists(early.resolve("part-2")));
    }

    @Test
    @Tag("slow")
    void shouldGoOnInRealTimeWhenItWasKilledAtAnyInstant() throws Exception {
        System.out.println("killed and resumed sessions: seed " + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 10; i++) {
            Path at = Files.createDirectory(folder.resolve("kill" + i));
            RunningSession running = RunningSession.start(at);
            running.awaitFrames(300);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(20_000));
            running.kill();
            Path session = SmallSession.sessionIn(at);
            assertEquals(0, Main.run("run", "--resume", session.toString(), "--speed", "real"));
            wholePlan(List.of(session, session.resolve("part-2")));
            assertEquals(0, SmallSession.replay(session.resolve("part-2")));
        }
    }

    /** A session whose disk took no more at some time. */
    private Path cutOff(long afterMegabytes) {
        Surroundings fullDisk =
                new Surroundings(new FaultyDisk(written -> 0, look -> PLENTY, afterMegabytes * MB), RigFactory::build);
        List<String> arguments =
                new ArrayList<>(List.of("run", SmallSession.experiment(folder).toString()));
        arguments.addAll(
                List.of("--speed", "max", "--out", folder.resolve("out").toString()));
        assertEquals(1, Main.run(fullDisk, arguments.toArray(String[]::new)));
        return SmallSession.sessionIn(folder);
    }

    /** Each picture of the plan was measured once, in one part or another; and the last part's summary has all of it. */
    private static void wholePlan(List<Path> parts) throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        long endNs = 0;
        for (Path part : parts) {
            List<SessionEvent> own = read(part);
            long beganNs = own.stream()
                    .filter(SessionEvent.FrameArrived.class::isInstance)
                    .mapToLong(frame -> ((SessionEvent.FrameArrived) frame).exposureEndNs())
                    .findFirst()
                    .orElseThrow();
            assertTrue(beganNs > endNs, "one clock for all parts");
            endNs = own.stream()
                    .filter(SessionEvent.CycleInputs.class::isInstance)
                    .mapToLong(inputs -> ((SessionEvent.CycleInputs) inputs).nowNs())
                    .max()
                    .orElseThrow();
            events.addAll(own);
        }
        List<StimulusDecision> measured = events.stream()
                .filter(SessionEvent.ResponseMeasured.class::isInstance)
                .map(event -> ((SessionEvent.ResponseMeasured) event)
                        .response()
                        .presentation()
                        .decision())
                .toList();
        assertEquals(
                measured.size(),
                measured.stream()
                        .map(StimulusDecision::index)
                        .collect(Collectors.toSet())
                        .size(),
                "decisions are numbered on");
        assertEquals(PLANNED, measured.size(), "each picture of the plan was measured once");
        JsonNode summary = new ObjectMapper()
                .readTree(parts.getLast().resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
    }

    private static List<SessionEvent> read(Path session) throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        return events;
    }
}
