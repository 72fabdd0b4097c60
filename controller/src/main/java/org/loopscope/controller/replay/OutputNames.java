package org.loopscope.controller.replay;

import org.loopscope.controller.log.SessionEvent;

/** What an output is called in a replay's report. */
final class OutputNames {
    private OutputNames() {}

    static String of(SessionEvent event) {
        return switch (event) {
            case SessionEvent.StimulusDecided e ->
                "stimulus decision " + e.decision().index();
            case SessionEvent.PulseDecided e -> "the pulse of frame " + e.frameIndex();
            case SessionEvent.BlockChanged e -> (e.begun() ? "the beginning" : "the end") + " of block " + e.block();
            case SessionEvent.ResponseMeasured e ->
                "the response to presentation "
                        + e.response().presentation().decision().index();
            case SessionEvent.ResponseInvalidated e ->
                "the invalid response to presentation "
                        + e.response().presentation().decision().index();
            case SessionEvent.TargetsChosen e -> "the choice of targets";
            case SessionEvent.QualityMeasured e -> "the model's quality after " + e.presentations() + " presentations";
            case SessionEvent.CellJudged e -> "the label of cell " + e.cell().neuron() + " by survey " + e.survey();
            case SessionEvent.ModelSnapshot e -> "the model after " + e.presentations() + " presentations";
            case SessionEvent.OperatorAnswered e -> "the answer to the command " + e.verb();
            case SessionEvent.ImagesPredicted e ->
                "what the model expects of its images after " + e.presentations() + " presentations";
            case SessionEvent.RoisFixed e -> "the set of cells of plane " + e.plane();
            case SessionEvent.CellsMatched e -> "which cells are which of the earlier session's";
            default -> event.getClass().getSimpleName();
        };
    }
}
