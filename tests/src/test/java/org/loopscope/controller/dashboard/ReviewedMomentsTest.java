package org.loopscope.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.replay.EarlierParts;
import org.loopscope.controller.rig.Banks;
import org.loopscope.controller.session.LiveImage;
import org.loopscope.controller.session.TelemetryStream;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.tests.scenario.TwoParts;

/** A page that looks back is told what a page was told that was opened at that moment of the running session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewedMomentsTest {
    private static final int[] CELLS = {0, 3};

    private final List<SessionEvent> logged = new ArrayList<>();
    /** When it had ended, behind what was logged. */
    private final List<SessionEvent> fitted = new ArrayList<>();

    private final ReviewedSession session;
    private final SessionFacts facts;
    private final StimulusBank bank;
    private final ReviewView review;
    private ToldPage page = new ToldPage();
    private long nowNs;

    /** Two parts, longer together than the minute of activity that a page is shown. */
    ReviewedMomentsTest(@TempDir Path folder) throws IOException {
        Path recorded = TwoParts.record(folder);
        fitBaseline(recorded.resolve("part-2").resolve("summary.json"));
        session = ReviewedSession.read(recorded, line -> {});
        ExperimentConfig config = ExperimentFile.parse(session.configuration(), "the journal", List.of());
        facts = SessionFacts.of(config, session.framePeriodNs(config));
        bank = Banks.of(config);
        review = new ReviewView(session, facts, bank);
        for (Path journal : EarlierParts.journals(recorded)) {
            try (JournalReader reader = JournalReader.open(journal)) {
                for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                    logged.add(event);
                }
            }
        }
    }

    /** So few presentations are too few for one: as if there had been more. */
    private void fitBaseline(Path summary) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode content = json.readTree(summary.toFile());
        ((ArrayNode) content.path("model").path("baselines"))
                .removeAll()
                .addObject()
                .put("name", "pixel ridge")
                .putObject("test")
                .putObject("test_correlation")
                .put("value", 0.25);
        json.writeValue(summary.toFile(), content);
        fitted.add(new SessionEvent.BaselineMeasured(
                "pixel ridge", content.path("model").path("presentations").asInt(), 0.25f));
    }

    @BeforeEach
    void open() {
        Pages pages = new Pages();
        page = new ToldPage();
        pages.add(page.client());
        review.shownOn(pages);
        review.does(page.client(), new PageRequest.Select(CELLS));
        page.take();
    }

    @AfterAll
    void close() throws IOException {
        review.close();
    }

    private void work() {
        nowNs += 20_000_000;
        review.work(nowNs);
    }

    private List<String> after(PageRequest request) {
        assertTrue(review.does(page.client(), request));
        work();
        return page.take();
    }

    /** What a page that was opened at this moment of the running session was told, with its selection of cells. */
    private List<String> live(long sessionNs) {
        TelemetryStream stream = new TelemetryStream(false);
        Pages nobody = new Pages();
        LiveView live = new LiveView(facts, bank, stream, new LiveImage(), OptionalLong::empty);
        live.shownOn(nobody);
        for (SessionEvent event : logged) {
            if (ReviewedEvents.timeNs(event) > sessionNs) {
                break;
            }
            stream.accept(event);
            live.work(0);
        }
        if (sessionNs >= session.endNs()) {
            fitted.forEach(stream);
            live.work(0);
        }
        ToldPage opened = new ToldPage();
        opened.client().select(CELLS);
        live.welcome(opened.client());
        return opened.take().stream()
                .map(told -> told.replace("\"recording\":true", "\"recording\":false"))
                .toList();
    }

    private static List<String> withoutPosition(List<String> told) {
        return told.stream()
                .filter(message -> !message.contains("\"type\":\"review\"") && !message.contains("\"type\":\"reset\""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.0, 0.3, 0.31, 0.9, 0.6, 0.0, 0.95, 0.05})
    void shouldTellAtAnyMomentWhatTheRunningSessionTold(double share) {
        // Back and forth first, so that nothing of another moment may be left.
        after(new PageRequest.Seek(Math.round(session.endNs() * (1 - share))));
        long sessionNs = Math.round(session.endNs() * share);
        List<String> told = after(new PageRequest.Seek(sessionNs));
        assertEquals("{\"type\":\"reset\",\"body\":{}}", told.getFirst());
        assertEquals(live(sessionNs), withoutPosition(told));
        assertTrue(told.getLast().contains("\"sessionNs\":" + sessionNs + ","), told.getLast());
        assertTrue(share < 0.3 || told.stream().anyMatch(message -> message.contains("\"type\":\"traces\"")));
    }

    @Test
    void shouldComeByPlayingToWhatItGoesToAtOnce() {
        long fromNs = session.endNs() / 2;
        after(new PageRequest.Seek(fromNs));
        List<String> told = new ArrayList<>(after(new PageRequest.Play(true, 16)));
        for (int i = 0; i < 100; i++) {
            work();
        }
        told.addAll(page.take());
        told.addAll(after(new PageRequest.Play(false, 16)));
        long playedNs = Math.round(101 * 16 * 20e6);
        long atNs = fromNs + playedNs;
        assertTrue(told.getLast().contains("\"sessionNs\":" + atNs + ","), told.getLast());
        assertTrue(told.stream()
                        .filter(message -> message.contains("\"type\":\"decision\""))
                        .count()
                > 3);
        ToldPage other = new ToldPage();
        other.client().select(CELLS);
        review.welcome(other.client());
        List<String> welcome = withoutPosition(other.take());
        assertTrue(welcome.getFirst().contains("\"type\":\"outline\""));
        assertEquals(live(atNs), welcome.subList(1, welcome.size()));
    }

    @Test
    void shouldEndWithTheSessionAndBeginAnewWhenItIsPlayedAgain() {
        after(new PageRequest.Seek(session.endNs() - 1_000_000_000));
        String last = after(new PageRequest.Play(true, 64)).getLast();
        assertTrue(last.contains("\"sessionNs\":" + session.endNs() + ","), last);
        assertTrue(last.contains("\"playing\":false"), last);
        String again = after(new PageRequest.Play(true, 1)).getLast();
        assertTrue(again.contains("\"sessionNs\":0,") && again.contains("\"playing\":true"), again);
        after(new PageRequest.Play(false, 1));
    }

    @Test
    void shouldObeyNoCommand() {
        assertFalse(review.does(page.client(), new PageRequest.Command("a", "abort", MissingNode.getInstance())));
    }

    @Test
    void shouldShowTheFrameOfTheMoment() {
        long sessionNs = Math.round(session.endNs() * 0.8);
        after(new PageRequest.Seek(sessionNs));
        List<String> told = new ArrayList<>(after(new PageRequest.Live(0)));
        for (int i = 0; i < 10; i++) {
            work();
        }
        told.addAll(page.take());
        long newest = logged.stream()
                .takeWhile(event -> ReviewedEvents.timeNs(event) <= sessionNs)
                .filter(SessionEvent.ActivityInferred.class::isInstance)
                .mapToLong(event -> ((SessionEvent.ActivityInferred) event).frameIndex())
                .max()
                .orElseThrow();
        assertTrue(
                told.stream()
                        .anyMatch(message -> message.contains("\"source\":\"live\"")
                                && message.contains("\"frameIndex\":" + newest + "}")),
                told.toString());
    }
}
