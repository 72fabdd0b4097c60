package org.loopscope.inference.learning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.ComplexnessSurvey;
import org.loopscope.inference.complexness.MeasuredResponses;
import org.loopscope.inference.encoder.EncodingModel;

/**
 * The surveys of a session's simple and complex cells, one after the other. Cells are judged by their single responses to
 * choosable pictures: there are many of those, where the few held-out ones say whether a cell is predicted at all.
 * Synthesized pictures do not count, since they are the very images that the two models are made of.
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

    /** @param correlation of each neuron's prediction with its held-out responses */
    ModelUpdate start(double[] correlation, int presentations, ModelRequest.StartSurvey request) {
        number++;
        survey.begin(correlation, measured.enough() ? request.mostCells() : 0, request.seed());
        return new ModelUpdate.Surveyed(number, presentations, survey.cellsLeft(), List.of());
    }

    ModelUpdate advance(EncodingModel model) {
        @Nullable CellComplexness judged = survey.cellsLeft() > 0 ? survey.advance(model, measured) : null;
        return new ModelUpdate.Surveyed(
                number, model.presentations(), survey.cellsLeft(), judged == null ? List.of() : List.of(judged));
    }
}
