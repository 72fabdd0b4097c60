package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.cli.Surroundings;
import org.loopscope.controller.replay.ReplayReport;
import org.loopscope.controller.replay.SessionReplay;
import org.loopscope.controller.rig.RigFactory;

/** A session that was cut off and then damaged: what recover and replay make of it. */
class DamagedSessionTest {
    private static final long CUT_OFF_BYTES = 45L << 20;

    @TempDir
    Path folder;

    private Path session = Path.of("");

    @BeforeEach
    void cutOff() {
        Surroundings fullDisk = new Surroundings(
                new FaultyDisk(written -> 0, look -> Long.MAX_VALUE, CUT_OFF_BYTES), RigFactory::build);
        List<String> arguments =
                new ArrayList<>(List.of("run", SmallSession.experiment(folder).toString()));
        arguments.addAll(
                List.of("--speed", "max", "--out", folder.resolve("out").toString()));
        assertEquals(1, Main.run(fullDisk, arguments.toArray(String[]::new)));
        session = SmallSession.sessionIn(folder);
    }

    @Test
    void shouldKeepAFileThatHasMoreThanAJournalThatWasCutShort() throws IOException {
        Path nwb = SmallSession.nwbIn(session);
        long bytes = Files.size(nwb);
        try (RandomAccessFile journal =
                new RandomAccessFile(session.resolve("session.journal").toFile(), "rw")) {
            journal.setLength(journal.length() * 2 / 3);
        }
        assertEquals(0, Main.run("recover", session.toString()));
        assertEquals(bytes, Files.size(session.resolve(nwb.getFileName() + ".before-recovery")));
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldReplayTheLoggedActivityWhereAllPixelsAreGone() throws IOException {
        Files.delete(SmallSession.nwbIn(session));
        assertEquals(0, Main.run("recover", session.toString()));
        StringWriter console = new StringWriter();
        ReplayReport report = new SessionReplay(session, new PrintWriter(console)).run();
        assertTrue(report.identical());
        String verdict = report.lines().getLast();
        assertTrue(verdict.matches("Identical to the bit: .* [1-9][0-9]* decisions, .*"), verdict);
        try (Stream<Path> files = Files.list(session)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".recovering")));
        }
    }
}
