package org.loopscope.controller.log.nwb;

import java.util.Arrays;
import org.loopscope.controller.log.SessionEvent.CellJudged;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.quality.Estimate;
import org.loopscope.stimulus.PictureSize;
import org.loopscope.stimulus.StimulusImage;

/** Which cells are simple and which complex-like; of a cell that was judged more than once the last row counts. */
final class ComplexnessTable {
    private final PictureSize size;
    private final NwbTable table;
    private final ExtendibleDataset survey;
    private final ExtendibleDataset presentations;
    private final ExtendibleDataset neuron;
    private final ExtendibleTexts label;
    private final ExtendibleDataset confidence;
    private final ExtendibleDataset complexness;
    private final ExtendibleDataset simpleSimilarity;
    private final ExtendibleDataset complexSimilarity;
    private final ExtendibleDataset heldOutSimilarity;
    private final ExtendibleDataset prediction;
    private final ExtendibleDataset images;
    private final ExtendibleDataset leastCosine;
    private final ExtendibleDataset phaseInvariant;
    private final ExtendibleDataset examples;

    /** @param size of the pictures */
    ComplexnessTable(NwbObjects objects, PictureSize size) {
        this.size = size;
        table = new NwbTable(
                objects,
                NwbLayout.CELL_COMPLEXNESS,
                NwbType.DYNAMIC_TABLE,
                "Simple and complex-like cells (Ukita et al. 2019) among those that the encoding model predicts; of a cell"
                        + " with several rows the last one counts");
        survey = table.int32("survey", "Running number of the survey, from 1");
        presentations = table.int32("presentations", "Presentations that the model had learnt from");
        neuron = table.int32("neuron", "Cell, as a row of PlaneSegmentation or a column of the responses");
        label = table.texts("label", "simple, complex-like or undecided");
        confidence = table.numbers(
                "confidence", Numeric.F32, "Share of the bootstrap samples on the label's side of the threshold");
        complexness = interval("complexness", "Similarity of the complex model less that of the simple one");
        simpleSimilarity =
                interval("simple_similarity", "Correlation of the responses with the match to one exciting image");
        complexSimilarity = interval(
                "complex_similarity", "Correlation of the responses with the best match to any exciting image");
        heldOutSimilarity = table.numbers(
                "held_out_similarity",
                Numeric.F32,
                "Correlation of the likelier model with the mean responses to the held-out pictures");
        prediction =
                table.numbers("prediction_correlation", Numeric.F32, "Of the encoding model, on the held-out pictures");
        images = table.int32("images", "How many different images excite the cell");
        leastCosine = table.numbers("least_cosine", Numeric.F32, "Smallest cosine between two of them; 1 of one alone");
        phaseInvariant = table.truth("phase_invariant", "Two of them are nearly each other's negative");
        examples = table.numbers(
                "examples",
                Numeric.F32,
                "The image that excites it most, then the ones least like those before: [image][x][y], contrast units;"
                        + " NaN where there are fewer",
                CellComplexness.MOST_EXAMPLES,
                size.widthPx(),
                size.heightPx());
        table.seal();
    }

    private ExtendibleDataset interval(String name, String description) {
        return table.numbers(name, Numeric.F32, description + ": value, 2.5th and 97.5th percentile", 3);
    }

    void append(CellJudged judged) {
        CellComplexness cell = judged.cell();
        survey.append(judged.survey());
        presentations.append(judged.presentations());
        neuron.append(cell.neuron());
        label.append(cell.label().word());
        confidence.append((float) cell.confidence());
        append(complexness, cell.complexness());
        append(simpleSimilarity, cell.simpleSimilarity());
        append(complexSimilarity, cell.complexSimilarity());
        heldOutSimilarity.append((float) cell.heldOutSimilarity());
        prediction.append((float) cell.predictionCorrelation());
        images.append(cell.images());
        leastCosine.append((float) cell.leastCosine());
        phaseInvariant.append(cell.phaseInvariant());
        examples.append(pixels(cell));
        table.rowDone();
    }

    private static void append(ExtendibleDataset column, Estimate estimate) {
        column.append(new float[] {estimate.value(), estimate.low(), estimate.high()});
    }

    private float[] pixels(CellComplexness cell) {
        int pixels = size.pixels();
        float[] all = new float[CellComplexness.MOST_EXAMPLES * pixels];
        Arrays.fill(all, Float.NaN);
        int at = 0;
        for (StimulusImage image : cell.examples()) {
            System.arraycopy(
                    Transposition.transpose(image.pixels(), size.heightPx(), size.widthPx()), 0, all, at, pixels);
            at += pixels;
        }
        return all;
    }
}
