package org.loopscope.controller.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loopscope.controller.RigThreads;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.ExperimentFile;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.session.Faults;
import org.loopscope.controller.session.SessionResult;
import org.loopscope.controller.session.SessionResult.Outcome;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.controller.summary.SummaryText;

/** {@code run}, from the configuration to the exit code: one session, and the one that it is compared with, if any. */
final class ExperimentRun {
    private final ExperimentConfig config;
    private final boolean fullSpeed;
    private final SessionPlace place;
    private final PrintWriter console;
    private final Surroundings surroundings;

    ExperimentRun(
            ExperimentConfig config,
            boolean fullSpeed,
            SessionPlace place,
            PrintWriter console,
            Surroundings surroundings) {
        this.config = config;
        this.fullSpeed = fullSpeed;
        this.place = place;
        this.console = console;
        this.surroundings = surroundings;
    }

    /** @return the process's exit code */
    int run() {
        // Here the OpenCL driver starts its threads, which must not take the processor from the frames' way.
        ComputeDevice device = RigThreads.inBackground(
                () -> surroundings.devices().find(config.model().device()));
        device.notice().ifPresent(notice -> console.println("Notice: " + notice));
        try (Stream stream = Stream.open(config, console)) {
            List<NamedCurve> comparisons = new ArrayList<>();
            if (config.source() instanceof SourceConfig.Responses responses && responses.compareWithRandom()) {
                console.println("First the comparison: the same session with random choice");
                comparisons.add(randomChoice(device));
            }
            SessionRun.Finished finished = new SessionRun(config, fullSpeed, place, console, surroundings)
                    .run(device, stream, comparisons, this::tell);
            return exitCode(finished.result());
        }
    }

    private void tell(SessionRun.Finished finished) {
        SummaryText.lines(finished.summary()).forEach(console::println);
        if (finished.result().outcome() == Outcome.ABORTED) {
            console.println("Aborted: the session was stopped, or ran out of frames, before the plan's end");
        }
        console.println("Log, summary and pictures: " + finished.folder());
        if (finished.result().outcome() != Outcome.COMPLETED
                && finished.summary().figures().cells() > 0) {
            console.println("To go on with it: ./loopscope run --resume " + sessionFolder(finished));
        }
        console.flush();
    }

    /** The session's own, also where this was a later part of it. */
    private Path sessionFolder(SessionRun.Finished finished) {
        return place.goesOn() ? place.out() : finished.folder();
    }

    private NamedCurve randomChoice(ComputeDevice device) {
        ExperimentConfig random = ExperimentFile.parse(
                config.text(), config.name(), List.of("blocks.map.policy=random", "source.compare_with_random=false"));
        SessionRun.Finished finished = new SessionRun(random, fullSpeed, place, console, surroundings)
                .run(device, Stream.none(), List.of(), told -> {});
        console.println("Comparison: " + finished.folder());
        return new NamedCurve("random choice", finished.summary().figures().quality());
    }

    private static int exitCode(SessionResult result) {
        if (result.failure() != null) {
            throw new SessionFailed("the session failed: " + Faults.oneLine(result.failure()), result.failure());
        }
        return ExitCode.DONE;
    }
}
