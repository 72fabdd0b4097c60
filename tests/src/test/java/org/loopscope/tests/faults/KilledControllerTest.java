package org.loopscope.tests.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.tests.faults.StreamWatcher.Got;
import org.loopscope.tests.scenario.RunningSession;

/** {@code kill -9} beside a broker that somebody else runs: that one says so, by the Last Will, and pages see it themselves. */
@Timeout(180)
final class KilledControllerTest {
    private static final String STATUS = "loopscope/v1/test-rig/status";
    private static final long START_MS = 120_000;
    private static final long MOST_MS = 3_000;

    @TempDir
    Path folder;

    @Test
    void shouldBeToldOfAsLostWithinThreeSecondsAndToWhoComesLater() throws Exception {
        int port = freePort();
        try (Mosquitto broker = Mosquitto.required(folder);
                StreamWatcher watcher = new StreamWatcher(broker.url(), STATUS);
                RunningSession session = RunningSession.start(
                        folder,
                        "--set",
                        "mqtt.broker=" + broker.url(),
                        "--set",
                        "dashboard.serve=true",
                        "--set",
                        "dashboard.port=" + port)) {
            assertEquals("online", await(watcher, 1, START_MS, session).text());
            Page page = Page.open(port);
            assertFalse(page.gone.isDone());

            long killedNs = System.nanoTime();
            session.kill();
            Got lost = await(watcher, 2, MOST_MS, session);
            assertEquals("lost", lost.text());
            assertFalse(lost.retained(), "told at once, not looked up");
            page.gone.get(MOST_MS, TimeUnit.MILLISECONDS);
            long afterMs = (lost.atNs() - killedNs) / 1_000_000;
            System.out.println("killed controller: lost after " + afterMs + " ms");
            assertTrue(afterMs <= MOST_MS, "told of after " + afterMs + " ms");
            assertToldLater(broker, session);
        }
    }

    private static void assertToldLater(Mosquitto broker, RunningSession session)
            throws MqttException, InterruptedException {
        try (StreamWatcher later = new StreamWatcher(broker.url(), STATUS)) {
            Got kept = await(later, 1, MOST_MS, session);
            assertEquals("lost", kept.text());
            assertTrue(kept.retained());
        }
    }

    /** The message of that number, from 1, which must come in time. */
    private static Got await(StreamWatcher watcher, int count, long withinMs, RunningSession session)
            throws InterruptedException {
        long endNs = System.nanoTime() + withinMs * 1_000_000;
        List<Got> got = watcher.got();
        while (got.size() < count && System.nanoTime() < endNs) {
            TimeUnit.MILLISECONDS.sleep(5);
            got = watcher.got();
        }
        assertTrue(got.size() >= count, "only " + got + " came; " + session.console());
        return got.get(count - 1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** A page's connection, without a page. */
    private static final class Page implements WebSocket.Listener {
        final CompletableFuture<String> gone = new CompletableFuture<>();

        static Page open(int port) throws Exception {
            Page page = new Page();
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Origin", "http://127.0.0.1:" + port)
                    .subprotocols("loopscope.v1")
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), page)
                    .get(MOST_MS, TimeUnit.MILLISECONDS);
            return page;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            gone.complete("closed");
            return gone;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            gone.complete("broken");
        }
    }
}
