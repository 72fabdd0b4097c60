package org.loopscope.controller.whatif;

import java.util.stream.IntStream;
import org.loopscope.controller.protocol.Knowledge;
import org.loopscope.inference.learning.ModelUpdate;
import org.loopscope.stimulus.Stimulus;

/**
 * The rates that the what-if's model predicts for both sides' pictures, by its newest scores of the bank; not a number
 * where it has none, or a picture is not of the bank.
 *
 * @param over the cells that they are means of, in words
 */
public record Expectation(double ofRecorded, double ofTried, String over) {
    static Expectation of(Knowledge knowledge, Stimulus recorded, Stimulus tried) {
        ModelUpdate.BankScores scores = knowledge.bankScores();
        int[] targets = knowledge.targets();
        String over = targets.length > 0 ? "mean over the targets" : "mean over all cells";
        return scores == null || scores.rates().length == 0
                ? new Expectation(Double.NaN, Double.NaN, over)
                : new Expectation(
                        rate(scores, targets, recorded, knowledge.neurons()),
                        rate(scores, targets, tried, knowledge.neurons()),
                        over);
    }

    private static double rate(ModelUpdate.BankScores scores, int[] targets, Stimulus shown, int neurons) {
        if (!(shown instanceof Stimulus.BankImage image)) {
            return Double.NaN;
        }
        IntStream cells = targets.length > 0 ? IntStream.of(targets) : IntStream.range(0, neurons);
        return cells.mapToDouble(cell -> scores.rates()[image.index() * neurons + cell])
                .average()
                .orElse(Double.NaN);
    }

    boolean isKnown() {
        return !Double.isNaN(ofRecorded) && !Double.isNaN(ofTried);
    }
}
