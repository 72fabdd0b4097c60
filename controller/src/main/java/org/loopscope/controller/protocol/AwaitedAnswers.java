package org.loopscope.controller.protocol;

import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/**
 * What the model has been asked and has yet to answer, of the requests that it always answers once. Counted from requests
 * and updates alone, so that a replay counts the same.
 */
final class AwaitedAnswers {
    private int qualities;
    private int surveys;
    private int others;
    private int ascents;
    private int ascentsGivenUp;

    void asked(ModelRequest request) {
        switch (request) {
            case ModelRequest.Evaluate evaluate -> qualities++;
            case ModelRequest.StartSurvey survey -> surveys++;
            case ModelRequest.ContinueSurvey survey -> surveys++;
            case ModelRequest.ScoreBank score -> others++;
            case ModelRequest.Ascend ascend -> {
                others++;
                ascents++;
            }
            case ModelRequest.TakeSnapshot snapshot -> others++;
            case ModelRequest.StartEvolution start -> others++;
            case ModelRequest.Breed breed -> others++;
            case ModelRequest.Open open -> {}
            case ModelRequest.Learn learn -> {}
            case ModelRequest.Train train -> {}
            case ModelRequest.StartRanking start -> {}
            case ModelRequest.ContinueRanking slice -> {}
            case ModelRequest.StartSynthesis start -> {}
            case ModelRequest.StartControls start -> {}
        }
    }

    void answered(ModelUpdate update) {
        switch (update) {
            case ModelUpdate.Quality quality -> qualities--;
            case ModelUpdate.Surveyed surveyed -> surveys--;
            case ModelUpdate.BankScores scores -> others--;
            case ModelUpdate.Images images -> ascended();
            case ModelUpdate.Controls controls -> ascended();
            case ModelUpdate.Generation generation -> others--;
            case ModelUpdate.Snapshot snapshot -> others--;
            case ModelUpdate.BankRanking ranking -> {}
            case ModelUpdate.Trained trained -> {}
        }
    }

    private void ascended() {
        others--;
        ascents--;
        ascentsGivenUp = Math.max(0, ascentsGivenUp - 1);
    }

    /** Images that were asked for up to now are for targets that are none any more. */
    void giveUpAscents() {
        ascentsGivenUp = ascents;
    }

    /** Whether the next images to come were given up. */
    boolean givesUp(ModelUpdate update) {
        return ascentsGivenUp > 0 && (update instanceof ModelUpdate.Images || update instanceof ModelUpdate.Controls);
    }

    boolean quality() {
        return qualities > 0;
    }

    boolean any() {
        return qualities + surveys + others > 0;
    }
}
