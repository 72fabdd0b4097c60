package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionLock;
import org.loopscope.controller.recover.RecoveryReport;
import org.loopscope.controller.recover.SessionRecovery;
import org.loopscope.controller.replay.ArrayVerification;
import org.loopscope.controller.replay.LoggedTraces;
import org.loopscope.controller.replay.RecordedFrames;
import org.loopscope.controller.replay.SessionFolder;
import org.loopscope.controller.replay.SessionReplay;

/** A session that came to its end, and whose NWB file was lost or changed afterwards. */
final class LostFileTest {
    @TempDir
    static Path whole;

    private static Path original = Path.of("");

    @TempDir
    Path session;

    private Path nwb = Path.of("");

    @BeforeAll
    static void runTheSession() {
        assertEquals(0, SmallSession.run(whole));
        original = SmallSession.sessionIn(whole);
    }

    @BeforeEach
    void copyIt() throws IOException {
        try (var files = Files.list(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, session.resolve(file.getFileName()));
            }
        }
        nwb = SmallSession.nwbIn(session);
    }

    @Test
    void shouldLeaveAWholeSessionAlone() throws IOException {
        byte[] journal = Files.readAllBytes(session.resolve("session.journal"));
        RecoveryReport report = recover();
        assertTrue(report.lines().getFirst().startsWith("Nothing to recover"), report::toString);
        assertArrayEquals(journal, Files.readAllBytes(session.resolve("session.journal")));
    }

    @Test
    void shouldMakeTheFileAnewWithoutPixelsWhereItIsGone() throws IOException {
        Files.delete(nwb);
        assertEquals(3, SmallSession.replay(session));
        assertEquals(0, Main.run("recover", session.toString()));
        assertTrue(verify().isIntact());
        String replayed = replay();
        assertTrue(replayed.contains("the logged activity was taken in place of"), replayed);
        assertTrue(replayed.contains("Identical to the bit"), replayed);
        assertTrue(recover().lines().getFirst().startsWith("Nothing to recover"));
    }

    @Test
    void shouldCarryEveryFrameOverWhereATraceWasChanged() throws IOException {
        long frames = frames();
        changeOneTrace();
        assertEquals(3, SmallSession.replay(session));
        RecoveryReport report = recover();
        assertTrue(report.lines().getFirst().startsWith("The session came to its end, but"), report::toString);
        assertTrue(Files.exists(session.resolve(nwb.getFileName() + ".before-recovery")));
        assertEquals(frames, frames());
        String replayed = replay();
        assertTrue(replayed.contains("Identical to the bit"), replayed);
        assertFalse(replayed.contains("in place of"), replayed);
    }

    @Test
    void shouldKeepWhatEachRecoveryFound() throws IOException {
        changeOneTrace();
        byte[] first = Files.readAllBytes(nwb);
        recover();
        changeOneTrace();
        byte[] second = Files.readAllBytes(nwb);
        RecoveryReport report = recover();
        String kept = nwb.getFileName() + ".before-recovery";
        assertArrayEquals(first, Files.readAllBytes(session.resolve(kept)));
        assertArrayEquals(second, Files.readAllBytes(session.resolve(kept + "-2")));
        assertTrue(report.lines().stream().anyMatch(line -> line.contains(kept + "-2: ")), report::toString);
    }

    /** The old file is away and the new one not yet in its place: the second time, when there was one kept already. */
    @Test
    void shouldFinishWhatARecoveryLeftThatDiedBetweenItsMoves() throws IOException {
        changeOneTrace();
        recover();
        long frames = frames();
        changeOneTrace();
        byte[] old = Files.readAllBytes(nwb);
        String kept = nwb.getFileName() + ".before-recovery";
        byte[] first = Files.readAllBytes(session.resolve(kept));
        Files.move(nwb, session.resolve(kept + "-2"));
        Files.write(session.resolve(nwb.getFileName() + ".recovering"), old);
        RecoveryReport report = recover();
        assertTrue(report.lines().getFirst().contains("was cut off"), report::toString);
        assertEquals(frames, frames(), "every frame, from where the old file had been put");
        assertTrue(verify().isIntact());
        assertArrayEquals(first, Files.readAllBytes(session.resolve(kept)));
        assertArrayEquals(old, Files.readAllBytes(session.resolve(kept + "-2")), "kept as it would have been");
        assertFalse(Files.exists(session.resolve(nwb.getFileName() + ".recovering")));
        assertTrue(recover().lines().getFirst().startsWith("Nothing to recover"));
    }

    /** Who deletes a file after a recovery has lost it, and what that recovery kept is not touched. */
    @Test
    void shouldLeaveWhatWasKeptWhereTheFileIsGone() throws IOException {
        changeOneTrace();
        recover();
        Path kept = session.resolve(nwb.getFileName() + ".before-recovery");
        byte[] before = Files.readAllBytes(kept);
        Files.delete(nwb);
        recover();
        assertArrayEquals(before, Files.readAllBytes(kept));
        assertThrows(IOException.class, this::frames, "its frames are not known to be the lost file's");
    }

    @Test
    void shouldMakeTheFileAnewWhereItWasCutShort() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(nwb.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertEquals(3, SmallSession.replay(session));
        assertEquals(0, Main.run("recover", session.toString()));
        assertTrue(verify().isIntact());
        assertThrows(IOException.class, this::frames, "an empty series would be no valid file");
        String replayed = replay();
        assertTrue(replayed.contains("Identical to the bit"), replayed);
    }

    @Test
    void shouldWaitForWhoeverWritesToTheSession() throws IOException {
        try (SessionLock _ = SessionLock.take(session)) {
            assertEquals(2, SmallSession.replay(session));
            assertEquals(2, Main.run("recover", session.toString()));
        }
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldSayThatTheJournalWasCutShort() throws IOException {
        try (RandomAccessFile journal =
                new RandomAccessFile(session.resolve("session.journal").toFile(), "rw")) {
            journal.setLength(journal.length() * 2 / 3);
        }
        String replayed = replay();
        assertTrue(replayed.contains("the journal has been cut short since"), replayed);
    }

    @Test
    void shouldRefuseWhereTheResultCannotBeWritten() {
        String nowhere = session.resolve("nowhere/whatif.json").toString();
        assertEquals(2, Main.run("replay", session.toString(), "--device", "java", "--json", nowhere));
        assertEquals(2, Main.run("replay", session.toString(), "--out", session.toString()));
    }

    @Test
    void shouldKeepTheSummaryWithItsTruth() throws IOException {
        byte[] summary = Files.readAllBytes(session.resolve("summary.json"));
        Files.delete(nwb);
        assertEquals(0, Main.run("recover", session.toString()));
        assertArrayEquals(summary, Files.readAllBytes(session.resolve("summary.json")));
    }

    private void changeOneTrace() throws IOException {
        float[] row = LoggedTraces.read(nwb).dfOverF()[50];
        ByteBuffer logged = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
        logged.asFloatBuffer().put(row);
        // Each byte as one character, so that the text can be searched.
        String file = Files.readString(nwb, StandardCharsets.ISO_8859_1);
        int at = file.indexOf(new String(logged.array(), StandardCharsets.ISO_8859_1));
        assertTrue(at > 0, "the trace is not in the file as it was read from it");
        byte[] bytes = file.getBytes(StandardCharsets.ISO_8859_1);
        bytes[at] ^= 4;
        Files.write(nwb, bytes);
    }

    private RecoveryReport recover() throws IOException {
        return new SessionRecovery(session, line -> {}).run();
    }

    private ArrayVerification.Report verify() throws IOException {
        return ArrayVerification.verify(SessionFolder.open(session));
    }

    private long frames() throws IOException {
        try (RecordedFrames recorded = RecordedFrames.open(nwb)) {
            return recorded.count();
        }
    }

    private String replay() throws IOException {
        StringWriter console = new StringWriter();
        PrintWriter lines = new PrintWriter(console);
        new SessionReplay(session, lines).run().lines().forEach(lines::println);
        return console.toString();
    }
}
