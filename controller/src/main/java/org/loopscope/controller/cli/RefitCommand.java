package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.log.journal.JournalCorrupt;
import org.loopscope.controller.modelfile.ModelFile;
import org.loopscope.controller.pictures.QualityPicture;
import org.loopscope.controller.pictures.QualityPicture.Role;
import org.loopscope.controller.refit.Refit;
import org.loopscope.controller.summary.QualityPoint;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./loopscope refit}: what an earlier network's core would have saved a session. */
@Command(
        name = "refit",
        mixinStandardHelpOptions = true,
        description = "Fits a session's mapping responses again: from scratch, and from another session's network with"
                + " the readout alone or all of it learnt; draws quality over presentations.")
final class RefitCommand implements Callable<Integer> {
    /** In the order of {@link Refit#curves}. */
    private static final List<Role> ROLES = List.of(Role.SCRATCH, Role.READOUT, Role.CHOSEN);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SESSION_DIR", description = "a session's folder")
    private Path folder = Path.of(".");

    @Option(
            names = "--from",
            required = true,
            paramLabel = "MODEL",
            description = "the other session's network, as ./loopscope model writes it")
    private Path from = Path.of("model.safetensors");

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "where to draw the curves (default: pictures/refit.png in the folder)")
    private @Nullable Path to;

    @Override
    public Integer call() throws IOException {
        PrintWriter console = spec.commandLine().getOut();
        Path journal = SessionFolder.journalIn(folder);
        try {
            Refit refit = new Refit(journal, line -> {
                console.println(line);
                console.flush();
            });
            List<NamedCurve> curves = refit.curves(given());
            table(curves, console);
            Path picture = to == null ? folder.resolve("pictures").resolve("refit.png") : to;
            new QualityPicture(QualityCurves.of(curves, ROLES)).writeTo(picture);
            console.println("Drawn to " + picture);
            console.flush();
            return ExitCode.DONE;
        } catch (JournalCorrupt e) {
            spec.commandLine().getErr().println("loopscope: " + e.getMessage());
            return ExitCode.DIFFERS;
        }
    }

    private ModelFile given() {
        try {
            return ModelFile.read(from);
        } catch (IOException e) {
            throw new ConfigurationException("--from: " + e.getMessage(), e);
        }
    }

    /** Presentations down, beginnings across. */
    private static void table(List<NamedCurve> curves, PrintWriter console) {
        StringBuilder head = new StringBuilder("presentations");
        curves.forEach(curve -> head.append(String.format(Locale.ROOT, "  %20s", curve.name())));
        console.println(head);
        List<QualityPoint> first = curves.getFirst().quality();
        for (int i = 0; i < first.size(); i++) {
            StringBuilder line = new StringBuilder(
                    String.format(Locale.ROOT, "%13d", first.get(i).presentations()));
            for (NamedCurve curve : curves) {
                line.append(String.format(
                        Locale.ROOT, "  %20.3f", curve.quality().get(i).testCorrelation()));
            }
            console.println(line);
        }
    }
}
