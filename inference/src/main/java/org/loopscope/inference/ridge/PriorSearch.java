package org.loopscope.inference.ridge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.quality.Correlation;

/**
 * Tries priors on the first presentations, one after the other in slices, and keeps the one whose predictions correlate
 * best with the validation presentations, on average over the outputs. One for all outputs: a choice for each would
 * follow the noise of few presentations. The search climbs: it goes on from a better prior as soon as it has found one, and
 * ends where no neighbour is better; the figure of merit has one hill, so that this finds what trying all would find.
 */
final class PriorSearch {
    private final ScaledFeatures features;
    private final List<float[]> responses;
    private final List<Validation> validation = new ArrayList<>();
    private final Set<Prior> tried = new HashSet<>();
    private final int presentations;
    private final int outputs;
    private final GrowingCholesky factor = new GrowingCholesky();
    private final float[] kernelRow;
    private final List<float[]> toValidate;
    private final List<float[]> validationResponses;
    private @Nullable Prior candidate;
    private int solvedOutputs;
    private double summedCorrelation;
    private double bestCorrelation = Double.NEGATIVE_INFINITY;
    private Prior best;

    /** A validation presentation's inner products with the training presentations. */
    private record Validation(float[] alike, float[] together) {}

    PriorSearch(
            ScaledFeatures features,
            List<float[]> responses,
            List<float[]> toValidate,
            List<float[]> validationResponses,
            Prior from) {
        this.features = features;
        this.responses = responses;
        this.toValidate = List.copyOf(toValidate);
        this.validationResponses = List.copyOf(validationResponses);
        presentations = features.rows();
        outputs = responses.getFirst().length;
        candidate = from;
        best = from;
        kernelRow = new float[presentations];
    }

    Prior best() {
        return best;
    }

    double bestCorrelation() {
        return bestCorrelation;
    }

    /**
     * Works for about so many multiply-adds.
     *
     * @return whether all has been tried
     */
    boolean step(long work) {
        long left = work;
        while (left > 0 && candidate != null) {
            left -= validation.size() < toValidate.size() ? place() : tryOn(candidate, left);
        }
        return candidate == null;
    }

    private long place() {
        float[] raw = toValidate.get(validation.size());
        Validation placed = new Validation(new float[presentations], new float[presentations]);
        features.productsOfOther(raw, presentations, placed.alike(), placed.together());
        validation.add(placed);
        return (long) presentations * raw.length;
    }

    private long tryOn(Prior prior, long work) {
        if (factor.size() < presentations) {
            long cost = factor.nextCost();
            int row = factor.size();
            features.kernelRow(row, prior, kernelRow);
            factor.append(kernelRow, kernelRow[row] + prior.penalty());
            return cost;
        }
        int to = Math.min(outputs, solvedOutputs + DualSolution.outputsFor(work, presentations));
        DualSolution solution = DualSolution.of(factor, responses, solvedOutputs, to);
        summedCorrelation += correlation(solution, prior, solvedOutputs);
        long cost = DualSolution.cost(presentations, to - solvedOutputs);
        solvedOutputs = to;
        if (solvedOutputs == outputs) {
            judge(prior);
        }
        return cost;
    }

    private void judge(Prior prior) {
        double mean = summedCorrelation / outputs;
        if (mean > bestCorrelation) {
            bestCorrelation = mean;
            best = prior;
        }
        factor.clear();
        solvedOutputs = 0;
        summedCorrelation = 0;
        tried.add(prior);
        candidate = best.neighbours().stream()
                .filter(neighbour -> !tried.contains(neighbour))
                .findFirst()
                .orElse(null);
    }

    /** Summed over the outputs of the solution. */
    private double correlation(DualSolution solution, Prior prior, int from) {
        int solved = solution.intercepts().length;
        double[][] predicted = new double[solved][validation.size()];
        double[][] measured = new double[solved][validation.size()];
        double[] kernel = new double[presentations];
        for (int v = 0; v < validation.size(); v++) {
            Validation products = validation.get(v);
            for (int i = 0; i < presentations; i++) {
                kernel[i] = products.alike()[i] + prior.share() * products.together()[i];
            }
            double[] sums = new double[solved];
            FourRows.subtractAll(kernel, solution.dual(), 0, presentations, sums, solved);
            for (int n = 0; n < solved; n++) {
                predicted[n][v] = -sums[n];
                measured[n][v] = validationResponses.get(v)[from + n];
            }
        }
        double sum = 0;
        for (int n = 0; n < solved; n++) {
            sum += Correlation.pearson(predicted[n], measured[n]);
        }
        return sum;
    }
}
