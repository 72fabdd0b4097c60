package org.loopscope.inference.complexness;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.encoder.EncodingModel;
import org.loopscope.inference.quality.TargetSelection;
import org.loopscope.inference.synthesis.AscentSettings;
import org.loopscope.inference.synthesis.ImageAscent;
import org.loopscope.stimulus.StimulusImage;

/**
 * Judges one cell after the other, the best predicted first, in slices that each hold the model thread for a few tens of
 * milliseconds: some ascent steps of all starts of a cell, or its bootstrap. Model thread only. The outcome depends on the
 * calls alone.
 */
public final class ComplexnessSurvey {
    private final ComplexnessSettings settings;
    private final ImageAscent ascent;
    private double[] predictionCorrelation = {};
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
            int imageSizePx,
            int neurons,
            List<StimulusImage> backgrounds) {
        this.settings = settings;
        this.ascent = new ImageAscent(
                ascent.with(settings.startsPerCell(), settings.ascentSteps(), ascent.contrastRms()),
                imageSizePx,
                neurons,
                backgrounds);
    }

    /**
     * Begins anew with the cells that the model predicts reliably.
     *
     * @param correlation of each neuron's prediction with its held-out responses
     * @param mostCells the best predicted ones are looked at
     * @param firstSeed of the starts and of the bootstrap
     */
    public void begin(double[] correlation, int mostCells, long firstSeed) {
        predictionCorrelation = correlation.clone();
        seed = firstSeed;
        position = 0;
        climbing = false;
        int reliable = 0;
        for (double r : correlation) {
            reliable += r > settings.leastPrediction() ? 1 : 0;
        }
        cells = TargetSelection.highest(correlation, Math.min(reliable, mostCells));
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
        return CellComplexness.of(ascent.all(), measured, predictionCorrelation[neuron], settings, seed + neuron);
    }
}
