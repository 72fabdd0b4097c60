package org.loopscope.tests.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.loopscope.tests.scenario.RunningSession;

/** {@code ./loopscope review} in a process of its own. */
final class ReviewProcess implements AutoCloseable {
    private final Process process;
    private final Path console;
    private final int port;

    private ReviewProcess(Process process, Path console, int port) {
        this.process = process;
        this.console = console;
        this.port = port;
    }

    /** @param console a file for what it says */
    static ReviewProcess start(Path session, Path console) throws IOException {
        int port = WatchedSession.freePort();
        List<String> command = RunningSession.program();
        command.addAll(List.of("review", session.toString(), "--port", Integer.toString(port)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        return new ReviewProcess(process, console, port);
    }

    void openIn(Browser browser) throws InterruptedException {
        browser.openWhenServed("http://127.0.0.1:" + port + "/", process::isAlive, this::said);
    }

    String said() {
        try {
            return Files.readString(console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ctrl-C; answers the exit code. */
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("it goes on after Ctrl-C: " + said());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
