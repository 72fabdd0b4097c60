package org.loopscope.inference.tensor;

/**
 * The four sets of numbers of a Gaussian readout, or their gradients; layouts as {@link GaussianReadoutShape} says.
 *
 * @param feature channels by padded neurons
 * @param mean 2 by padded neurons
 * @param spread 4 by padded neurons
 * @param bias padded neurons
 */
public record GaussianReadoutWeights(Tensor feature, Tensor mean, Tensor spread, Tensor bias) {}
