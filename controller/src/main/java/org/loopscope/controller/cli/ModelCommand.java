package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.modelfile.ModelFile;
import org.loopscope.controller.modelfile.SessionModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./loopscope model}: takes the network out of a session's folder. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Writes the network that a session has learnt to a file that another session can start from.")
final class ModelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SESSION_DIR", description = "a session's folder")
    private Path folder = Path.of(".");

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "where to write it (default: model.safetensors in the folder)")
    private @Nullable Path to;

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        Path journal = SessionFolder.journalIn(folder);
        try {
            ModelFile model = SessionModel.of(journal);
            Path file = to == null ? folder.resolve("model.safetensors") : to;
            model.write(file);
            model.weights().forEach(array -> console.printf("%-24s %s%n", array.name(), array.shape()));
            console.println(
                    "Written to " + file + ", learnt from " + model.origin().presentations()
                            + " presentations. To start from it: model: { start_from: " + file + " }");
            console.flush();
            return ExitCode.DONE;
        } catch (JournalCorrupt e) {
            spec.commandLine().getErr().println("loopscope: " + e.getMessage());
            return ExitCode.DIFFERS;
        }
    }
}
