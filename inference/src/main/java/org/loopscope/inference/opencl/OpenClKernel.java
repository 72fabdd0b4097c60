package org.loopscope.inference.opencl;

import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/**
 * One kernel and its arguments, which are given in order: {@code kernel.tensor(t).integer(n).launch(...)}. One thread.
 */
final class OpenClKernel {
    private static final long[] ONE_ITEM_PER_GROUP = {1, 1, 1};

    private final OpenClRuntime runtime;
    private final cl_kernel kernel;
    private final int[] integer = new int[1];
    private final float[] real = new float[1];
    private final Pointer integerPointer = Pointer.to(integer);
    private final Pointer realPointer = Pointer.to(real);
    private final long[] globalSize = new long[3];
    private int arguments;

    OpenClKernel(OpenClRuntime runtime, cl_kernel kernel) {
        this.runtime = runtime;
        this.kernel = kernel;
    }

    /** Two arguments: the buffer, and where in it the tensor starts. */
    OpenClKernel tensor(OpenClTensor tensor) {
        return buffer(tensor).integer(tensor.offset());
    }

    /** One argument: a buffer that the kernel reads from its start. */
    OpenClKernel buffer(OpenClTensor tensor) {
        CL.clSetKernelArg(kernel, arguments++, Sizeof.cl_mem, tensor.pointer());
        return this;
    }

    OpenClKernel integer(int value) {
        integer[0] = value;
        CL.clSetKernelArg(kernel, arguments++, Sizeof.cl_int, integerPointer);
        return this;
    }

    OpenClKernel real(float value) {
        real[0] = value;
        CL.clSetKernelArg(kernel, arguments++, Sizeof.cl_float, realPointer);
        return this;
    }

    void launch(int size0) {
        launch(1, size0, 1, 1);
    }

    void launch(int size0, int size1) {
        launch(2, size0, size1, 1);
    }

    void launch(int size0, int size1, int size2) {
        launch(3, size0, size1, size2);
    }

    private void launch(int dimensions, int size0, int size1, int size2) {
        globalSize[0] = size0;
        globalSize[1] = size1;
        globalSize[2] = size2;
        arguments = 0;
        long[] localSize = runtime.cpu() ? ONE_ITEM_PER_GROUP : null;
        CL.clEnqueueNDRangeKernel(runtime.queue(), kernel, dimensions, null, globalSize, localSize, 0, null, null);
    }

    void close() {
        CL.clReleaseKernel(kernel);
    }
}
