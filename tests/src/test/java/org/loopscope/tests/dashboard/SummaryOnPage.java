package org.loopscope.tests.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A completed session's summary against the figures of a page that shows its end. */
final class SummaryOnPage {
    private SummaryOnPage() {}

    static void assertShown(Browser browser, JsonNode summary) {
        assertEquals("completed", summary.path("outcome").asText());
        assertEquals(summary.at("/frames/acquired").asDouble(), browser.figure("frames"));
        assertEquals(summary.at("/frames/lost").asDouble(), browser.figure("framesLost"));
        assertEquals(summary.at("/frames/late").asDouble(), browser.figure("framesLate"));
        assertEquals(summary.at("/decisions/total").asDouble(), browser.figure("decisions"));
        assertEquals(summary.at("/decisions/missed_deadline").asDouble(), browser.figure("missedDeadlines"));
        assertEquals(summary.at("/presentations").asDouble(), browser.figure("presentations"));
        assertEquals(summary.at("/model/test_correlation").asDouble(), browser.figure("meanCorrelation"), 1e-6);
        for (JsonNode baseline : summary.at("/model/baselines")) {
            assertEquals(
                    baseline.at("/test/test_correlation/value").asDouble(),
                    browser.figure("baseline." + baseline.path("name").asText()),
                    1e-6);
        }
        assertEquals(2, summary.at("/model/baselines").size());
        for (JsonNode target : summary.path("targets")) {
            String card = "gallery." + target.path("neuron").asInt() + ".";
            JsonNode made = target.path("mei");
            assertEquals(made.path("predicted").asDouble(), browser.figure(card + "predicted"), 1e-6);
            assertEquals(made.path("measured").asDouble(), browser.figure(card + "measured"), 1e-6);
            assertEquals(made.path("repeats").asDouble(), browser.figure(card + "n"));
        }
        assertFalse(summary.path("targets").isEmpty());
        for (String figure : List.of("p50", "p99", "max", "deadline")) {
            assertEquals(summary.at("/latency_ms/" + figure).asDouble(), browser.figure("activityMs." + figure));
            assertEquals(
                    summary.at("/decision_latency_ms/" + figure).asDouble(), browser.figure("decisionMs." + figure));
            assertEquals(summary.at("/output_latency_ms/" + figure).asDouble(), browser.figure("outputMs." + figure));
        }
        assertTrue(summary.at("/latency_ms/count").asLong() > 100);
    }
}
