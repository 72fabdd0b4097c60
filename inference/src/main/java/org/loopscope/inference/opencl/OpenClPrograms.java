package org.loopscope.inference.opencl;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All kernels for one device; the matrix kernels are compiled when their width is first asked for. */
final class OpenClPrograms implements AutoCloseable {
    private final OpenClRuntime runtime;
    private final Map<KernelWidth, OpenClProgram> matrix = new EnumMap<>(KernelWidth.class);
    private final OpenClProgram pointwise;

    OpenClPrograms(OpenClRuntime runtime) {
        this.runtime = runtime;
        pointwise = new OpenClProgram(runtime, List.of("image.cl", "normalization.cl", "training.cl", "gabor.cl"), "");
    }

    OpenClKernel matrix(KernelWidth width, String name) {
        return matrix.computeIfAbsent(
                        width, w -> new OpenClProgram(runtime, List.of("convolution.cl", "readout.cl"), w.options()))
                .kernel(name);
    }

    OpenClKernel pointwise(String name) {
        return pointwise.kernel(name);
    }

    /** The number of blocks that cover {@code items}. */
    static int blocks(int items, int blockSize) {
        return (items + blockSize - 1) / blockSize;
    }

    @Override
    public void close() {
        matrix.values().forEach(OpenClProgram::close);
        pointwise.close();
    }
}
