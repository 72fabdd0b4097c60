package org.loopscope.controller.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionLog;
import org.loopscope.controller.modelfile.ModelFile;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.controller.rig.ComputeDevice;
import org.loopscope.controller.rig.ImagingSetup;
import org.loopscope.controller.rig.LearnerFactory;
import org.loopscope.controller.rig.ModelRehearsal;
import org.loopscope.controller.rig.Models;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.session.Preflight;
import org.loopscope.controller.session.SenderWait;
import org.loopscope.controller.session.Session;
import org.loopscope.controller.session.SessionParts;
import org.loopscope.controller.session.SessionResult;
import org.loopscope.controller.summary.BaselineRecord;
import org.loopscope.controller.summary.SessionFigures;
import org.loopscope.controller.summary.SessionSummary;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.controller.summary.ValidationRecord;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SteppedSessionClock;
import org.loopscope.firmware.clock.SystemSessionClock;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.encoder.GaborBaseline;
import org.loopscope.inference.learning.Learner;
import org.loopscope.inference.learning.PictureSpace;
import org.loopscope.inference.quality.Baseline;
import org.loopscope.inference.quality.PixelRidge;

/** One session as the command line runs it: checks first, then the session, then what is written about it. */
final class SessionRun {
    private final ExperimentConfig config;
    private final boolean fullSpeed;
    private final Path out;
    private final PrintWriter console;
    private final Surroundings surroundings;

    SessionRun(ExperimentConfig config, boolean fullSpeed, Path out, PrintWriter console, Surroundings surroundings) {
        this.config = config;
        this.fullSpeed = fullSpeed;
        this.out = out;
        this.console = console;
        this.surroundings = surroundings;
    }

    /** What a run gives back. */
    record Finished(SessionSummary summary, SessionResult result, Path folder) {}

    /** @param comparisons other runs' curves, drawn beside this one's */
    Finished run(ComputeDevice device, Stream stream, List<NamedCurve> comparisons) {
        SessionClock stopwatch = new SystemSessionClock();
        SessionClock clock = fullSpeed ? new SteppedSessionClock() : stopwatch;
        try (Rig rig = surroundings.rigs().build(config, clock)) {
            awaitSender(rig, clock);
            check(rig, clock);
            return session(rig, clock, stopwatch, device, stream, comparisons);
        }
    }

    private void awaitSender(Rig rig, SessionClock clock) {
        if (config.source() instanceof SourceConfig.Live source
                && rig.input() instanceof ActivityInput.Imaged imaged
                && imaged.live() != null) {
            SenderWait.await(imaged.live(), source.waitNs(), clock, line -> {
                console.println(line);
                console.flush();
            });
        }
    }

    private void check(Rig rig, SessionClock clock) {
        List<Preflight.Check> checks = Preflight.check(config, rig, out, clock.nowNs());
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
            List<NamedCurve> comparisons) {
        SessionFolder folder = SessionFolder.planned(out, config, rig, clock.nowNs());
        DeviceLosses losses = new DeviceLosses();
        SessionFigures figures = figures(rig, device);
        ProgressLine progress = new ProgressLine(console, stopwatch, isTerminal());
        if (config.pictureSpaces().contains(PictureSpace.GENERATOR)) {
            console.println("Training the picture generator on the bank");
            console.flush();
        }
        Optional<SessionEvent.ModelGiven> given = config.model().startFrom().map(this::givenModel);
        LearnerFactory models =
                new LearnerFactory(config, device, given.map(SessionEvent.ModelGiven::weights), Optional.of(losses));
        try (Learner learner = models.learner(rig.bank())) {
            SessionParts parts = SessionParts.assemble(
                    config,
                    rig,
                    clock,
                    stopwatch,
                    ImagingSetup.of(config, rig),
                    ImagingSetup.earlier(config, rig),
                    learner,
                    losses,
                    stream.publisher());
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
                SessionResult result = session.run(folder.started(device.name(), fullSpeed), given);
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
                reporting.write(summary);
                return new Finished(summary, result, folder.path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the session's summary could not be written to " + folder.path(), e);
        }
    }

    /** The network that this session's starts from. */
    private SessionEvent.ModelGiven givenModel(Path file) {
        try {
            ModelFile model = ModelFile.read(file);
            String core = Models.core(config.model()).kind();
            if (!model.origin().core().equals(core)) {
                throw new ConfigurationException("model.start_from: " + file + " holds a "
                        + model.origin().core() + " core, and this experiment's model.core asks for a " + core
                        + " one; name the core that it was learnt with, or leave start_from out");
            }
            String origin = file + ", from " + model.origin();
            console.println("The network starts from " + origin);
            return new SessionEvent.ModelGiven(origin, model.weights());
        } catch (IOException e) {
            throw new ConfigurationException("model.start_from: " + e.getMessage(), e);
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private SessionFigures figures(Rig rig, ComputeDevice device) {
        double exposureHz = switch (rig.input()) {
            case ActivityInput.Imaged imaged -> imaged.frames().format().rateHz();
            case ActivityInput.Recorded recorded -> recorded.rateHz();
        };
        long decisionDeadlineNs = config.decisionLeadNs() - config.presenterDeadlineNs();
        return new SessionFigures(
                Math.round(1e9 / exposureHz),
                decisionDeadlineNs,
                new ValidationRecord(rig.bank()),
                new BaselineRecord(rig.bank(), baselines(rig, device), config.seed()));
    }

    /** Fitted when the session has ended, and shown beside the model; the first gives the baseline correlation. */
    private static List<Baseline> baselines(Rig rig, ComputeDevice device) {
        return List.of(
                new Baseline.OnPixels(new PixelRidge.Settings(0.15, 1)),
                new GaborBaseline(rig.bank().pictureSize(), device::backend));
    }
}
