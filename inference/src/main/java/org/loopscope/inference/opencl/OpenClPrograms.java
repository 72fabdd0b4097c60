package org.loopscope.inference.opencl;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All kernels for one device; the matrix kernels are compiled when their shape is first asked for. */
final class OpenClPrograms implements AutoCloseable {
    private final OpenClRuntime runtime;
    private final Map<KernelWidth, OpenClProgram> matrix = new EnumMap<>(KernelWidth.class);
    private final Map<List<Integer>, OpenClProgram> winograd = new HashMap<>();
    private final Map<Integer, OpenClProgram> readout = new HashMap<>();
    private final Map<Integer, OpenClProgram> image = new HashMap<>();
    private final OpenClProgram pointwise;

    OpenClPrograms(OpenClRuntime runtime) {
        this.runtime = runtime;
        pointwise = new OpenClProgram(
                runtime,
                List.of(
                        "flip.cl",
                        "normalization.cl",
                        "training.cl",
                        "losses.cl",
                        "gabor.cl",
                        "gaussian_readout.cl",
                        "depthwise.cl"),
                "");
    }

    OpenClKernel matrix(KernelWidth width, String name) {
        return matrix.computeIfAbsent(width, w -> new OpenClProgram(runtime, List.of("convolution.cl"), w.options()))
                .kernel(name);
    }

    OpenClKernel winograd(int inputChannels, int outputChannels, String name) {
        String options = WinogradWidth.of(outputChannels).options(inputChannels, outputChannels);
        return winograd.computeIfAbsent(
                        List.of(inputChannels, outputChannels),
                        channels -> new OpenClProgram(runtime, List.of("winograd.cl"), options))
                .kernel(name);
    }

    OpenClKernel readout(int channels, String name) {
        String options =
                "-DCHANNELS=" + channels + " " + KernelWidth.of(channels).options();
        return readout.computeIfAbsent(channels, c -> new OpenClProgram(runtime, List.of("readout.cl"), options))
                .kernel(name);
    }

    /** @param rows of a kernel that one work item takes */
    OpenClKernel image(int rows, String name) {
        return image.computeIfAbsent(rows, r -> new OpenClProgram(runtime, List.of("image.cl"), "-DROWS=" + r))
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
        winograd.values().forEach(OpenClProgram::close);
        readout.values().forEach(OpenClProgram::close);
        image.values().forEach(OpenClProgram::close);
        pointwise.close();
    }
}
