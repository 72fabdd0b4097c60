package org.loopscope.controller.whatif;

/**
 * The cells that each side chose to aim at, as each calls them; none where it chose none.
 *
 * @param common how many are the same cells
 */
public record TargetAgreement(int[] recorded, int[] tried, int common) {
    static TargetAgreement of(int[] recorded, int[] tried, CellPairs cells) {
        int common = 0;
        for (int target : recorded) {
            int own = cells.triedOf(target);
            for (int other : tried) {
                common += own != CellPairs.NONE && own == other ? 1 : 0;
            }
        }
        return new TargetAgreement(recorded, tried, common);
    }
}
