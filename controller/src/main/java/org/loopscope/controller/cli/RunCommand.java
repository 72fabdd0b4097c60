package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./loopscope run}: a whole session. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs an experiment; without a file, the default session on the simulated rig.")
final class RunCommand implements Callable<Integer> {
    enum Speed {
        REAL,
        MAX
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "EXPERIMENT.yaml", description = "the experiment's file")
    private @Nullable Path experiment;

    @Option(names = "--speed", paramLabel = "real|max", description = "as frames come, or as fast as it goes")
    private Speed speed = Speed.REAL;

    @Option(names = "--out", paramLabel = "DIR", description = "where the session's folder goes (default: sessions)")
    private Path out = Path.of("sessions");

    @Option(names = "--set", paramLabel = "key=value", description = "overrides a key of the file, such as seed=2")
    private List<String> overrides = new ArrayList<>();

    /** Taken for scripts that give it; this version serves no page. */
    @Option(names = "--no-dashboard", description = "no page in the browser (this version has none)")
    void withoutDashboard(boolean given) {}

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        Path file = experiment != null ? experiment : Home.folder().resolve("config/default.yaml");
        ExperimentConfig config = ExperimentFile.read(file, overrides);
        return new ExperimentRun(config, speed == Speed.MAX, out, console, surroundings).run();
    }
}
