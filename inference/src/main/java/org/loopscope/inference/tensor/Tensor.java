package org.loopscope.inference.tensor;

/**
 * A run of floats in the memory of one {@link TensorBackend}, made by it and freed when it closes. What shape the
 * floats have is said by the operation that reads them.
 */
public interface Tensor {
    /** Length in floats. */
    int length();

    /** A view of part of this tensor: same memory, not a copy. {@code offset} must be a multiple of 16. */
    Tensor slice(int offset, int length);
}
