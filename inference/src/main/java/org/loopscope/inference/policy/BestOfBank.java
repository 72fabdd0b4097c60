package org.loopscope.inference.policy;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Chooses from the bank by the model's predictions. One thread.
 *
 * <p>A picture that was chosen is not chosen again until every picture has been: the best one shown over and over would
 * teach the model nothing. {@link #best} asks for the best picture without that memory.
 */
public final class BestOfBank {
    private final BankObjective objective;
    private final int bankSize;
    private final int neurons;
    private final double[] scores;
    private final BitSet shown;
    private int turn;

    public BestOfBank(BankObjective objective, int bankSize, int neurons) {
        if (bankSize < 1 || neurons < 1) {
            throw new IllegalArgumentException("best of bank needs at least 1 picture and 1 neuron, not " + bankSize
                    + " pictures and " + neurons + " neurons");
        }
        for (int neuron : targets(objective)) {
            requireNeuron(neuron, neurons);
        }
        this.objective = objective;
        this.bankSize = bankSize;
        this.neurons = neurons;
        scores = new double[bankSize];
        shown = new BitSet(bankSize);
    }

    /**
     * The next picture by the objective, out of those not chosen yet in this pass through the bank.
     *
     * @param rates predicted rates, {@code bankSize * neurons}, picture-major
     * @return index of the bank's choosable part
     */
    public int next(float[] rates) {
        requireMatrix(rates);
        switch (objective) {
            case BankObjective.EachInTurn each -> {
                int neuron = each.neurons()[turn];
                turn = (turn + 1) % each.neurons().length;
                for (int picture = 0; picture < bankSize; picture++) {
                    scores[picture] = rates[picture * neurons + neuron];
                }
            }
            case BankObjective.Population population -> scorePopulation(population.neurons(), rates);
        }
        if (shown.cardinality() == bankSize) {
            shown.clear();
        }
        int best = shown.nextClearBit(0);
        for (int picture = shown.nextClearBit(best + 1);
                picture < bankSize;
                picture = shown.nextClearBit(picture + 1)) {
            if (scores[picture] > scores[best]) {
                best = picture;
            }
        }
        shown.set(best);
        return best;
    }

    /** A picture that was shown for another reason counts as chosen in this pass through the bank. */
    public void countAsChosen(int picture) {
        shown.set(picture);
    }

    /** The picture with the highest predicted rate of one neuron; the lowest index of equals. */
    public int best(float[] rates, int neuron) {
        requireMatrix(rates);
        requireNeuron(neuron, neurons);
        int best = 0;
        for (int picture = 1; picture < bankSize; picture++) {
            if (rates[picture * neurons + neuron] > rates[best * neurons + neuron]) {
                best = picture;
            }
        }
        return best;
    }

    private void scorePopulation(int[] population, float[] rates) {
        Arrays.fill(scores, 0);
        for (int neuron : population) {
            double sum = 0;
            double squares = 0;
            for (int picture = 0; picture < bankSize; picture++) {
                double rate = rates[picture * neurons + neuron];
                sum += rate;
                squares += rate * rate;
            }
            double variance = squares / bankSize - sum / bankSize * (sum / bankSize);
            if (variance > 0) {
                double weight = 1 / (Math.sqrt(variance) * population.length);
                for (int picture = 0; picture < bankSize; picture++) {
                    scores[picture] += weight * rates[picture * neurons + neuron];
                }
            }
        }
    }

    private void requireMatrix(float[] rates) {
        if (rates.length != bankSize * neurons) {
            throw new IllegalArgumentException("best of bank was given " + rates.length + " predictions, not "
                    + bankSize + " pictures times " + neurons + " neurons");
        }
    }

    private static void requireNeuron(int neuron, int neurons) {
        if (neuron < 0 || neuron >= neurons) {
            throw new IllegalArgumentException(
                    "target neuron " + neuron + " does not exist: choose one of 0 to " + (neurons - 1));
        }
    }

    private static int[] targets(BankObjective objective) {
        return switch (objective) {
            case BankObjective.EachInTurn each -> each.neurons();
            case BankObjective.Population population -> population.neurons();
        };
    }
}
