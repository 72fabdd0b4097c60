package org.loopscope.inference.tensor;

/** Per-channel mean and variance. */
public record ChannelMoments(Tensor mean, Tensor variance) {}
