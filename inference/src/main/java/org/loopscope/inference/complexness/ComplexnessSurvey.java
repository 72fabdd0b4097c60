package org.loopscope.inference.complexness;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.quality.TargetSelection;
import org.loopscope.inference.synthesis.AscentSettings;
import org.loopscope.inference.synthesis.ImageAscent;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/**
 * Judges one cell after the other, the best predicted first, in slices that each hold the model thread for a few tens of
 * milliseconds: some ascent steps of all starts of a cell, or its bootstrap. Model thread only. The outcome depends on the
 * calls alone.
 */
public final class ComplexnessSurvey {
    private final ComplexnessSettings settings;
    private final ImageAscent ascent;
    private HeldOutResponses heldOut = new HeldOutResponses(List.of(), new float[0], new double[0]);
    private int[] cells = {};
    private long seed;
    private int position;
    private boolean climbing;

    /**
     * @param ascent its starts and steps are replaced by those of {@code settings}
     * @param backgrounds as of {@link ImageAscent}
     */
    public ComplexnessSurvey(
            ComplexnessSettings settings,
            AscentSettings ascent,
            PictureSize pictures,
            int neurons,
            List<StimulusImage> backgrounds) {
        this.settings = settings;
        this.ascent = new ImageAscent(
                ascent.with(settings.startsPerCell(), settings.ascentSteps(), ascent.contrastRms()),
                pictures,
                neurons,
                backgrounds);
    }

    /**
     * Begins anew with the cells that the model predicts reliably: better than the settings ask, and better than chance would
     * with so few held-out pictures.
     *
     * @param responses to the held-out pictures so far
     * @param presentations that {@link #advance} will be given at least; with too few, no cell is looked at
     * @param mostCells the best predicted ones are looked at
     * @param firstSeed of the starts and of the bootstrap
     */
    public void begin(HeldOutResponses responses, int presentations, int mostCells, long firstSeed) {
        heldOut = responses;
        seed = firstSeed;
        position = 0;
        climbing = false;
        double least = Math.max(settings.leastPrediction(), responses.chanceCorrelation());
        double[] scores = responses.predictionCorrelation().clone();
        int reliable = 0;
        for (int n = 0; n < scores.length; n++) {
            if (scores[n] > least && presentations >= settings.leastPresentations()) {
                reliable++;
            } else {
                scores[n] = Double.NEGATIVE_INFINITY; // also where it is not a number
            }
        }
        cells = TargetSelection.highest(scores, Math.min(reliable, mostCells));
    }

    /** Cells that have yet to be judged. */
    public int cellsLeft() {
        return cells.length - position;
    }

    /**
     * Does the next slice; there must be a cell left.
     *
     * @return the cell that this slice has judged, or null when it only brought one nearer
     */
    public @Nullable CellComplexness advance(EncodingModel model, MeasuredResponses measured) {
        int neuron = cells[position];
        if (!climbing) {
            ascent.start(new int[] {neuron}, seed);
            climbing = true;
        }
        if (ascent.stepsTaken() < settings.ascentSteps()) {
            ascent.advance(model, Math.max(1, settings.stepsPerSlice() / settings.startsPerCell()));
            return null;
        }
        climbing = false;
        position++;
        return CellComplexness.of(ascent.all(), measured, heldOut, settings, seed + neuron);
    }
}
