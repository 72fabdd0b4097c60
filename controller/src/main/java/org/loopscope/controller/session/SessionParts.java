package org.loopscope.controller.session;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.days.DayField;
import org.loopscope.acquisition.path.VolumePath;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.mqtt.MqttPublisher;
import org.loopscope.controller.operator.Answer;
import org.loopscope.controller.operator.CommandDesk;
import org.loopscope.controller.protocol.Outputs;
import org.loopscope.controller.protocol.ProtocolSettings;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.firmware.Pulse;
import org.loopscope.firmware.clock.SessionClock;
import org.loopscope.firmware.clock.SteppedSessionClock;
import org.loopscope.inference.encoder.DeviceLosses;
import org.loopscope.inference.learning.Learner;
import org.loopscope.stimulus.StimulusBank;
import org.loopscope.stimulus.StimulusDecision;

/**
 * A session's working parts, put together and not yet started.
 *
 * @param stallTimeoutNs how long a silent source is borne
 * @param clock the session's time; a {@link SteppedSessionClock} means full speed
 * @param events gets what is for the log and for those who watch
 * @param watchers of it, gets what is for those who watch alone
 * @param stopwatch measures latencies; the same clock in real time
 */
public record SessionParts(
        boolean armed,
        long stallTimeoutNs,
        SessionClock clock,
        SessionClock stopwatch,
        LogQueue logQueue,
        Consumer<SessionEvent> events,
        Consumer<SessionEvent> watchers,
        TelemetryStream stream,
        Audience audience,
        ClosedLoopExperiment experiment,
        LoopAgents loop) {
    /** Presentations that may wait to be learnt from before their training steps are left out. */
    private static final int MOST_WAITING_TO_LEARN = 20;

    /**
     * @param imaging null where activity comes ready made
     * @param earlier the field whose cells are to be found again; null for none
     * @param standing at its beginning, or where an earlier part left it; {@code learner} likewise
     * @param losses where the learner notes that its device is lost
     */
    public static SessionParts assemble(
            ExperimentConfig config,
            Rig rig,
            SessionClock clock,
            SessionClock stopwatch,
            @Nullable VolumePath imaging,
            @Nullable DayField earlier,
            StandingExperiment standing,
            Learner learner,
            DeviceLosses losses,
            Audience audience) {
        int framesForLog = LogQueue.frames(config.log().queueNs(), rig.input());
        LogQueue logQueue = new LogQueue(framesForLog, clock instanceof SteppedSessionClock);
        TelemetryStream stream = new TelemetryStream(clock instanceof SteppedSessionClock);
        Consumer<SessionEvent> watchers =
                audience.publisher() == null ? audience.page() : stream.andThen(audience.page());
        SessionEvents events = new SessionEvents(logQueue, watchers);
        QueuedModel model = new QueuedModel();
        CellMatchAgent matching = earlier == null ? null : new CellMatchAgent(earlier, clock, events);
        FrameWay frameWay = FrameWay.of(
                rig.input(),
                imaging,
                framesForLog,
                config.log().corrected(),
                config.rig().stallTimeoutNs(),
                clock,
                stopwatch,
                logQueue,
                audience.live(),
                matching == null ? events : events.andThen(matching));
        CellSearchAgent search = frameWay.search();
        BaselineAgent baseline = new BaselineAgent(audience.baselines(), stopwatch, events);
        Consumer<SessionEvent> answered =
                events.andThen(event -> answer(event, audience.desk())).andThen(baseline);
        Consumer<SessionEvent> log =
                search == null ? answered : new SearchAtBlocks(config.searchingBlocks(), search, answered);
        standing.links().connect(model, outputs(rig), log);
        standing.waiting().forEach(model::request);
        ClosedLoopExperiment experiment = standing.experiment();
        ExperimentAgent experimentAgent = new ExperimentAgent(
                frameWay.activities(),
                frameWay.agents().getLast(),
                experiment,
                model,
                rig.device(),
                rig.presenter(),
                audience.desk()::poll,
                clock,
                stopwatch,
                events);
        ModelAgent modelAgent =
                new ModelAgent(model, learner, losses, MOST_WAITING_TO_LEARN, standing.requestsDone(), clock, events);
        return new SessionParts(
                config.armed(),
                config.rig().stallTimeoutNs(),
                clock,
                stopwatch,
                logQueue,
                events,
                watchers,
                stream,
                audience,
                experiment,
                new LoopAgents(frameWay, experimentAgent, modelAgent, matching, baseline));
    }

    /** What the experiment needs of its configuration. */
    public static ProtocolSettings settings(ExperimentConfig config, StimulusBank bank) {
        return new ProtocolSettings(
                config.blocks(),
                config.learning(),
                config.responseWindow(),
                config.decisionLeadNs(),
                config.presenterDeadlineNs(),
                bank,
                QualityFlag.bits(config.quality().invalidating()),
                config.quality().showAgain(),
                config.complexness().cells(),
                config.seed());
    }

    Optional<TelemetryAgent> telemetry(BooleanSupplier othersFinished) {
        MqttPublisher publisher = audience.publisher();
        return publisher == null
                ? Optional.empty()
                : Optional.of(new TelemetryAgent(
                        stream,
                        new EventPublisher(
                                audience.facts(),
                                publisher::publish,
                                () -> stream.dropped() + publisher.dropped(),
                                audience.diskFreeBytes()),
                        publisher,
                        stopwatch,
                        othersFinished,
                        new SessionEvents(logQueue, audience.page())));
    }

    CommandDesk desk() {
        return audience.desk();
    }

    private static void answer(SessionEvent event, CommandDesk desk) {
        if (event instanceof SessionEvent.OperatorAnswered answered) {
            desk.answer(answered.id(), answered.accepted() ? Answer.ACCEPTED : Answer.refused(answered.reason()));
        }
    }

    private static Outputs outputs(Rig rig) {
        return new Outputs() {
            @Override
            public void show(StimulusDecision decision) {
                rig.presenter().submit(decision);
            }

            @Override
            public void send(Pulse pulse) {
                rig.device().pulse(pulse);
            }
        };
    }
}
