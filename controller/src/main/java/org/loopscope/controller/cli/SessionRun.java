package org.loopscope.controller.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.dashboard.LiveView;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.modelfile.StartingModel;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.replay.EarlierParts;
import org.loopscope.controller.replay.Restoration;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.ImagingSetup;
import org.loopscope.controller.rig.LearnerFactory;
import org.loopscope.controller.rig.ModelRehearsal;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.session.Audience;
import org.loopscope.controller.session.LiveImage;
import org.loopscope.controller.session.Preflight;
import org.loopscope.controller.session.SenderWait;
import org.loopscope.controller.session.Session;
import org.loopscope.controller.session.SessionParts;
import org.loopscope.controller.session.SessionResult;
import org.loopscope.controller.session.StandingExperiment;
import org.loopscope.controller.session.TelemetryStream;
import org.loopscope.controller.summary.BaselineRecord;
import org.loopscope.controller.summary.BaselineResult;
import org.loopscope.controller.summary.SessionFigures;
import org.loopscope.controller.summary.SessionSummary;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.controller.summary.ValidationRecord;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SteppedSessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;
import org.loopscope.firmware.clock.WallClock;
import org.loopscope.inference.encoder.DeviceLoss;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.encoder.GaborBaseline;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.PictureSpace;
import org.loopscope.inference.quality.Baseline;
import org.loopscope.inference.quality.PixelRidge;

/** One session as the command line runs it: checks first, then the session, then what is written about it. */
final class SessionRun {
    private static final Baseline PIXELS = new Baseline.OnPixels(new PixelRidge.Settings(0.15, 1));

    private final ExperimentConfig config;
    private final boolean fullSpeed;
    private final SessionPlace place;
    private final PrintWriter console;
    private final Surroundings surroundings;

