package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.log.SessionLock;
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
    private @Nullable Path out;

    @Option(names = "--set", paramLabel = "key=value", description = "overrides a key of the file, such as seed=2")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--resume",
            paramLabel = "SESSION_DIR",
            description = "goes on with a session that was cut off, as another part of it")
    private @Nullable Path resumed;

    /** Taken for scripts that give it; this version serves no page. */
    @Option(names = "--no-dashboard", description = "no page in the browser (this version has none)")
    void withoutDashboard(boolean given) {}

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        if (resumed != null) {
            return resume(resumed, console);
        }
        Path file = experiment != null ? experiment : Home.folder().resolve("config/default.yaml");
        ExperimentConfig config = ExperimentFile.read(file, overrides);
        Path below = out != null ? out : Path.of("sessions");
        return new ExperimentRun(config, speed == Speed.MAX, SessionPlace.below(below), console, surroundings).run();
    }

    /** What no decision depends on. */
    private static boolean isOfConnections(String override) {
        return override.matches("((mqtt|network)\\.\\w+|source\\.(port|address|connect))=.*");
    }

    /** Nobody else may write to the session meanwhile. */
    private int resume(Path session, PrintWriter console) {
        if (experiment != null || out != null || !overrides.stream().allMatch(RunCommand::isOfConnections)) {
            throw new ConfigurationException(
                    "--resume goes on with the session's own experiment in its own folder; leave EXPERIMENT.yaml, --out and"
                            + " --set out, but for mqtt.KEY, network.KEY, source.port, source.address and source.connect");
        }
        SessionFolder.journalIn(session);
        try (SessionLock _ = SessionLock.take(session)) {
            SessionPlace place = SessionPlace.in(session);
            return new ExperimentRun(place.experiment(overrides), speed == Speed.MAX, place, console, surroundings)
                    .run();
        } catch (IOException e) {
            throw new ConfigurationException("--resume: " + e.getMessage(), e);
        }
    }
}
