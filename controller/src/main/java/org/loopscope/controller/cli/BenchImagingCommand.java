package org.loopscope.controller.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.bench.ImagingSuite;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.firmware.clock.SystemSessionClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./loopscope bench imaging}: the imaging path alone, frame by frame, on one thread. */
@Command(
        name = "imaging",
        mixinStandardHelpOptions = true,
        description = "Measures the imaging path: milliseconds per frame from 16-bit counts to inferred spikes.")
final class BenchImagingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--frames", paramLabel = "N", description = "frames measured in each case (default: 1000)")
    private int frames = 1000;

    @Option(
            names = "--case",
            paramLabel = "WxHxCELLS",
            description = "one case instead of all nine, such as 512x512x500")
    private List<String> cases = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "SCRIPT.py",
            description = "a NumPy pipeline to time beside it, in turns: SCRIPT MOVIE.tif REGIONS.json --frames N")
    private @Nullable Path baseline;

    @Option(
            names = "--search",
            description = "measures beside a search for new cells, which keeps the last minute of frames")
    private boolean searching;

    @Option(names = "--bars", description = "says which bars hold; exit code 1 when one is missed")
    private boolean bars;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the figures to a file")
    private @Nullable Path json;

    @Option(
            names = "--picture",
            paramLabel = "FILE.png",
            description = "draws how the time grows with pixels and cells")
    private @Nullable Path picture;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (frames < 100) {
            throw new ConfigurationException("--frames must be at least 100, was " + frames);
        }
        PrintWriter console = spec.commandLine().getOut();
        ImagingSuite suite = new ImagingSuite(new SystemSessionClock(), frames, searching, baseline);
        suite.run(cases, console);
        if (json != null) {
            suite.write(json);
        }
        if (picture != null) {
            suite.draw(picture);
        }
        return bars && !suite.held(console) ? ExitCode.FAILED : ExitCode.DONE;
    }
}
