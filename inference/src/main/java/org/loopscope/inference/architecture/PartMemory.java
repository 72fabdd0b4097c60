package org.loopscope.inference.architecture;

import org.loopscope.inference.tensor.Tensor;

/**
 * One part's share of a model's memory on the device.
 *
 * @param weights what is learnt
 * @param gradient of the loss by the weights, same order
 * @param moments what training measures beside, such as the running moments of a normalisation
 */
public record PartMemory(Tensor weights, Tensor gradient, Tensor moments) {}
