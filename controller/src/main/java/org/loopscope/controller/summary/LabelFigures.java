package org.loopscope.controller.summary;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.CellLabel;
import org.loopscope.inference.quality.Estimate;

/** The simple and the complex cells, for the summary. */
final class LabelFigures {
    private LabelFigures() {}

    static void write(ObjectNode node, List<LabelledCell> labels) {
        node.put("simple", LabelledCell.count(labels, CellLabel.SIMPLE))
                .put("complex_like", LabelledCell.count(labels, CellLabel.COMPLEX_LIKE))
                .put("undecided", LabelledCell.count(labels, CellLabel.UNDECIDED));
        if (scored(labels) > 0) {
            node.put("right", right(labels)).put("scored", scored(labels));
        }
        ArrayNode cells = node.putArray("cells");
        for (LabelledCell labelled : labels) {
            CellComplexness cell = labelled.cell();
            ObjectNode entry = cells.addObject()
                    .put("neuron", cell.neuron())
                    .put("label", cell.label().word())
                    .put("confidence", cell.confidence())
                    .put("presentations", labelled.presentations())
                    .put("prediction_correlation", cell.predictionCorrelation())
                    .put("held_out_similarity", cell.heldOutSimilarity())
                    .put("images", cell.images())
                    .put("least_cosine", cell.leastCosine())
                    .put("phase_invariant", cell.phaseInvariant());
            interval(entry, "complexness", cell.complexness());
            interval(entry, "simple_similarity", cell.simpleSimilarity());
            interval(entry, "complex_similarity", cell.complexSimilarity());
            if (labelled.trueKind() != null) {
                entry.put("kind", labelled.trueKind());
            }
        }
    }

    private static void interval(ObjectNode node, String name, Estimate estimate) {
        node.put(name, estimate.value());
        node.putArray(name + "_interval").add(estimate.low()).add(estimate.high());
    }

    static String line(List<LabelledCell> labels) {
        long phaseInvariant =
                labels.stream().filter(cell -> cell.cell().phaseInvariant()).count();
        String truth = scored(labels) == 0
                ? ""
                : String.format(
                        Locale.ROOT, "; by the ground truth %d of %d labels are right", right(labels), scored(labels));
        return String.format(
                Locale.ROOT,
                "Of %d cells that the model predicts: %d simple, %d complex-like, %d undecided; %d phase-invariant%s",
                labels.size(),
                LabelledCell.count(labels, CellLabel.SIMPLE),
                LabelledCell.count(labels, CellLabel.COMPLEX_LIKE),
                LabelledCell.count(labels, CellLabel.UNDECIDED),
                phaseInvariant,
                truth);
    }

    private static long scored(List<LabelledCell> labels) {
        return labels.stream().filter(LabelledCell::canBeScored).count();
    }

    private static long right(List<LabelledCell> labels) {
        return labels.stream().filter(LabelledCell::right).count();
    }
}
