package org.loopscope.controller.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.summary.LatencyFigures;
import org.loopscope.controller.summary.SessionSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./loopscope bench loop}: the whole loop in real time on the quick experiment, as latencies. */
@Command(
        name = "loop",
        mixinStandardHelpOptions = true,
        description = "Measures the loop: latencies from the end of each frame, in real time, on the simulated rig.")
final class BenchLoopCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures to a file")
    private @Nullable Path json;

    @Option(names = "--set", paramLabel = "key=value", description = "overrides a key of config/quick.yaml")
    private List<String> overrides = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        ExperimentConfig config = ExperimentFile.read(Home.folder().resolve("config/quick.yaml"), overrides);
        Path out = Files.createTempDirectory("loopscope-bench");
        try (Stream stream = Stream.none()) {
            ComputeDevice device = RigThreads.inBackground(
                    () -> ComputeDevice.find(config.model().device()));
            SessionSummary summary = new SessionRun(config, false, SessionPlace.below(out), console, new Surroundings())
                    .run(device, stream, List.of(), told -> {})
                    .summary();
            console.printf(Locale.ROOT, "%-18s %8s %8s %8s %8s%n", "milliseconds", "p50", "p99", "p99.9", "max");
            row(console, "activity", summary.figures().latency());
            row(console, "decision", summary.figures().decisionLatency());
            row(console, "output lateness", summary.figures().outputLatency());
            console.println("Session: " + out);
            if (json != null) {
                write(summary, json);
            }
            console.flush();
            return ExitCode.DONE;
        }
    }

    private static void row(PrintWriter console, String name, LatencyFigures figures) {
        LatencyFigures.Quantiles q = figures.quantiles();
        console.printf(Locale.ROOT, "%-18s %8.2f %8.2f %8.2f %8.2f%n", name, q.p50(), q.p99(), q.p999(), q.max());
    }

    private static void write(SessionSummary summary, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        put(root.putObject("activity"), summary.figures().latency());
        put(root.putObject("decision"), summary.figures().decisionLatency());
        put(root.putObject("output_lateness"), summary.figures().outputLatency());
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void put(ObjectNode node, LatencyFigures figures) {
        LatencyFigures.Quantiles q = figures.quantiles();
        node.put("p50_ms", q.p50())
                .put("p99_ms", q.p99())
                .put("p99_9_ms", q.p999())
                .put("max_ms", q.max())
                .put("count", q.count());
    }
}
