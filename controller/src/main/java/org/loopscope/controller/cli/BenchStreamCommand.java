package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.bench.StreamBench;
import org.loopscope.controller.bench.StreamReport;
import org.loopscope.controller.bench.StreamSettings;
import org.loopscope.firmware.clock.SystemSessionClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./loopscope bench stream}: the event stream under load. */
@Command(
        name = "stream",
        mixinStandardHelpOptions = true,
        description =
                "Measures the event stream: how late events and traces come to many watchers, and what that costs the"
                        + " frames.")
final class BenchStreamCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--watchers", paramLabel = "N", description = "how many watch (default: 50)")
    private int watchers = 50;

    @Option(names = "--cells", paramLabel = "N", description = "cells of every frame (default: 1000)")
    private int cells = 1000;

    @Option(names = "--field", paramLabel = "PX", description = "pixels a side of every frame (default: 512)")
    private int fieldPx = 512;

    @Option(names = "--rate", paramLabel = "HZ", description = "frames a second (default: 30)")
    private double rateHz = 30;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "how long they watch; half of it before and after nobody does (default: 30)")
    private int seconds = 30;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description =
                    "a broker that runs already and lets in anybody, such as tcp://127.0.0.1:1883, in place of the"
                            + " embedded one")
    private @Nullable String broker;

    @Option(names = "--bars", description = "says which bars hold; exit code 1 when one is missed")
    private boolean bars;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures to a file")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        StreamSettings settings =
                new StreamSettings(watchers, cells, fieldPx, rateHz, seconds, Optional.ofNullable(broker));
        PrintWriter console = spec.commandLine().getOut();
        StreamReport report = StreamReport.of(new StreamBench(new SystemSessionClock(), settings), settings);
        report.print(console);
        if (json != null) {
            report.write(json);
        }
        return bars && !report.held(console) ? ExitCode.FAILED : ExitCode.DONE;
    }
}
