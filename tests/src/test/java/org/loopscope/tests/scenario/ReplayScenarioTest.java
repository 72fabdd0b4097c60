package org.loopscope.tests.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.Main;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.log.journal.JournalWriter;

/** A whole session, then its replay: as it was, and with something changed. */
final class ReplayScenarioTest {
    @TempDir
    static Path folder;

    private static Path session = Path.of("");

    @BeforeAll
    static void runTheSession() {
        assertEquals(0, SmallSession.run(folder));
        session = SmallSession.sessionIn(folder);
    }

    /** A copy of the session that a test may spoil. */
    private static Path copy(Path to) throws IOException {
        try (var files = Files.list(session)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    @Test
    void shouldSayThatThereIsNothingWhereNothingIs() {
        assertEquals(2, Main.run("replay", "nowhere.nwb"));
    }

    @Test
    void shouldCompleteEveryBlockAndSayWhatItFound() throws IOException {
        JsonNode summary =
                new ObjectMapper().readTree(session.resolve("summary.json").toFile());
        assertEquals("completed", summary.path("outcome").asText());
        assertEquals("service", summary.path("latency_basis").asText());
        assertEquals(0, summary.path("frames").path("lost").asLong());
        assertEquals(0, summary.path("decisions").path("missed_deadline").asLong());
        assertEquals(2, summary.path("targets").size());
        for (String picture : List.of("mean-image", "traces", "model-quality", "most-exciting-images", "latency")) {
            assertTrue(Files.size(session.resolve("pictures/" + picture + ".png")) > 5_000, picture);
        }
    }

    @Test
    void shouldPutIntervalsAndBaselinesBesideTheModelsQuality() throws IOException {
        JsonNode model = new ObjectMapper()
                .readTree(session.resolve("summary.json").toFile())
                .path("model");
        assertEquals(4, model.at("/test/repeated_pictures").asInt());
        assertEquals(12, model.at("/test/presentations").asInt());
        JsonNode test = model.at("/test/test_correlation");
        assertEquals(
                model.path("test_correlation").asDouble(), test.path("value").asDouble(), 1e-6);
        assertTrue(test.path("low").asDouble() < test.path("value").asDouble());
        assertEquals("pixel ridge", model.at("/baselines/0/name").asText());
        JsonNode ridge = model.at("/baselines/0/test/test_correlation/value");
        assertEquals(model.path("baseline_correlation").asDouble(), ridge.asDouble(), 1e-6);
        assertEquals(
                test.path("value").asDouble() - ridge.asDouble(),
                model.at("/baselines/0/model_minus_baseline/test_correlation/value")
                        .asDouble(),
                1e-6);
        JsonNode last = model.path("quality").path(model.path("quality").size() - 1);
        assertEquals(
                test.path("high").asDouble(), last.path("test_correlation_high").asDouble(), 1e-6);
    }

    @Test
    void shouldReplayIdenticallyToTheBit() {
        assertEquals(0, SmallSession.replay(session));
    }

    @Test
    void shouldNoticeAChangedByteInTheJournal(@TempDir Path spoilt) throws IOException {
        Path journal = copy(spoilt).resolve("session.journal");
        flip(journal, Files.size(journal) / 2);
        assertEquals(3, SmallSession.replay(spoilt));
    }

    @Test
    void shouldNoticeAnAlteredFrame(@TempDir Path spoilt) throws IOException {
        copy(spoilt);
        // Past the file's head nine bytes of ten are raw frames: of three places one at least is.
        Path nwb = SmallSession.nwbIn(spoilt);
        for (int place = 1; place <= 3; place++) {
            flip(nwb, Files.size(nwb) * place / 4);
        }
        assertEquals(3, SmallSession.replay(spoilt));
    }

    @Test
    void shouldNoticeAnAlteredSeedThoughEveryChecksumFits(@TempDir Path spoilt) throws IOException {
        Path journal = copy(spoilt).resolve("session.journal");
        Path rewritten = spoilt.resolve("rewritten");
        try (JournalReader reader = JournalReader.open(journal);
                JournalWriter writer = JournalWriter.create(rewritten)) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                writer.append(event instanceof SessionEvent.SessionStarted started ? withSeed(started) : event);
            }
        }
        Files.move(rewritten, journal, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertEquals(3, SmallSession.replay(spoilt));
    }

    private static SessionEvent.SessionStarted withSeed(SessionEvent.SessionStarted started) {
        return new SessionEvent.SessionStarted(
                started.sessionId(),
                started.configuration().replace("seed: 3", "seed: 4"),
                started.startTime(),
                started.version(),
                started.device(),
                started.fullSpeed());
    }

    private static void flip(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            one.put(0, (byte) (one.get(0) ^ 0x10)).rewind();
            channel.write(one, position);
        }
    }
}
