package org.loopscope.inference.tensor;

/** A distance of predicted rates from responses that the devices can compute, with its gradient by the drives. */
public enum FitLoss {
    /** Mean over the pictures and sum over the neurons of {@code rate - response * log(rate + eps)}. */
    POISSON,

    /** Mean over the pictures and sum over the neurons of {@code (rate - response)^2 / 2}. */
    SQUARED_ERROR,

    /**
     * Sum over the neurons of one less the correlation of rates and responses over the batch. It does not see the rates'
     * size.
     */
    CORRELATION;

    /** How many terms its sum has. */
    public int terms(int batch, int paddedNeurons) {
        return this == CORRELATION ? paddedNeurons : batch;
    }
}
