package org.loopscope.inference.tensor;

/** Per-channel factor and offset. */
public record ChannelAffine(Tensor scale, Tensor shift) {}
