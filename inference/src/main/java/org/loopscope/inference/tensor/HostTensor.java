package org.loopscope.inference.tensor;

import java.util.Arrays;

/** Floats on the Java heap. */
record HostTensor(float[] data, int offset, int length) implements Tensor {
    HostTensor(int length) {
        this(new float[length], 0, length);
    }

    static HostTensor of(Tensor tensor) {
        if (tensor instanceof HostTensor host) {
            return host;
        }
        throw new IllegalArgumentException("a tensor of another backend was passed to the Java backend: " + tensor);
    }

    @Override
    public Tensor slice(int sliceOffset, int sliceLength) {
        if (sliceOffset % TensorBackend.LANES != 0 || sliceOffset < 0 || sliceOffset + sliceLength > length) {
            throw new IllegalArgumentException(
                    "slice " + sliceOffset + " + " + sliceLength + " of a tensor of " + length + " floats");
        }
        return new HostTensor(data, offset + sliceOffset, sliceLength);
    }

    void fill(int count, float value) {
        Arrays.fill(data, offset, offset + count, value);
    }
}
