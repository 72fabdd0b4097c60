package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.FramesLost;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.journal.JournalWriter;

/** Frames that the microscope loses on purpose are reported, by number, and the session still replays. */
final class DroppedFrameTest {
    @TempDir
    Path folder;

    @Test
    void shouldReportTheFramesThatTheMicroscopeLost() throws IOException {
        assertEquals(0, SmallSession.run(folder, "--set", "source.drop_frames=[300, 301, 420]"));
        Path session = SmallSession.sessionIn(folder);
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals(3, summary.path("frames").path("lost").asLong());
        List<String> lost = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof FramesLost gap) {
                    lost.add(gap.from() + "-" + gap.to());
                    assertTrue(gap.reason().contains("gap"), gap.reason());
                }
            }
        }
        assertEquals(List.of("300-301", "420-420"), lost);
        assertEquals(0, SmallSession.replay(session));
        claimOfAFrameThatIsNotThere(session);
        assertEquals(3, SmallSession.replay(session), "a cut-off session may lack its last frames, and no other");
    }

    /** Rewrites the journal as if frame 300 had come, and the session had been cut off. */
    private static void claimOfAFrameThatIsNotThere(Path session) throws IOException {
        Path journal = session.resolve("session.journal");
        Path rewritten = session.resolve("rewritten");
        try (JournalReader reader = JournalReader.open(journal);
                JournalWriter writer = JournalWriter.create(rewritten)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                if (event instanceof SessionEvent.FrameArrived frame && frame.index() == 302) {
                    writer.append(new SessionEvent.FrameArrived(
                            300, frame.exposureEndNs() - 2, frame.frameEndNs() - 2, frame.pixelCrc()));
                }
                if (!(event instanceof SessionEvent.SessionEnded)) {
                    writer.append(event);
                }
            }
        }
        Files.move(rewritten, journal, StandardCopyOption.REPLACE_EXISTING);
    }
}
