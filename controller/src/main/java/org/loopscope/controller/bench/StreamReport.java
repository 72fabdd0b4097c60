package org.loopscope.controller.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The event stream's benchmark: runs it, and says what came of it as a table, as bars and as JSON. */
public final class StreamReport {
    /** What a person who watches takes for now. */
    private static final double MOST_DELIVERY_P99_MS = 100;

    private final StreamSettings settings;
    private final StreamFigures figures;

    StreamReport(StreamSettings settings, StreamFigures figures) {
        this.settings = settings;
        this.figures = figures;
    }

    /** Runs the benchmark, which takes two and a half times its seconds, and some more for the broker's start. */
    public static StreamReport of(StreamBench bench, StreamSettings settings) throws IOException {
        return new StreamReport(settings, bench.run());
    }

    StreamFigures figures() {
        return figures;
    }

    public void print(PrintWriter console) {
        Runtime machine = Runtime.getRuntime();
        console.printf(
                Locale.ROOT,
                "Machine: %d cores, %s %s, Java %s; seed %d%n",
                machine.availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version(),
                StreamSettings.SEED);
        console.printf(
                Locale.ROOT,
                "%d watchers for %d s, in a process of their own on this machine; broker: %s; %d cells at %.0f Hz, %dx%d px%n",
                settings.watchers(),
                settings.seconds(),
                settings.broker().orElse("embedded, in this process"),
                settings.cells(),
                settings.rateHz(),
                settings.fieldPx(),
                settings.fieldPx());
        console.printf(Locale.ROOT, "%-34s %8s %8s %8s %8s %9s%n", "milliseconds", "p50", "p90", "p99", "max", "count");
        row(console, "decision to a watcher", figures.decision());
        row(console, "traces, newest frame in message", figures.newestFrame());
        row(console, "traces, oldest frame in message", figures.oldestFrame());
        row(console, "frame to activity, alone", figures.frameAlone());
        row(console, "frame to activity, watched", figures.frameWatched());
        console.printf(
                Locale.ROOT,
                "%-34s %8.2f %8.2f %8.2f %8.2f%n",
                "  watched over alone",
                figures.frameWatched().p50() / figures.frameAlone().p50(),
                figures.frameWatched().p90() / figures.frameAlone().p90(),
                figures.frameWatched().p99() / figures.frameAlone().p99(),
                figures.frameWatched().max() / figures.frameAlone().max());
        StreamFigures.Losses losses = figures.losses();
        console.printf(
                Locale.ROOT,
                "To all watchers: %.0f messages/s, %.2f MB/s%n",
                figures.load().messagesPerSecond(),
                figures.load().megabytesPerSecond());
        console.printf(
                "Events: %d due, %d missing, %d twice. Frames' traces: %d due, %d missing, %d twice%n",
                losses.events(),
                losses.eventsMissing(),
                losses.eventsTwice(),
                losses.frames(),
                losses.framesMissing(),
                losses.framesTwice());
        console.printf(
                "Messages that the publisher dropped: %d; watchers that the broker cut off: %d%n",
                losses.notSent(), losses.cutOff());
        StreamFigures.Processors processors = figures.processors();
        console.printf(
                Locale.ROOT,
                "Processors busy: controller%s %.2f alone, %.2f watched; watchers %.2f%n",
                settings.broker().isPresent() ? "" : " with broker",
                processors.controllerAlone(),
                processors.controllerWatched(),
                processors.watchers());
        console.printf(Locale.ROOT, "The watchers' clock is known to %.3f ms%n", figures.clockErrorMs());
        console.flush();
    }

    private static void row(PrintWriter console, String name, Percentiles ms) {
        console.printf(
                Locale.ROOT,
                "%-34s %8.2f %8.2f %8.2f %8.2f %9d%n",
                name,
                ms.p50(),
                ms.p90(),
                ms.p99(),
                ms.max(),
                ms.count());
    }

    /**
     * Prints the bars that the stream is held to.
     *
     * @return whether all hold
     */
    public boolean held(PrintWriter console) {
        StreamFigures.Losses losses = figures.losses();
        List<Bar> bars = List.of(
                Bar.atMost("decision to a watcher, p99 (ms)", figures.decision().p99(), MOST_DELIVERY_P99_MS),
                Bar.atMost(
                        "traces to a watcher, p99 (ms)", figures.newestFrame().p99(), MOST_DELIVERY_P99_MS),
                Bar.atMost("events missing or twice", (double) losses.eventsMissing() + losses.eventsTwice(), 0),
                Bar.atMost(
                        "frames' traces missing or twice", (double) losses.framesMissing() + losses.framesTwice(), 0),
                Bar.atMost("messages dropped", (double) losses.notSent(), 0));
        bars.forEach(console::println);
        console.flush();
        return bars.stream().allMatch(Bar::holds);
    }

    /** Makes the file's folder where there is none. */
    public void write(Path json) throws IOException {
        Files.createDirectories(json.toAbsolutePath().resolveSibling(""));
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), figures);
    }
}
