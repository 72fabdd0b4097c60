package org.loopscope.inference.tensor;

/**
 * The three sets of numbers of a readout, or their gradients; layouts as {@link ReadoutShape} says.
 *
 * @param spatial pixels by padded neurons
 * @param feature channels by padded neurons
 * @param bias padded neurons
 */
public record ReadoutWeights(Tensor spatial, Tensor feature, Tensor bias) {}
