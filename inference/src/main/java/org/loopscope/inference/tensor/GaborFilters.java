package org.loopscope.inference.tensor;

/**
 * What a {@link GaborScale} is computed with; fixed.
 *
 * @param filters {@link GaborScale#filterFloats}
 * @param pooling {@link GaborScale#poolingFloats}
 */
public record GaborFilters(Tensor filters, Tensor pooling) {}
