package org.loopscope.tests.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.acquisition.roi.Roi;
import org.loopscope.acquisition.roi.RoiFile;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.tests.scenario.SimulatedField;
import org.loopscope.tests.scenario.SmallSession;

/** The page in a headless Chromium, beside a simulated session in real time. */
@Timeout(240)
class DashboardPageTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final int SIDE_PX = 96;
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
        OtherMachine other = new OtherMachine(folder);
        List<String> overrides = new ArrayList<>(other.overrides());
        overrides.addAll(List.of(
                "start=armed",
                "rig.start_trigger=600 s",
                "name=" + HOSTILE,
                // 22 different pictures and 12 held-out ones: a baseline is fitted to no fewer than 20.
                "blocks.map.stop.presentations=34",
                "blocks.validate.repeats=2"));
        overrides.addAll(everySecondCell());
        try (Browser browser = Browser.start(1440, 900);
                WatchedSession session = WatchedSession.start(folder, overrides.toArray(String[]::new))) {
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
            change(browser);
            select(browser);
            browser.until("document.querySelectorAll('#gallery .card .picture canvas').length >= 1", LONG);
            // Paused, so that it does not end meanwhile.
            browser.click("#pause");
            browser.until(is("phase", "paused"), SHORT);
            PanelPictures.take(browser, "running");
            watch(browser, other.url(session.process().console()));
            find(browser);
            browser.picture("found-image", "#image");
            browser.picture("found-raster", "#raster");
            browser.click("#pause");
            browser.until("window.loopscope.stats().connection === 'ended'", LONG.multipliedBy(2));
            browser.picture("ended");
            SummaryOnPage.assertShown(browser, session.summary());
            assertTrue(session.process().ends(SHORT), "the run is over");
            String console = session.process().console();
            assertTrue(console.contains("Commands refused before they came to the session: 4"), console);
            assertEquals(List.of(), browser.complaints());
        }
    }

    /** The others are searched for from the adaptation on. */
    private List<String> everySecondCell() throws IOException {
        List<Roi> cells = SimulatedField.cells(SmallSession.experiment(folder), folder);
        List<Roi> known = cells.stream().filter(cell -> cell.id() % 2 == 0).toList();
        Path given = folder.resolve("given.json");
        RoiFile.write(given, new RoiSet(SIDE_PX, SIDE_PX, known, "every second cell"));
        return List.of("imaging.rois=" + given, "imaging.new_cells=12", "blocks.adapt.new_cells=search");
    }

    /** Cells that are found while the page is open can be walked to, have traces and rows, and are no targets. */
    private static void find(Browser browser) {
        browser.until("(window.loopscope.stats().messages['new-cells'] ?? 0) === 1", LONG);
        double raster = count(browser, "raster");
        browser.evaluate("document.querySelector('#field').focus()");
        // Back from the cell that stands first is the last one.
        browser.press("Escape");
        browser.press("ArrowLeft");
        browser.until("document.querySelector('#cell-name').innerText.endsWith(', found during the session')", SHORT);
        assertTrue(browser.evaluate("document.querySelector('#image .cell-buttons').hidden")
                .asBoolean());
        browser.press("Enter");
        browser.press("ArrowRight");
        browser.press("Enter");
        // It may be a target, too.
        browser.until("/^cell 0,.* selected$/.test(document.querySelector('#cell-name').innerText)", SHORT);
        double traces = count(browser, "traces");
        browser.until("(window.loopscope.stats().messages.traces ?? 0) >= " + (traces + 5), SHORT);
        browser.until("(window.loopscope.stats().messages.raster ?? 0) >= " + (raster + 5), SHORT);
        assertEquals(0, browser.evaluate("window.loopscope.stats().unreadable").asInt());
    }

    private static void select(Browser browser) {
        browser.click("#image-source");
        browser.evaluate("document.querySelector('#field').focus()");
        for (String key : List.of("ArrowRight", "Enter", "ArrowRight", "ArrowRight", "Enter", "ArrowRight", "Enter")) {
            browser.press(key);
        }
        browser.until("(window.loopscope.stats().messages.image ?? 0) >= 4", SHORT);
    }

    /** What is refused says why, where it was asked for and among the controls; what is obeyed is seen to be in force. */
    private static void change(Browser browser) {
        set(browser, "learning.rate", "5");
        assertRefused(browser, "learning.rate must be from 1.0E-6 to 0.1, was 5.0");
        set(browser, "trigger.threshold", "0.5");
        assertRefused(browser, "no block is watching for a crossing");
        browser.until(is("setting.trigger.threshold", ""), SHORT);
        set(browser, "learning.rate", "0.002");
        browser.until(is("setting.learning.rate", "0.002"), SHORT);
        browser.until("document.querySelector('#controls .outcome').innerText === 'set: obeyed'", SHORT);
        assertEquals(
                "",
                browser.evaluate("document.getElementById('set-learning.rate').value")
                        .asText());
        assertTrue(browser.text("#settings").contains("0.000001 to 0.1"), browser.text("#settings"));
    }

    private static void set(Browser browser, String name, String value) {
        browser.type("[id='set-" + name + "']", value);
        browser.press("Enter");
    }

    private static void assertRefused(Browser browser, String reason) {
        browser.until(
                "document.querySelector('#controls .outcome').innerText === 'set refused: " + reason + "'", SHORT);
        browser.until(
                "[...document.querySelectorAll('#settings .wrong')].some((said) => said.innerText === '" + reason
                        + "')",
                SHORT);
    }

    /** From another machine: nothing can be pressed, and what is sent all the same is not obeyed. */
    private static void watch(Browser operator, String url) throws IOException {
        double answered = count(operator, "command");
        try (Browser watcher = Browser.start(800, 600)) {
            watcher.open(url);
            watcher.until(is("phase", "paused"), LONG);
            watcher.until("document.querySelector('#controls .outcome').innerText === 'wanda: watching only'", SHORT);
            assertEquals(
                    "",
                    watcher.evaluate("[...document.querySelectorAll('#controls button, #settings input, #notes input,"
                                    + " .cell-buttons button')].filter((control) => !control.disabled && control.checkVisibility())"
                                    + ".map((control) => control.id || control.innerText).join()")
                            .asText());
            for (String command : List.of(
                    "\"verb\":\"resume\"",
                    "\"verb\":\"abort\"",
                    "\"verb\":\"set\",\"arguments\":{\"name\":\"learning.rate\",\"value\":0.1}")) {
                assertEquals("you may watch, not command", sent(watcher, command));
            }
            assertEquals(List.of(), watcher.complaints());
        }
        double frames = operator.figure("frames");
        operator.until("Number(document.querySelector('[data-figure=frames]').dataset.value) > " + frames, SHORT);
        assertEquals("paused", operator.text("[data-figure=phase]"));
        assertEquals(0.002, operator.figure("setting.learning.rate"));
        assertEquals(answered, count(operator, "command"), "nothing came to the session");
        assertFalse(operator.text("#alarms").contains("wanda"), operator.text("#alarms"));
    }

    /** Why it was refused, by a socket of the page's own that asks for nothing that the page would not. */
    private static String sent(Browser browser, String command) {
        return browser.evaluate("new Promise((answered) => {"
                        + "const token = 'loopscope.token.' + sessionStorage.getItem('loopscope.token');"
                        + "const socket = new WebSocket(location.origin.replace('http', 'ws') + '/ws', ['loopscope.v1', token]);"
                        + "socket.onmessage = ({ data }) => {"
                        + "  const told = typeof data === 'string' ? JSON.parse(data) : {};"
                        + "  if (told.type === 'hello') socket.send('{\"type\":\"command\",\"id\":\"w' + Math.random()"
                        + "    + '\"," + command + "}');"
                        + "  if (told.type === 'reply') { socket.close(); answered(told.body.reason); } }; })")
                .asText();
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
