package org.loopscope.inference.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.ComplexnessSurvey;
import org.loopscope.inference.complexness.HeldOutResponses;
import org.loopscope.inference.complexness.MeasuredResponses;
import org.loopscope.inference.encoder.EncodingModel;

/**
 * The surveys of a session's simple and complex cells, one after the other. Cells are judged by their single responses to
 * choosable pictures: there are forty times as many of those as of held-out ones, and what a difference between two models
 * rests on is the number of pictures. The model has learnt from them, so its images follow their noise a little, those of
 * both models alike; the held-out pictures therefore say whether the cell is predicted at all, and whether the label's model
 * holds there too. Synthesized pictures do not count: they are the very images that the two models are made of.
 */
final class CellSurveys {
    private final ComplexnessSurvey survey;
    private final MeasuredResponses measured = new MeasuredResponses();
    private int number;

    CellSurveys(ComplexnessSurvey survey) {
        this.survey = survey;
    }

    /** Takes the response to a choosable picture; neither is copied. */
    void add(float[] picture, float[] rates) {
        measured.add(picture, rates);
    }

    ModelUpdate start(HeldOutResponses heldOut, int presentations, ModelRequest.StartSurvey request) {
        number++;
        survey.begin(heldOut, measured.presentations(), request.mostCells(), request.seed());
        return new ModelUpdate.Surveyed(number, presentations, survey.cellsLeft(), List.of());
    }

    ModelUpdate advance(EncodingModel model) {
        @Nullable CellComplexness judged = survey.cellsLeft() > 0 ? survey.advance(model, measured) : null;
        return new ModelUpdate.Surveyed(
                number, model.presentations(), survey.cellsLeft(), judged == null ? List.of() : List.of(judged));
    }
}
