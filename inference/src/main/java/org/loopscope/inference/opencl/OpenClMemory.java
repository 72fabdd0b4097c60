package org.loopscope.inference.opencl;

import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_mem;

/** Device buffers, zeroed when made and freed together. */
final class OpenClMemory implements AutoCloseable {
    /** Kernels read whole tiles, so they may read this far behind the end of what they use. */
    private static final int SLACK_FLOATS = 64;

    private final OpenClRuntime runtime;
    private final List<cl_mem> buffers = new ArrayList<>();
    private long allocatedBytes;

    OpenClMemory(OpenClRuntime runtime) {
        this.runtime = runtime;
    }

    OpenClTensor allocate(int floats) {
        long bytes = bytes(floats);
        cl_mem memory = CL.clCreateBuffer(runtime.context(), CL.CL_MEM_READ_WRITE, bytes, null, null);
        buffers.add(memory);
        allocatedBytes += bytes;
        CL.clEnqueueFillBuffer(
                runtime.queue(), memory, Pointer.to(new float[1]), Sizeof.cl_float, 0, bytes, 0, null, null);
        return new OpenClTensor(memory, floats);
    }

    private static long bytes(int floats) {
        return (long) Sizeof.cl_float * (floats + SLACK_FLOATS);
    }

    /** Of all buffers that were made and not freed. */
    long allocatedBytes() {
        return allocatedBytes;
    }

    void free(OpenClTensor tensor) {
        buffers.remove(tensor.memory());
        allocatedBytes -= bytes(tensor.length());
        CL.clReleaseMemObject(tensor.memory());
    }

    void fillZero(OpenClTensor tensor) {
        CL.clEnqueueFillBuffer(
                runtime.queue(),
                tensor.memory(),
                Pointer.to(new float[1]),
                Sizeof.cl_float,
                (long) Sizeof.cl_float * tensor.offset(),
                (long) Sizeof.cl_float * tensor.length(),
                0,
                null,
                null);
    }

    @Override
    public void close() {
        for (cl_mem buffer : buffers) {
            CL.clReleaseMemObject(buffer);
        }
        buffers.clear();
    }
}
