package org.loopscope.controller.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.loopscope.controller.bench.WatchersProcess.Order;
import org.loopscope.firmware.clock.SessionClock;

/** The {@link WatchersProcess} as its parent has it. One thread only. */
final class Watchers implements AutoCloseable {
    private static final int CLOCK_READINGS = 100;

    /**
     * How far the watchers' clock is ahead.
     *
     * @param errorNs at most: half of the shortest way there and back
     */
    record ClockOffset(long aheadNs, long errorNs) {}

    /** The newest that every watcher has. */
    record Heard(long frame, long decision) {}

    private final Process process;
    private final Path file;
    private final BufferedReader answers;
    private final PrintStream orders;
    private int cutOff;

    /** Starts them; returns when all are connected. */
    Watchers(String brokerUrl, String rig, int count) throws IOException {
        file = Files.createTempFile("loopscope-watchers", ".bin");
        // The first compiler alone, and one collector thread: their work is to be small, and soon at its usual pace.
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchersProcess.class.getName(),
                        brokerUrl,
                        rig,
                        Integer.toString(count),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answer();
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            close();
            throw new IOException("the process of the watchers has ended before its time; what it said is above");
        }
        return line;
    }

    private String tell(Order order) throws IOException {
        orders.println(order.line());
        return answer();
    }

    /** After Cristian: of many readings the one with the shortest way there and back. */
    ClockOffset offset(SessionClock clock) throws IOException {
        ClockOffset best = new ClockOffset(0, Long.MAX_VALUE);
        for (int i = 0; i < CLOCK_READINGS; i++) {
            long beforeNs = clock.nowNs();
            long theirsNs = Long.parseLong(tell(Order.TIME));
            long halfNs = (clock.nowNs() - beforeNs) / 2;
            if (halfNs < best.errorNs()) {
                best = new ClockOffset(theirsNs - (beforeNs + halfNs), halfNs);
            }
        }
        return best;
    }

    void listen() throws IOException {
        tell(Order.LISTEN);
    }

    Heard heard() throws IOException {
        String numbers = tell(Order.HEARD);
        int space = numbers.indexOf(' ');
        return new Heard(Long.parseLong(numbers.substring(0, space)), Long.parseLong(numbers.substring(space + 1)));
    }

    /** All leave; what came to them since they were connected. */
    List<Arrival> leave() throws IOException {
        cutOff = Integer.parseInt(tell(Order.LEAVE));
        return Arrival.read(file);
    }

    /** How many were not connected any more when they were to leave. */
    int cutOff() {
        return cutOff;
    }

    /** Processor time so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws IOException {
        // Its end of input: it ends by itself.
        orders.close();
        process.onExit().join();
        answers.close();
        Files.deleteIfExists(file);
    }
}
