package org.loopscope.inference.architecture;

import java.util.List;

/**
 * Where one array of a part's numbers stands, and what it is called in a model file.
 *
 * @param name such as {@code core.0.kernels}
 * @param shape the last dimension is contiguous
 * @param at floats from the part's first number
 * @param stride floats from one row (the last dimension) to the next; more than the row where rows are padded
 */
public record WeightBlock(String name, List<Integer> shape, int at, int stride) {
    public WeightBlock {
        shape = List.copyOf(shape);
        if (shape.isEmpty() || stride < shape.getLast()) {
            throw new IllegalArgumentException("weights " + name + " of shape " + shape + " with stride " + stride);
        }
    }

    /** Rows without padding. */
    public WeightBlock(String name, List<Integer> shape, int at) {
        this(name, shape, at, shape.getLast());
    }

    /** Length of the last dimension. */
    public int columns() {
        return shape.getLast();
    }

    /** Numbers, padding left out. */
    public int count() {
        return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    }

    /** The numbers, row by row without padding. */
    public float[] read(float[] part) {
        float[] values = new float[count()];
        for (int row = 0; row * columns() < values.length; row++) {
            System.arraycopy(part, at + row * stride, values, row * columns(), columns());
        }
        return values;
    }

    /** Puts back what {@link #read} gave. */
    public void write(float[] values, float[] part) {
        for (int row = 0; row * columns() < values.length; row++) {
            System.arraycopy(values, row * columns(), part, at + row * stride, columns());
        }
    }
}
