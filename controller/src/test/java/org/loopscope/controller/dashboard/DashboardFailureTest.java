package org.loopscope.controller.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.session.LiveImage;
import org.loopscope.controller.session.TelemetryStream;
import org.loopscope.controller.summary.TestedSession;
import org.loopscope.controller.telemetry.PlannedSettings;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.firmware.clock.SystemSessionClock;

/** A dashboard that fails costs its pages, never the session; and the pages are told so, whenever they come. */
@Timeout(60)
class DashboardFailureTest {
    private static final String GOODBYE =
            "\"type\":\"goodbye\",\"body\":{\"why\":\"the dashboard has failed; the session goes on\"}}";

    private final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
    private final TelemetryStream stream = new TelemetryStream(true);
    private final Dashboard dashboard = Dashboard.open(
            "127.0.0.1",
            0,
            Optional.empty(),
            new CommandDesk(new SystemSessionClock(0)),
            new SystemSessionClock(0),
            "0.0",
            "rig-1",
            failures::add);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        client.shutdownNow();
        dashboard.close();
    }

    private Heard page() {
        Heard heard = new Heard();
        URI socket = URI.create(dashboard.url().replace("http", "ws") + "ws");
        client.newWebSocketBuilder()
                .subprotocols(PageGate.PROTOCOL)
                .buildAsync(socket, heard)
                .join();
        return heard;
    }

    private void fail() throws InterruptedException {
        SessionFacts facts = new SessionFacts(
                "rig-1",
                "x",
                "s",
                false,
                List.of(),
                new RigMessage.Config("00", "x", 1, 33_000_000, List.of(), null),
                33_000_000,
                50_000_000,
                new PlannedSettings(0.003, List.of()),
                List.of());
        TestedSession tested = new TestedSession(1);
        dashboard.show(new LiveView(facts, tested.bank(), stream, new LiveImage(), OptionalLong::empty));
        // A target that is none of the cells is what no session logs, and nobody is prepared for.
        stream.accept(new SessionEvent.TargetsChosen(new int[] {TestedSession.NEURONS}, new float[1]));
        stream.accept(new SessionEvent.ResponseMeasured(tested.responses().getFirst()));
        String told = failures.poll(10, TimeUnit.SECONDS);
        assertTrue(String.valueOf(told).startsWith("the dashboard has failed and the session goes on without: "), told);
    }

    @Test
    void shouldTellPagesThatAreOpenAndPagesThatComeLater() throws InterruptedException {
        Heard before = page();
        assertTrue(before.next("hello").contains("rig-1"));
        fail();
        assertTrue(before.next("goodbye").endsWith(GOODBYE));
        for (int i = 0; i < 2; i++) {
            assertEquals("{\"seq\":0," + GOODBYE, page().next(), "one line and no more");
        }
        assertEquals(0, failures.size(), "the console is told once");
    }

    @Test
    void shouldNotLetASessionAtFullSpeedWaitForIt() throws InterruptedException {
        fail();
        for (int i = 0; i < 70_000; i++) {
            stream.accept(new SessionEvent.CellSearchBegun(1, i));
        }
        assertTrue(stream.dropped() > 0);
    }
}
