package org.loopscope.inference.synthesis;

/**
 * What a synthesized picture is to bring the neurons to. From the rates that the model predicts for a picture a goal makes
 * the weights of the neurons' drives whose gradient the picture follows next, and a score by which the best of several
 * starts is chosen. Rates are in the model's unit.
 */
public sealed interface SynthesisGoal {
    /** The neuron that the picture is first of all for: the one it is filed under. */
    int leadNeuron();

    /** Drives one neuron as far as it goes (Walker et al. 2019). */
    record MostExciting(int neuron) implements SynthesisGoal {
        @Override
        public int leadNeuron() {
            return neuron;
        }
    }

    /** Drives one neuron down as far as it goes, at the same contrast energy. */
    record LeastExciting(int neuron) implements SynthesisGoal {
        @Override
        public int leadNeuron() {
            return neuron;
        }
    }

    /**
     * Drives a set of neurons and suppresses others (population control, Bashivan et al. 2019): the mean rate of the
     * former less {@code suppression} times the mean rate of the latter.
     *
     * @param driven at least one; the first leads
     * @param suppressed none of the driven; may be empty
     */
    record Population(int[] driven, int[] suppressed, double suppression) implements SynthesisGoal {
        public Population {
            if (driven.length == 0) {
                throw new IllegalArgumentException("a population goal drives no neuron: name at least one");
            }
            if (!(suppression >= 0) || Double.isInfinite(suppression)) {
                throw new IllegalArgumentException(
                        "a population goal suppresses with a weight of " + suppression + ": give 0 or more");
            }
        }

        @Override
        public int leadNeuron() {
            return driven[0];
        }
    }

    /**
     * Brings each of these neurons to a rate of its own; the others are free.
     *
     * @param neurons at least one; the first leads
     * @param rates one for each, 0 or more
     */
    record Pattern(int[] neurons, float[] rates) implements SynthesisGoal {
        public Pattern {
            if (neurons.length == 0 || rates.length != neurons.length) {
                throw new IllegalArgumentException("a pattern of " + neurons.length + " neurons has " + rates.length
                        + " rates: give one rate for each of at least one neuron");
            }
            for (float rate : rates) {
                if (!(rate >= 0) || Float.isInfinite(rate)) {
                    throw new IllegalArgumentException("a pattern asks for a rate of " + rate + ": give 0 or more");
                }
            }
        }

        @Override
        public int leadNeuron() {
            return neurons[0];
        }
    }

    /** Whether the weights change with the rates. */
    default boolean followsRates() {
        return switch (this) {
            case MostExciting one -> false;
            case LeastExciting one -> false;
            case Population population -> population.suppressed().length > 0;
            case Pattern pattern -> true;
        };
    }

    /**
     * Writes the weights of this picture's drives.
     *
     * <p>A driven neuron keeps its weight when it is silent, so that there is always a way up. A suppressed neuron's
     * weight fades as its rate does, by the slope that the softplus has at that rate: driving a silent neuron further
     * down would only cost the others. A pattern's weight is the rate still missing: the gradient of the loss that
     * matches the output nonlinearity (Auer et al. 1996), which like the squared difference is least where the rate is
     * the wanted one, but has no flat part where the neuron is silent.
     *
     * @param rates the picture's begin at {@code from}
     * @param weights written from {@code from}, for every neuron of the goal; the others' are left as they are
     */
    default void weigh(float[] rates, float[] weights, int from) {
        switch (this) {
            case MostExciting one -> weights[from + one.neuron()] = 1;
            case LeastExciting one -> weights[from + one.neuron()] = -1;
            case Population population -> {
                for (int neuron : population.driven()) {
                    weights[from + neuron] = 1f / population.driven().length;
                }
                for (int neuron : population.suppressed()) {
                    double slope = -StrictMath.expm1(-Math.max(0, rates[from + neuron]));
                    weights[from + neuron] =
                            (float) (-population.suppression() * slope / population.suppressed().length);
                }
            }
            case Pattern pattern -> {
                for (int i = 0; i < pattern.neurons().length; i++) {
                    int at = from + pattern.neurons()[i];
                    weights[at] = pattern.rates()[i] - rates[at];
                }
            }
        }
    }

    /** How well a picture of these rates, which begin at {@code from}, does: higher is better. */
    default double score(float[] rates, int from) {
        return switch (this) {
            case MostExciting one -> rates[from + one.neuron()];
            case LeastExciting one -> -rates[from + one.neuron()];
            case Population population ->
                mean(rates, from, population.driven())
                        - population.suppression() * mean(rates, from, population.suppressed());
            case Pattern pattern -> {
                double squares = 0;
                for (int i = 0; i < pattern.neurons().length; i++) {
                    double missing = pattern.rates()[i] - rates[from + pattern.neurons()[i]];
                    squares += missing * missing;
                }
                yield -Math.sqrt(squares / pattern.neurons().length);
            }
        };
    }

    /** Complains of neurons that the model does not have. */
    default void require(int neurons) {
        switch (this) {
            case MostExciting one -> requireOf(neurons, one.neuron());
            case LeastExciting one -> requireOf(neurons, one.neuron());
            case Population population -> {
                requireOf(neurons, population.driven());
                requireOf(neurons, population.suppressed());
            }
            case Pattern pattern -> requireOf(neurons, pattern.neurons());
        }
    }

    private static double mean(float[] rates, int from, int[] neurons) {
        double sum = 0;
        for (int neuron : neurons) {
            sum += rates[from + neuron];
        }
        return neurons.length == 0 ? 0 : sum / neurons.length;
    }

    private static void requireOf(int neurons, int... wanted) {
        for (int neuron : wanted) {
            if (neuron < 0 || neuron >= neurons) {
                throw new IllegalArgumentException(
                        "target neuron " + neuron + " does not exist: choose one of 0 to " + (neurons - 1));
            }
        }
    }
}
