package org.loopscope.tests.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLock;
import org.loopscope.controller.log.journal.JournalWriter;
import org.loopscope.tests.scenario.SmallSession;

/** What cannot be looked back on is said at once, with the exit code that it has everywhere. */
class ReviewRefusedTest {
    private static final int WRONG_INPUT = 2;
    private static final int DIFFERS = 3;

    @TempDir
    Path folder;

    private int review(String... more) {
        String[] arguments = new String[2 + more.length];
        arguments[0] = "review";
        arguments[1] = folder.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Main.run(arguments);
    }

    private Path journal(SessionEvent... events) throws IOException {
        Path file = folder.resolve("session.journal");
        Files.deleteIfExists(file);
        try (JournalWriter journal = JournalWriter.create(file)) {
            for (SessionEvent event : events) {
                journal.append(event);
            }
        }
        return file;
    }

    private SessionEvent started() throws IOException {
        String experiment = Files.readString(SmallSession.experiment(folder));
        return new SessionEvent.SessionStarted("s", experiment, "2026-01-01T00:00:00Z", "1", "java", true);
    }

    @Test
    void shouldRefuseAFolderWithoutASession() throws IOException {
        assertEquals(WRONG_INPUT, review(), "no journal");
        journal();
        assertEquals(WRONG_INPUT, review(), "nothing in it");
        journal(started());
        assertEquals(WRONG_INPUT, review(), "no frames ever");
        assertEquals(WRONG_INPUT, review("--port", "65536"));
        assertEquals(WRONG_INPUT, Main.run("review", folder.resolve("nowhere").toString()));
    }

    @Test
    void shouldRefuseALaterPartAlone() throws IOException {
        journal(started(), new SessionEvent.SessionContinued(2, 5));
        assertEquals(WRONG_INPUT, review());
    }

    @Test
    void shouldRefuseASessionThatIsBeingWritten() throws IOException {
        journal(started());
        try (SessionLock _ = SessionLock.take(folder)) {
            assertEquals(WRONG_INPUT, review());
        }
    }

    @Test
    void shouldSayThatAByteWasChanged() throws IOException {
        Path file = journal(started(), new SessionEvent.SessionEnded("completed", 7));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
        assertEquals(DIFFERS, review());
    }
}
