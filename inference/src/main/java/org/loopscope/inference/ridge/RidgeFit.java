package org.loopscope.inference.ridge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.inference.architecture.FeatureBand;

/**
 * Ridge regression of many outputs on many features, while presentations come in. Its prior (see {@link Prior}) is
 * searched for on validation presentations, again whenever there are half as many presentations more. All work is done in
 * slices of about the same size, in an order that depends on what was added when and on nothing else. One thread.
 */
public final class RidgeFit {
    /** Multiply-adds: some 20 ms on one core. */
    private static final long WORK = 40_000_000;

    private static final int LEAST_PRESENTATIONS = 16;
    private static final int LEAST_VALIDATION = 10;
    private static final double GROWTH = 1.5;
    /** Presentations that a search may begin without, as one comes with every slice. */
    private static final int FEW = 8;

    /** With so many presentations the features' scale is known well enough. */
    private static final int SCALE_KNOWN = 400;

    private final int featureCount;
    private final int outputs;
    private final ScaledFeatures scaled;
    private final List<float[]> rows = new ArrayList<>();
    private final List<float[]> responses = new ArrayList<>();
    private final List<float[]> validationRows = new ArrayList<>();
    private final List<float[]> validationResponses = new ArrayList<>();
    private final GrowingCholesky factor = new GrowingCholesky();
    private float[] kernelRow = new float[0];
    private Prior prior = Prior.middle();
    /** What the newest weights, or those on their way, were fitted under. */
    private Prior fitted = Prior.middle();

    private boolean searchesNext;
    private double validationCorrelation = Double.NaN;
    private int scaledBy;
    private int searchedAt;
    private @Nullable PriorSearch search;
    private @Nullable Solving solving;
    private @Nullable RidgeWeights newest;

    /** Weights on their way. */
    private static final class Solving {
        final float[][] weights;
        final double[] biases;
        int outputs;

        Solving(int features, int outputs) {
            weights = new float[features][outputs];
            biases = new double[outputs];
        }
    }

    public RidgeFit(List<FeatureBand> bands, int features, int outputs) {
        scaled = new ScaledFeatures(bands, features);
        featureCount = features;
        this.outputs = outputs;
    }

    /** A presentation to learn from; both arrays are kept, and must not change. */
    public void add(float[] features, float[] response) {
        rows.add(features);
        responses.add(response);
    }

    /** A presentation to choose the prior by. */
    public void addValidation(float[] features, float[] response) {
        validationRows.add(features);
        validationResponses.add(response);
    }

    /** From now on the oldest presentation to choose the prior by, if there is one, is learnt from. */
    public void releaseValidation() {
        if (!validationRows.isEmpty()) {
            add(validationRows.removeFirst(), validationResponses.removeFirst());
        }
    }

    /** The last finished weights; null before the first. */
    public @Nullable RidgeWeights newest() {
        return newest;
    }

    /**
     * One slice of work. The search for a prior takes turns with the fit under the last one, so that the weights stay
     * young meanwhile.
     *
     * @return false when all is done that can be done with the presentations so far
     */
    public boolean work() {
        if (rows.size() < LEAST_PRESENTATIONS) {
            return false;
        }
        if (solving == null && (scaledBy == 0 || (scaledBy < SCALE_KNOWN && grown(scaledBy)))) {
            scale();
            return true;
        }
        searchesNext = !searchesNext;
        return searchesNext ? searchOn() || fitOn() : fitOn() || searchOn();
    }

    /** A slice towards weights that know all presentations. */
    private boolean fitOn() {
        if (solving != null) {
            solve(solving);
            return true;
        }
        boolean young = newest != null && newest.presentations() == rows.size() && fitted.equals(prior);
        if (young && factor.size() == rows.size()) {
            return false;
        }
        // In one slice where it can be, so that the solution has its turn while a presentation comes with every slice.
        if (factorise(multiply(WORK)) > 0) {
            solving = new Solving(featureCount, outputs);
            fitted = prior;
        }
        return true;
    }

    private boolean grown(int since) {
        return rows.size() >= GROWTH * since;
    }

    private void scale() {
        scaled.scaleBy(rows);
        scaledBy = rows.size();
        search = null;
        factor.clear();
    }

    /** @return what is left of the work, 0 or less when some is left undone */
    private long multiply(long work) {
        long left = work;
        while (left > 0 && scaled.rows() < rows.size()) {
            left -= scaled.nextCost();
            scaled.append(rows.get(scaled.rows()));
        }
        return left;
    }

    private boolean searchOn() {
        if (search == null) {
            boolean due = searchedAt == 0 || grown(searchedAt);
            if (!due || validationRows.size() < LEAST_VALIDATION || rows.size() - scaled.rows() > FEW) {
                return false;
            }
            search = new PriorSearch(scaled, responses, validationRows, validationResponses, prior);
            searchedAt = rows.size();
        }
        if (search.step(WORK)) {
            adopt(search);
            search = null;
        }
        return true;
    }

    private void adopt(PriorSearch finished) {
        validationCorrelation = finished.bestCorrelation();
        if (!finished.best().equals(prior)) {
            prior = finished.best();
            factor.clear();
            solving = null;
        }
    }

    /** @return what is left of the work, 0 or less when some is left undone */
    private long factorise(long work) {
        if (kernelRow.length < rows.size()) {
            kernelRow = new float[2 * rows.size()];
        }
        long left = work;
        while (left > 0 && factor.size() < rows.size()) {
            left -= factor.nextCost();
            int row = factor.size();
            scaled.kernelRow(row, prior, kernelRow);
            factor.append(kernelRow, kernelRow[row] + prior.penalty());
        }
        return left;
    }

    /** An output costs its share of the solution, and then of the way back from presentations to features. */
    private int outputsAtOnce() {
        long ofOutput = (long) factor.size() * (factor.size() + featureCount);
        return (int) Math.max(1, WORK / ofOutput);
    }

    private void solve(Solving some) {
        int to = Math.min(outputs, some.outputs + outputsAtOnce());
        DualSolution solution = DualSolution.of(factor, responses, some.outputs, to);
        scaled.weights(solution, fitted, some.outputs, some.weights, some.biases);
        some.outputs = to;
        if (some.outputs == outputs) {
            float[] biases = new float[outputs];
            for (int n = 0; n < outputs; n++) {
                biases[n] = (float) some.biases[n];
            }
            newest =
                    new RidgeWeights(some.weights, biases, factor.size(), validationRows.size(), validationCorrelation);
            solving = null;
        }
    }
}
