package org.loopscope.inference.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_program;

/** Kernel files of this package, compiled for one device. */
final class OpenClProgram implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 3;

    private final OpenClRuntime runtime;
    private final cl_program program;
    private final Map<String, OpenClKernel> kernels = new HashMap<>();

    /**
     * @param files names beside this class; {@code vectors.cl} is put in front of them
     * @param options of the compiler, such as {@code -DTILE=8}
     */
    OpenClProgram(OpenClRuntime runtime, List<String> files, String options) {
        this.runtime = runtime;
        StringBuilder source = new StringBuilder(source("vectors.cl"));
        for (String file : files) {
            source.append(source(file));
        }
        program = CL.clCreateProgramWithSource(runtime.context(), 1, new String[] {source.toString()}, null, null);
        build("-cl-std=CL1.2 " + options);
    }

    /**
     * PoCL compiles by way of files in a folder that all its processes share, and fails when another takes one away
     * meanwhile: then it is tried again. A fault of the source is told at once.
     */
    private void build(String options) {
        for (int attempt = 1; ; attempt++) {
            try {
                CL.clBuildProgram(program, 0, null, options, null, null);
                return;
            } catch (CLException e) {
                boolean disturbed = String.valueOf(e.getMessage()).contains("unable to rename temporary");
                if (!disturbed || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static String source(String file) {
        try (InputStream in = OpenClProgram.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("kernel file " + file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("kernel file " + file, e);
        }
    }

    OpenClKernel kernel(String name) {
        return kernels.computeIfAbsent(name, n -> new OpenClKernel(runtime, CL.clCreateKernel(program, n, null)));
    }

    @Override
    public void close() {
        kernels.values().forEach(OpenClKernel::close);
        CL.clReleaseProgram(program);
    }
}
