package org.loopscope.tests.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a headless Chromium, beside a simulated session in real time. */
@Timeout(240)
class DashboardPageTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    @TempDir
    Path folder;

    private static String is(String figure, String value) {
        return "document.querySelector('[data-figure=\"" + figure + "\"]')?.dataset.value === '" + value + "'";
    }

    private static double count(Browser browser, String type) {
        return browser.evaluate("window.loopscope.stats().messages['" + type + "'] ?? 0")
                .asDouble();
    }

    @Test
    void shouldShowAndSteerASessionFromStartToEndAsItsSummaryHasIt() throws IOException, InterruptedException {
        try (Browser browser = Browser.start(1440, 900);
                WatchedSession session =
                        WatchedSession.start(folder, "start=armed", "rig.start_trigger=600 s", "name=" + HOSTILE)) {
            session.openIn(browser);
            browser.until(is("phase", "armed"), LONG);
            browser.click("#start");
            browser.click("#start");
            browser.until(is("phase", "running"), LONG);
            double traces = count(browser, "traces");
            double draws = browser.evaluate("window.loopscope.stats().draws").asDouble();
            mark(browser);
            browser.click("#pause");
            browser.until(is("phase", "paused"), SHORT);
            browser.click("#pause");
            browser.until(is("phase", "running"), SHORT);
            browser.until("(window.loopscope.stats().messages.traces ?? 0) >= " + (traces + 10), SHORT);
            assertTrue(browser.evaluate("window.loopscope.stats().draws").asDouble() > draws, "and are drawn");
            assertEquals(
                    HOSTILE,
                    browser.evaluate("document.querySelector('[data-figure=experiment]').textContent")
                            .asText());
            browser.until("(window.loopscope.stats().messages.quality ?? 0) >= 2", LONG);
            browser.picture("running");
            browser.until("window.loopscope.stats().connection === 'ended'", LONG.multipliedBy(2));
            browser.picture("ended");
            SummaryOnPage.assertShown(browser, session.summary());
            assertEquals(
                    session.summary().at("/model/baseline_correlation").asDouble(),
                    browser.figure("baseline.pixel ridge"),
                    1e-6);
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static void mark(Browser browser) {
        browser.type("#note", HOSTILE);
        browser.press("Enter");
        browser.until("document.querySelectorAll('#notes li').length === 1", SHORT);
        assertEquals(
                HOSTILE,
                browser.evaluate("document.querySelector('#notes li .text').textContent")
                        .asText());
        assertEquals(
                0,
                browser.evaluate("document.querySelectorAll('#notes img, #notes script').length")
                        .asInt());
    }

    @Test
    void shouldSayWithinThreeSecondsThatTheControllerIsGoneAndComeBackWithIt()
            throws IOException, InterruptedException {
        try (Browser browser = Browser.start(390, 844)) {
            int port;
            try (WatchedSession killed = WatchedSession.start(folder, "blocks.spontaneous.duration=60 s")) {
                port = killed.port();
                killed.openIn(browser);
                browser.until(is("phase", "running"), LONG);
                browser.picture("phone");
                killed.process().kill();
                browser.until("document.querySelector('#banner')?.dataset.state === 'lost'", Duration.ofSeconds(3));
                assertTrue(browser.text("#banner").contains("Connection lost"), browser.text("#banner"));
                browser.picture("phone-lost");
            }
            Path again = java.nio.file.Files.createDirectory(folder.resolve("again"));
            try (WatchedSession next = WatchedSession.start(again, port, "blocks.spontaneous.duration=60 s")) {
                browser.until("window.loopscope.stats().connection === 'open'", LONG);
                browser.until(is("phase", "running"), LONG);
                assertEquals(
                        2, browser.evaluate("window.loopscope.stats().hellos").asInt());
                browser.press("Shift+A");
                browser.until("window.loopscope.stats().connection === 'ended'", LONG);
                assertEquals("aborted", next.summary().path("outcome").asText());
                assertTrue(next.summary().path("faults").toString().contains("aborted by local"));
            }
        }
    }
}
