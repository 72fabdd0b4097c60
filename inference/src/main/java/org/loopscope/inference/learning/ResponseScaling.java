package org.loopscope.inference.learning;

/** What is done to responses before the model learns from them. */
public enum ResponseScaling {
    /** Each neuron's responses are divided by its mean: for units that are arbitrary, such as inferred events. */
    PER_NEURON,
    /** None: for spike counts, whose size says how much a Poisson loss should trust them. */
    NONE
}
