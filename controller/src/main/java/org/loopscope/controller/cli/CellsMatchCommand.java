package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.days.CellMatching;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.days.DayMatches;
import org.loopscope.acquisition.days.MatchTable;
import org.loopscope.acquisition.days.NoCommonFieldException;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.pictures.CellMatchPicture;
import org.loopscope.controller.rig.RecordedField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./loopscope cells match}: which cells of a later session are which of an earlier one's. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = "Says which cells of LATER are which of EARLIER: session folders, NWB files, Suite2p folders,"
                + " CaImAn results.")
final class CellsMatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "EARLIER", description = "the first session, or a file with its cells")
    private Path earlierPath = Path.of(".");

    @Parameters(index = "1", paramLabel = "LATER", description = "the second one, of the same field")
    private Path laterPath = Path.of(".");

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "writes a row for each match: numbers, probability, overlap, distance in pixels")
    private @Nullable Path csv;

    @Option(names = "--picture", paramLabel = "FILE.png", description = "draws both fields and their cells")
    private @Nullable Path picture;

    @Override
    public Integer call() {
        PrintWriter console = spec.commandLine().getOut();
        DayField earlier = field(earlierPath, console);
        DayField later = field(laterPath, console);
        DayMatches found = match(earlier, later);
        report(console, earlier, later, found);
        write(earlier, later, found);
        console.flush();
        return ExitCode.DONE;
    }

    private static DayField field(Path path, PrintWriter console) {
        try {
            RecordedField read = RecordedField.read(path);
            read.notes().forEach(note -> console.println("Notice: " + path + ": " + note));
            return read.field();
        } catch (IOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    private DayMatches match(DayField earlier, DayField later) {
        try {
            return CellMatching.match(earlier, later);
        } catch (NoCommonFieldException e) {
            throw new ConfigurationException(earlierPath + " and " + laterPath + ": " + e.getMessage(), e);
        }
    }

    private static void report(PrintWriter console, DayField earlier, DayField later, DayMatches found) {
        int matched = found.matches().size();
        cells(console, "earlier", earlier, matched);
        cells(console, "later", later, matched);
        console.printf(
                Locale.ROOT,
                "%-8s %5d cells: %.1f of them expected false, %d less sure than %.1f%n",
                "matched",
                matched,
                found.expectedFalse(),
                found.doubtful(),
                DayMatches.SURE);
        console.printf("%-8s %s%n", "field", found.registration().inWords());
    }

    private static void cells(PrintWriter console, String day, DayField field, int matched) {
        console.printf(
                "%-8s %5d cells, %d of them on this day only (%s)%n",
                day,
                field.cells().size(),
                field.cells().size() - matched,
                field.cells().provenance());
    }

    private void write(DayField earlier, DayField later, DayMatches found) {
        try {
            if (csv != null) {
                MatchTable.write(csv, found.matches());
            }
        } catch (IOException e) {
            throw new ConfigurationException(csv + ": the table cannot be written; give another file", e);
        }
        try {
            if (picture != null) {
                new CellMatchPicture(earlier, later, found).writeTo(picture);
            }
        } catch (UncheckedIOException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }
}