    SessionRun(
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

    /** What a run gives back. */
    record Finished(SessionSummary summary, SessionResult result, Path folder) {}

    /**
     * @param comparisons other runs' curves, drawn beside this one's
     * @param told what is said of it: before a process that was told to end is let go
     */
    Finished run(ComputeDevice device, Stream stream, List<NamedCurve> comparisons, Consumer<Finished> told) {
        long startNs = place.startNs(fullSpeed, WallClock.now());
        SessionClock stopwatch = new SystemSessionClock(startNs);
        SessionClock clock = fullSpeed ? new SteppedSessionClock(startNs) : stopwatch;
        try (Rig rig = surroundings.rigs().build(config, clock)) {
            awaitSender(rig, clock, stream.desk());
            check(rig, clock);
            return session(rig, clock, stopwatch, device, stream, comparisons, told);
        }
    }

    private void awaitSender(Rig rig, SessionClock clock, CommandDesk desk) {
        if (config.source() instanceof SourceConfig.Live source
                && rig.input() instanceof ActivityInput.Imaged imaged
                && imaged.live() != null) {
            SenderWait.await(imaged.live(), source.waitNs(), clock, desk::isAbortedEarly, line -> {
                console.println(line);
                console.flush();
            });
        }
    }

    private void check(Rig rig, SessionClock clock) {
        List<Preflight.Check> checks = Preflight.check(config, rig, place.out(), clock.nowNs());
        for (Preflight.Check check : checks) {
            console.printf("  %-3s %-14s %s%n", check.holds() ? "ok" : "NO", check.what(), check.finding());
        }
        console.flush();
        for (Preflight.Check check : checks) {
            if (!check.holds()) {
                throw new ConfigurationException(check.what() + ": " + check.finding());
            }
        }
    }

    private Finished session(
            Rig rig,
            SessionClock clock,
            SessionClock stopwatch,
            ComputeDevice device,
            Stream stream,
            List<NamedCurve> comparisons,
            Consumer<Finished> told) {
        SessionFolder folder = place.folder(config, rig, clock.nowNs());
        EarlierParts earlier = place.earlier();
        DeviceLosses losses = new DeviceLosses(earlier.losses());
        SessionFigures figures = figures(rig, device);
        ProgressLine progress = new ProgressLine(console, stopwatch, isTerminal());
        if (config.pictureSpaces().contains(PictureSpace.GENERATOR)) {
            console.println("Training the picture generator on the bank");
            console.flush();
        }
        Optional<SessionEvent.ModelGiven> given =
                place.goesOn() ? Optional.empty() : config.model().startFrom().map(this::givenModel);
        LearnerFactory models = new LearnerFactory(
                config,
                device,
                given.map(SessionEvent.ModelGiven::weights).or(earlier::givenWeights),
                Optional.of(losses));
        try (Learner learner = models.learner(rig.bank())) {
            List<SessionEvent> logged = new ArrayList<>();
            StandingExperiment standing = standing(rig, learner, losses, figures.andThen(event -> {
                if (SessionFacts.tellsWhatWasAsked(event)) {
                    logged.add(event);
                }
            }));
            SessionParts parts = SessionParts.assemble(
                    config,
                    rig,
                    clock,
                    stopwatch,
                    ImagingSetup.of(config, rig, earlier.cells()),
                    place.goesOn() ? null : ImagingSetup.earlier(config, rig),
                    standing,
                    learner,
                    losses,
                    audience(rig, stream, logged, () -> freeBytes(folder)));
            if (!fullSpeed) {
                console.println("Rehearsing model and imaging, so that the first frames are as fast as the last");
                console.flush();
                new ModelRehearsal(config, rig.bank()).run(models.withoutFailover());
                ImagingSetup.rehearse(config, rig);
            }
            long startNs = stopwatch.nowNs();
            try (SessionLog log = folder.create(rig, surroundings.disk());
                    Session session = new Session(parts, rig, log, figures, progress)) {
                console.println("Session " + folder.sessionId() + ": " + config.name() + ", " + rig.name() + ", on "
                        + device.name());
                if (config.armed()) {
                    console.println("Armed: waiting for the microscope's trigger, or for the operator's start");
                }
                console.flush();
                SessionResult result = session.run(beginning(folder.started(device.name(), fullSpeed), given));
                progress.end();
                Reporting reporting =
                        new Reporting(rig, folder.path(), config.quality().limits());
                SessionSummary summary = reporting.summary(
                        folder.sessionId(),
                        parts.experiment(),
                        figures,
                        result,
                        fullSpeed,
                        (stopwatch.nowNs() - startNs) / 1e9,
                        comparisons,
                        device.name());
                for (BaselineResult baseline : summary.baselines()) {
                    parts.watchers()
                            .accept(new SessionEvent.BaselineMeasured(
                                    baseline.name(),
                                    summary.lastPresentations(),
                                    baseline.quality().testCorrelation().value()));
                }
                write(reporting, summary, result, folder);
                Finished finished = new Finished(summary, result, folder.path());
                told.accept(finished);
                return finished;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the session in " + folder.path() + ": " + e.getMessage(), e);
        }
    }

    /** A session that failed since the disk was full is told of as that. */
    private void write(Reporting reporting, SessionSummary summary, SessionResult result, SessionFolder folder)
            throws IOException {
        try {
            reporting.write(summary);
        } catch (IOException e) {
            if (result.failure() == null) {
                throw new IOException("its summary could not be written: " + e.getMessage(), e);
            }
            console.println("The session's summary could not be written: " + e.getMessage());
            console.println("When that is mended: ./loopscope recover " + folder.path());
            console.flush();
        }
    }

    /** The experiment at its beginning, or where the parts before left it, with all that they logged in the figures. */
    private StandingExperiment standing(Rig rig, Learner learner, DeviceLosses losses, Consumer<SessionEvent> earlier)
            throws IOException {
        if (place.goesOn()) {
            console.println("Part " + place.earlier().next() + " of the session: going through what was logged, "
                    + place.earlier().frames() + " frames");
            console.flush();
        }
        StandingExperiment standing = Restoration.of(
                        place.earlier(), SessionParts.settings(config, rig.bank()), learner, earlier, line -> {
                            console.println(line);
                            console.flush();
                        })
                .standing();
        for (DeviceLoss known = losses.poll(); known != null; known = losses.poll()) {
            console.println("Model " + known.member() + " had lost its device, and is on " + known.continuesOn());
        }
        if (place.goesOn()) {
            standing.experiment().goOnFrom(place.earlier().lastNs());
        }
        return standing;
    }

    private List<SessionEvent> beginning(SessionEvent.SessionStarted started, Optional<SessionEvent.ModelGiven> given) {
        List<SessionEvent> beginning = new ArrayList<>(List.of(started));
        if (place.goesOn()) {
            beginning.add(new SessionEvent.SessionContinued(
                    place.earlier().next(), place.earlier().lastNs()));
        }
        given.ifPresent(beginning::add);
        return beginning;
    }

    private SessionEvent.ModelGiven givenModel(Path file) {
        SessionEvent.ModelGiven given = StartingModel.read(config, file);
        console.println("The network starts from " + given.origin());
        return given;
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private SessionFigures figures(Rig rig, ComputeDevice device) {
        long decisionDeadlineNs = config.decisionLeadNs() - config.presenterDeadlineNs();
        return new SessionFigures(
                framePeriodNs(rig),
                decisionDeadlineNs,
                new ValidationRecord(rig.bank()),
                new BaselineRecord(rig.bank(), baselines(rig, device), config.seed()));
    }

    private Audience audience(
            Rig rig, Stream stream, List<SessionEvent> earlier, Supplier<OptionalLong> diskFreeBytes) {
        SessionFacts facts = SessionFacts.of(config, framePeriodNs(rig)).after(earlier);
        LiveImage live = new LiveImage();
        Consumer<SessionEvent> page = event -> {};
        if (stream.dashboard() != null) {
            TelemetryStream events = new TelemetryStream(fullSpeed);
            stream.dashboard().show(new LiveView(facts, rig.bank(), events, live, diskFreeBytes));
            page = events;
        }
        BaselineRecord baselines = new BaselineRecord(rig.bank(), List.of(PIXELS), config.seed());
        return new Audience(facts, stream.desk(), stream.publisher(), page, live, baselines, diskFreeBytes);
    }

    private OptionalLong freeBytes(SessionFolder folder) {
        try {
            return OptionalLong.of(surroundings.disk().usableBytes(folder.path()));
        } catch (IOException e) {
            // A figure to look at: the log itself says when the disk does not answer.
            return OptionalLong.empty();
        }
    }

    private static long framePeriodNs(Rig rig) {
        double exposureHz = switch (rig.input()) {
            case ActivityInput.Imaged imaged -> imaged.frames().format().rateHz();
            case ActivityInput.Recorded recorded -> recorded.rateHz();
        };
        return Math.round(1e9 / exposureHz);
    }

    /** Fitted when the session has ended, and shown beside the model; the first gives the baseline correlation. */
    private static List<Baseline> baselines(Rig rig, ComputeDevice device) {
        return List.of(PIXELS, new GaborBaseline(rig.bank().pictureSize(), device::backend));
    }
}
