package org.loopscope.controller.summary;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.complexness.CellComplexness;
import org.loopscope.inference.complexness.CellLabel;

/**
 * A cell that was judged simple or complex, by the last survey that looked at it.
 *
 * @param presentations presentations that the model had learnt from
 * @param trueKind what the simulation knows; null on a real animal
 */
public record LabelledCell(
        int presentations, CellComplexness cell, @Nullable String trueKind) {

    /** How many have this label. */
    public static long count(List<LabelledCell> cells, CellLabel label) {
        return cells.stream().filter(cell -> cell.cell().label() == label).count();
    }

    /** Whether the label can be right or wrong: it is decided, and the truth is simple or complex. */
    public boolean canBeScored() {
        return cell.label() != CellLabel.UNDECIDED
                && trueKind != null
                && (trueKind.equals("simple") || trueKind.equals("complex"));
    }

    /** Whether a label that can be scored is right. */
    public boolean right() {
        return canBeScored() && (cell.label() == CellLabel.SIMPLE) == "simple".equals(trueKind);
    }
}
