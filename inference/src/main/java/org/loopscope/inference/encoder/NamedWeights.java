package org.loopscope.inference.encoder;

import java.util.List;

/**
 * One array of a model's numbers, as it is kept in a file.
 *
 * @param name such as {@code core.0.kernels} or {@code readout.spatial}
 * @param values row by row; their number is the product of the shape
 */
public record NamedWeights(String name, List<Integer> shape, float[] values) {
    public NamedWeights {
        shape = List.copyOf(shape);
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (count != values.length) {
            throw new IllegalArgumentException(
                    "weights " + name + ": " + values.length + " numbers do not have the shape " + shape);
        }
    }
}
