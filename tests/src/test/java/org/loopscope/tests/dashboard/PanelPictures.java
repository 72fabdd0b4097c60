package org.loopscope.tests.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Pictures of the page and of each of its panels, to be looked at; and what of their look can be asserted. */
final class PanelPictures {
    /** In a review too; a running session has more. */
    private static final List<String> PANELS = List.of(
            "alarms", "gallery", "image", "latency", "losses", "notes", "quality", "raster", "screen", "traces");
    /** Where a cut-off text would not be seen otherwise; a canvas and a list that scrolls may be larger than their place. */
    private static final String CUT_OFF = """
            [...document.querySelectorAll('section.panel, section.panel *, #controls *')]
              .filter((node) => node.clientWidth > 0 && node.scrollWidth > node.clientWidth + 1)
              .filter((node) => !['auto', 'scroll'].includes(getComputedStyle(node).overflowX))
              .filter((node) => getComputedStyle(node).display !== 'inline' && node.closest('canvas, .u-wrap, .typed') === null)
              .map((node) => (node.closest('section') ?? node).id + ': ' + node.className + ' ' + node.innerText)
              .join('; ')
            """;

    private PanelPictures() {}

    /** Keeps one of every panel, and of the page on a desk and on a phone. */
    static void take(Browser browser, String name) throws IOException {
        List<String> panels = ids(browser);
        assertTrue(panels.containsAll(PANELS), panels.toString());
        resize(browser, 1440, 900);
        assertDrawn(browser.picture(name + "-1440x900"));
        for (String panel : panels) {
            assertDrawn(browser.picture(name + "-" + panel, "#" + panel));
        }
        assertEquals("", browser.evaluate(CUT_OFF).asText(), "cut off on a desk");
        assertTrue(fits(browser, "scrollHeight", "innerHeight"), "a desk's page does not scroll");
        resize(browser, 390, 844);
        assertDrawn(browser.picture(name + "-390x844"));
        assertDrawn(browser.wholePicture(name + "-390x844-whole"));
        assertEquals("", browser.evaluate(CUT_OFF).asText(), "cut off on a phone");
        assertTrue(fits(browser, "scrollWidth", "innerWidth"), "a phone's page does not scroll sideways");
        resize(browser, 1440, 900);
    }

    /** And has everything drawn anew. */
    private static void resize(Browser browser, int widthPx, int heightPx) {
        browser.resize(widthPx, heightPx);
        double draws = browser.evaluate("window.loopscope.stats().draws").asDouble();
        browser.until("window.loopscope.stats().draws > " + (draws + 2), Duration.ofSeconds(5));
    }

    private static boolean fits(Browser browser, String size, String window) {
        return browser.evaluate("document.documentElement." + size + " <= window." + window)
                .asBoolean();
    }

    private static List<String> ids(Browser browser) {
        return browser.evaluate("[...document.querySelectorAll('section.panel')]"
                        + ".filter((panel) => !panel.hidden).map((panel) => panel.id).sort()")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    /** More than the panel's ground and its border. */
    private static void assertDrawn(Path file) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        long colours = IntStream.range(0, picture.getHeight())
                .flatMap(y -> IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, y)))
                .distinct()
                .limit(20)
                .count();
        assertEquals(20, colours, file + " has nothing on it");
    }
}
