package org.loopscope.tests.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.BlockChanged;
import org.loopscope.controller.log.SessionEvent.FrameArrived;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.tests.scenario.SmallSession;

/** A finished session on the page, in a headless Chromium. */
@Timeout(240)
class ReviewPageTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(5);
    /** Health is told once a second. */
    private static final long HEALTH_NS = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    void shouldShowAFinishedSessionAtItsEndAndAtAnyMomentBefore() throws IOException, InterruptedException {
        assertEquals(0, SmallSession.run(folder, SmallSession.experiment(folder), SmallSession.shortened()));
        Path session = SmallSession.sessionIn(folder);
        List<String> files = files(session);
        List<SessionEvent> events = events(session);
        try (Browser browser = Browser.start(1440, 900);
                ReviewProcess review = ReviewProcess.start(session, folder.resolve("console.txt"))) {
            review.openIn(browser);
            browser.until(is("phase", "completed"), LONG);
            browser.until("window.loopscope.stats().messages.traces >= 1", SHORT);
            PanelPictures.take(browser, "review-end");
            SummaryOnPage.assertShown(
                    browser,
                    new ObjectMapper().readTree(session.resolve("summary.json").toFile()));
            assertEquals(
                    begun(events).size(),
                    browser.evaluate("document.querySelectorAll('#review button.block').length")
                            .asInt());
            assertRefused(browser);
            seekToTheMiddle(browser, events);
            PanelPictures.take(browser, "review-middle");
            playOn(browser);
            assertEquals(List.of(), browser.complaints());
            assertEquals(0, review.interrupt(), review.said());
            browser.until("window.loopscope.stats().connection === 'ended'", SHORT);
            assertTrue(review.said().contains("Review: http://127.0.0.1:"), review.said());
        }
        assertEquals(files, files(session), "nothing in the folder was touched");
    }

    private static String is(String figure, String value) {
        return "document.querySelector('[data-figure=\"" + figure + "\"]')?.dataset.value === '" + value + "'";
    }

    /** By the keys: to where the last block but one began. */
    private static void seekToTheMiddle(Browser browser, List<SessionEvent> events) {
        double traces =
                browser.evaluate("window.loopscope.stats().messages.traces").asDouble();
        BlockChanged block = begun(events).get(begun(events).size() - 2);
        browser.press("PageUp");
        browser.until(
                is("review.sessionNs", Long.toString(begun(events).getLast().nowNs())), SHORT);
        browser.press("PageUp");
        browser.until(is("review.sessionNs", Long.toString(block.nowNs())), SHORT);
        browser.until(is("block", block.block()), SHORT);
        browser.until(is("phase", "running"), SHORT);
        assertBetween(browser, "frames", events, block.nowNs(), FrameArrived.class::isInstance);
        assertBetween(browser, "decisions", events, block.nowNs(), SessionEvent.StimulusDecided.class::isInstance);
        browser.until(is("recording", "false"), SHORT);
        browser.until("window.loopscope.stats().messages.traces >= " + (traces + 2), SHORT);
        browser.click("#image-source");
        browser.until("(window.loopscope.stats().messages.image ?? 0) >= 4", SHORT);
    }

    /** As many as at the last health before the moment: one second earlier or less. */
    private static void assertBetween(
            Browser browser, String figure, List<SessionEvent> events, long atNs, Predicate<SessionEvent> counted) {
        double shown = browser.figure(figure);
        assertTrue(shown >= upTo(events, atNs - HEALTH_NS, counted), figure + " " + shown);
        assertTrue(shown <= upTo(events, atNs, counted), figure + " " + shown);
        assertNotEquals(0, shown);
    }

    private static long upTo(List<SessionEvent> events, long atNs, Predicate<SessionEvent> counted) {
        return events.stream()
                .takeWhile(event -> !(event instanceof FrameArrived frame) || frame.frameEndNs() <= atNs)
                .filter(counted)
                .count();
    }

    private static void playOn(Browser browser) {
        double fromNs = browser.figure("review.sessionNs");
        double traces = browser.evaluate("window.loopscope.stats().messages.traces ?? 0")
                .asDouble();
        browser.press("2");
        browser.until(
                "Number(document.querySelector('[data-figure=\"review.sessionNs\"]').dataset.value) >= "
                        + (fromNs + 4e9),
                LONG);
        assertEquals("Pause", browser.text("#review-play"));
        browser.press(" ");
        browser.until("document.querySelector('#review-play').textContent === 'Play'", SHORT);
        assertTrue(browser.evaluate("window.loopscope.stats().messages.traces").asDouble() > traces + 10);
    }

    /** By what talks to the controller directly: the page itself offers no commands. */
    private static void assertRefused(Browser browser) {
        assertEquals(
                "the session has ended; it is looked back on",
                browser.evaluate("new Promise((answered) => {"
                                + "const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws', ['loopscope.v1']);"
                                + "socket.onmessage = ({ data }) => {"
                                + "  const told = typeof data === 'string' ? JSON.parse(data) : {};"
                                + "  if (told.type === 'hello') socket.send('{\"type\":\"command\",\"id\":\"a\",\"verb\":\"abort\"}');"
                                + "  if (told.type === 'reply') { socket.close(); answered(told.body.reason); } }; })")
                        .asText());
    }

    private static List<BlockChanged> begun(List<SessionEvent> events) {
        return events.stream()
                .filter(BlockChanged.class::isInstance)
                .map(BlockChanged.class::cast)
                .filter(BlockChanged::begun)
                .toList();
    }

    private static List<SessionEvent> events(Path session) throws IOException {
        List<SessionEvent> events = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(session.resolve("session.journal"))) {
            for (SessionEvent event = reader.next(); event != null; event = reader.next()) {
                events.add(event);
            }
        }
        return events;
    }

    /** Every file with its size and when it was written. */
    private static List<String> files(Path session) throws IOException {
        try (Stream<Path> all = Files.walk(session)) {
            List<String> described = new ArrayList<>();
            for (Path file : all.sorted().toList()) {
                described.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return described;
        }
    }
}
