package org.loopscope.controller.recover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopscope.acquisition.FrameFormat;
import org.loopscope.controller.config.ExperimentConfig;
import org.loopscope.controller.config.SourceConfig;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.summary.BaselineRecord;
import org.loopscope.controller.summary.SessionFigures;
import org.loopscope.controller.summary.SessionSummary;
import org.loopscope.controller.summary.SummaryJson;
import org.loopscope.controller.summary.ValidationRecord;
import org.loopscope.stimulus.StimulusBank;

/**
 * The summary of a session, from its journal's events. What only the rig knew, the simulated neurons'
 * truth, is not in it, and no model or baseline is fitted anew.
 */
final class RecoveredFigures {
    private final JournaledSession session;
    private final ExperimentConfig config;
    private final StimulusBank bank;
    private final SessionFigures figures;

    RecoveredFigures(JournaledSession session, ExperimentConfig config, StimulusBank bank) {
        this.session = session;
        this.config = config;
        this.bank = bank;
        double exposureHz = session.begun().frames().map(FrameFormat::rateHz).orElseGet(() -> samplesHz(config));
        figures = new SessionFigures(
                Math.round(1e9 / exposureHz),
                config.decisionLeadNs() - config.presenterDeadlineNs(),
                new ValidationRecord(bank),
                new BaselineRecord(bank, List.of(), config.seed()));
    }

    void add(SessionEvent event) {
        figures.accept(event);
    }

    /** Writes the summary, and gives it to be drawn. */
    RecoveryReport.Recovered write(Path file) throws IOException {
        SessionSummary summary = new SessionSummary(
                session.started().sessionId(),
                session.outcome(),
                session.started().fullSpeed() ? "service" : "arrival",
                session.lastNs() / 1e9,
                figures,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                session.started().device(),
                session.started().version());
        new SummaryJson().write(summary, file);
        Optional<FrameFormat> frames = session.begun().frames();
        return new RecoveryReport.Recovered(
                summary,
                bank,
                frames.map(FrameFormat::planeRateHz).orElseGet(() -> samplesHz(config)),
                config.quality().limits());
    }

    private static double samplesHz(ExperimentConfig config) {
        return config.source() instanceof SourceConfig.Responses responses ? responses.sampleHz() : 1;
    }
}
