package org.loopscope.inference.policy;

/** What a picture of the bank is to be best at. */
public sealed interface BankObjective {
    /** Each neuron in turn gets the picture that excites it most. */
    record EachInTurn(int[] neurons) implements BankObjective {
        public EachInTurn {
            requireNeurons(neurons);
        }
    }

    /**
     * The picture that excites the neurons most as a population: the mean of their predicted rates, each in units of its
     * standard deviation over the bank, so that a few loud neurons do not decide alone.
     */
    record Population(int[] neurons) implements BankObjective {
        public Population {
            requireNeurons(neurons);
        }
    }

    private static void requireNeurons(int[] neurons) {
        if (neurons.length == 0) {
            throw new IllegalArgumentException("a bank objective needs at least one target neuron: name some");
        }
    }
}
