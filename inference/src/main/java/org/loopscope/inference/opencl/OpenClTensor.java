package org.loopscope.inference.opencl;

import org.jocl.Pointer;
import org.jocl.cl_mem;
import org.loopscope.inference.tensor.Tensor;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * Part of a device buffer.
 *
 * @param pointer to the buffer, made once, for setting kernel arguments
 * @param offset in floats
 */
record OpenClTensor(cl_mem memory, Pointer pointer, int offset, int length) implements Tensor {
    OpenClTensor(cl_mem memory, int length) {
        this(memory, Pointer.to(memory), 0, length);
    }

    static OpenClTensor onDevice(Tensor tensor) {
        if (tensor instanceof OpenClTensor here) {
            return here;
        }
        throw new IllegalArgumentException("a tensor of another backend was passed to the OpenCL backend: " + tensor);
    }

    @Override
    public Tensor slice(int sliceOffset, int sliceLength) {
        if (sliceOffset % TensorBackend.LANES != 0 || sliceOffset < 0 || sliceOffset + sliceLength > length) {
            throw new IllegalArgumentException(
                    "slice " + sliceOffset + " + " + sliceLength + " of a tensor of " + length + " floats");
        }
        return new OpenClTensor(memory, pointer, offset + sliceOffset, sliceLength);
    }
}
