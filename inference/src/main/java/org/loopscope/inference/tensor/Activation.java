package org.loopscope.inference.tensor;

/** The pointwise nonlinearity behind a layer. */
public enum Activation {
    /** f(z) = z. */
    IDENTITY,
    /** f(z) = log(1 + exp(z)). */
    SOFTPLUS
}
