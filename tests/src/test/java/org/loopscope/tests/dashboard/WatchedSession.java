package org.loopscope.tests.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.loopscope.tests.scenario.RunningSession;
import org.loopscope.tests.scenario.SmallSession;

/** The tiny experiment in real time and in a process of its own, with a page. */
final class WatchedSession implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final RunningSession session;

    private WatchedSession(Path folder, int port, RunningSession session) {
        this.folder = folder;
        this.port = port;
        this.session = session;
    }

    static WatchedSession start(Path folder, String... overrides) throws IOException {
        return start(folder, freePort(), overrides);
    }

    static WatchedSession start(Path folder, int port, String... overrides) throws IOException {
        List<String> arguments = new ArrayList<>();
        Stream.of(
                        SmallSession.shortened().stream(),
                        Stream.of("dashboard.serve=true", "dashboard.port=" + port),
                        Arrays.stream(overrides))
                .flatMap(each -> each)
                .forEach(override -> arguments.addAll(List.of("--set", override)));
        return new WatchedSession(folder, port, RunningSession.start(folder, arguments.toArray(String[]::new)));
    }

    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    RunningSession process() {
        return session;
    }

    /** Opens the page as soon as it is served. */
    void openIn(Browser browser) throws InterruptedException {
        browser.openWhenServed(url(), session::isAlive, session::console);
    }

    Path folder() {
        return SmallSession.sessionIn(folder);
    }

    JsonNode summary() throws IOException {
        return new ObjectMapper().readTree(folder().resolve("summary.json").toFile());
    }

    @Override
    public void close() {
        session.close();
    }
}
