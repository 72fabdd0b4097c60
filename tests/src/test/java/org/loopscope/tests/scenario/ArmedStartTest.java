package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;

/** An armed session takes no frame before the microscope's trigger, and replays like any other. */
final class ArmedStartTest {
    private static final long TRIGGER_NS = 4_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void shouldStartWithTheTriggerAndNotBefore() throws IOException {
        assertEquals(0, SmallSession.run(folder, "--set", "start=armed", "--set", "rig.start_trigger=4 s"));
        Path session = SmallSession.sessionIn(folder);
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            long firstEndNs = -1;
            for (SessionEvent event = reader.next(); event != null && firstEndNs < 0; event = reader.next()) {
                if (event instanceof SessionEvent.FrameArrived first) {
                    firstEndNs = first.exposureEndNs();
                }
            }
            assertTrue(firstEndNs > TRIGGER_NS && firstEndNs < TRIGGER_NS + 200_000_000L, firstEndNs + " ns");
        }
        assertEquals(0, SmallSession.replay(session));
    }
}
