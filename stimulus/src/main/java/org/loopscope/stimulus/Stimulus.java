package org.loopscope.stimulus;

/** What a decision can put on the screen. */
public sealed interface Stimulus {
    /** Mid-grey: between stimuli, and the safe default when a decision comes too late. */
    record Blank() implements Stimulus {}

    /** A picture of the bank's choosable part. */
    record BankImage(int index) implements Stimulus {}

    /** The {@linkplain GaudyPicture gaudy version} of a picture of the bank's choosable part. */
    record GaudyImage(int index) implements Stimulus {}

    /** A picture of the bank's held-out part, shown to test the model. */
    record HeldOutImage(int index) implements Stimulus {}

    /**
     * A picture made in the session: synthesized from the model, evolved on responses, or a control made from such a
     * picture or from one of the bank; the name of the policy says which.
     *
     * @param targetNeuron the neuron it is to excite, or to be a control for, as an index of the activity arrays
     * @param ascentSteps gradient steps behind it, 0 for one that is evolved or from the bank
     */
    record Synthesized(int targetNeuron, int ascentSteps, StimulusImage image) implements Stimulus {}
}
