package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.bench.EncoderSuite;
import org.loopscope.controller.bench.ScalingSuite;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.firmware.clock.SystemSessionClock;
import org.loopscope.inference.opencl.OpenClBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./loopscope bench encoder}: the encoding model alone. */
@Command(
        name = "encoder",
        mixinStandardHelpOptions = true,
        description = "Measures the encoding model: a forward pass, a training step, synthesis.")
final class BenchEncoderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--turns", paramLabel = "N", description = "how often everything is measured (default: 3)")
    private int turns = 3;

    @Option(
            names = "--baseline",
            paramLabel = "SCRIPT.py",
            description = "the same model in PyTorch to time beside it, in turns: SCRIPT bench")
    private @Nullable Path baseline;

    @Option(
            names = "--python",
            paramLabel = "PYTHON",
            description =
                    "the interpreter for the baseline; several, for several versions of PyTorch (default: python3)")
    private List<String> python = List.of("python3");

    @Option(names = "--bars", description = "says which bars hold; exit code 1 when one is missed")
    private boolean bars;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures to a file")
    private @Nullable Path json;

    @Option(
            names = "--scaling",
            paramLabel = "FILE.png",
            description = "measures time and memory for 100 to 5,000 neurons in its place, and draws them")
    private @Nullable Path scaling;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (turns < 1) {
            throw new ConfigurationException("--turns must be at least 1, was " + turns);
        }
        PrintWriter console = spec.commandLine().getOut();
        if (scaling != null) {
            new ScalingSuite(new SystemSessionClock(), OpenClBackend::open).run(console, scaling);
            return ExitCode.DONE;
        }
        EncoderSuite suite = new EncoderSuite(new SystemSessionClock(), turns, OpenClBackend::open);
        if (baseline != null) {
            suite.against(baseline, python);
        }
        suite.run(console);
        if (json != null) {
            suite.write(json);
        }
        return bars && !suite.held(console) ? ExitCode.FAILED : ExitCode.DONE;
    }
}
