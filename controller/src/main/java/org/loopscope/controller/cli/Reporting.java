package org.loopscope.controller.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.acquisition.quality.QualityLimits;
import org.loopscope.acquisition.roi.RoiSet;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.protocol.Knowledge;
import org.loopscope.controller.protocol.Protocol;
import org.loopscope.controller.rig.ActivityInput;
import org.loopscope.controller.rig.Rig;
import org.loopscope.controller.session.SessionResult;
import org.loopscope.controller.summary.LabelledCell;
import org.loopscope.controller.summary.SessionFigures;
import org.loopscope.controller.summary.SessionSummary;
import org.loopscope.controller.summary.SessionSummary.NamedCurve;
import org.loopscope.controller.summary.SummaryJson;
import org.loopscope.controller.summary.TargetOutcome;

/** What is written about a session when it has ended: summary, truth, pictures. */
final class Reporting {
    private final Rig rig;
    private final Path folder;
    private final QualityLimits limits;

    /** @param limits what the frames were held to */
    Reporting(Rig rig, Path folder, QualityLimits limits) {
        this.rig = rig;
        this.folder = folder;
        this.limits = limits;
    }

    SessionSummary summary(
            String sessionId,
            ClosedLoopExperiment experiment,
            SessionFigures figures,
            SessionResult result,
            boolean fullSpeed,
            double wallSeconds,
            List<NamedCurve> comparisons,
            String device) {
        return new SessionSummary(
                sessionId,
                result.outcome().word(),
                fullSpeed ? "service" : "arrival",
                wallSeconds,
                figures,
                figures.baselines(),
                comparisons,
                outcomes(experiment.protocol(), figures),
                labels(figures),
                device,
                VersionProvider.VERSION);
    }

    private List<TargetOutcome> outcomes(@Nullable Protocol protocol, SessionFigures figures) {
        if (protocol == null || figures.targets() == null) {
            return List.of();
        }
        Knowledge knowledge = protocol.knowledge();
        if (knowledge.images() == null || knowledge.bankScores() == null) {
            return List.of();
        }
        return figures.validation()
                .outcomes(
                        figures.targets(),
                        knowledge.images(),
                        knowledge.bankScores(),
                        // Only the simulated rig knows its neurons, and it has one plane.
                        figures.rois().size() == 1 ? figures.rois().getFirst().rois() : null,
                        rig.truth());
    }

    private List<LabelledCell> labels(SessionFigures figures) {
        // As above: what knows its neurons has one plane.
        @Nullable RoiSet rois = figures.rois().size() == 1 ? figures.rois().getFirst().rois() : null;
        return figures.judged().stream()
                .map(judged -> new LabelledCell(
                        judged.presentations(),
                        judged.cell(),
                        rois == null
                                ? null
                                : rig.truth()
                                        .kindOf(rois.rois().get(judged.cell().neuron()))))
                .toList();
    }

    void write(SessionSummary summary) throws IOException {
        new SummaryJson().write(summary, folder.resolve("summary.json"));
        rig.truthWriter().write(folder);
        ActivityInput input = rig.input();
        new SessionPictures(folder.resolve("pictures"), rig.bank(), input.activityHz(), limits).draw(summary);
    }
}
