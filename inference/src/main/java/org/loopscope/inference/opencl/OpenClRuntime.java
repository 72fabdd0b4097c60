package org.loopscope.inference.opencl;

import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_DEVICE_VERSION;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;
import org.jocl.cl_queue_properties;

/** One OpenCL device with a context and an in-order queue on it. */
final class OpenClRuntime implements AutoCloseable {
    private static final String INSTALL =
            "install a driver, for a CPU: apt-get install pocl-opencl-icd ocl-icd-libopencl1";

    private final cl_device_id device;
    private final boolean cpu;
    private final cl_context context;
    private final cl_command_queue queue;

    private OpenClRuntime(cl_device_id device, boolean cpu) {
        this.device = device;
        this.cpu = cpu;
        context = CL.clCreateContext(null, 1, new cl_device_id[] {device}, null, null, null);
        queue = CL.clCreateCommandQueueWithProperties(context, device, new cl_queue_properties(), null);
    }

    /**
     * Takes the first GPU of any platform, else the first CPU.
     *
     * @throws OpenClUnavailable where there is neither
     */
    static OpenClRuntime open() {
        SignalHandlers.keepIntegerDivisionExceptions();
        try {
            CL.setExceptionsEnabled(true);
            cl_platform_id[] platforms = platforms();
            for (long type : new long[] {CL_DEVICE_TYPE_GPU, CL_DEVICE_TYPE_CPU}) {
                for (cl_platform_id platform : platforms) {
                    Optional<cl_device_id> device = device(platform, type);
                    if (device.isPresent()) {
                        return new OpenClRuntime(device.get(), type == CL_DEVICE_TYPE_CPU);
                    }
                }
            }
        } catch (LinkageError missingLoader) {
            throw new OpenClUnavailable(
                    "no OpenCL: the loader library libOpenCL is missing; " + INSTALL, missingLoader);
        }
        throw new OpenClUnavailable("no OpenCL: there is a platform but no GPU or CPU device; " + INSTALL);
    }

    private static cl_platform_id[] platforms() {
        try {
            int[] count = new int[1];
            CL.clGetPlatformIDs(0, null, count);
            cl_platform_id[] platforms = new cl_platform_id[count[0]];
            CL.clGetPlatformIDs(platforms.length, platforms, null);
            return platforms;
        } catch (CLException noDriver) {
            throw new OpenClUnavailable(
                    "no OpenCL: the loader found no driver (" + noDriver.getMessage() + "); " + INSTALL, noDriver);
        }
    }

    private static Optional<cl_device_id> device(cl_platform_id platform, long type) {
        try {
            cl_device_id[] devices = new cl_device_id[1];
            CL.clGetDeviceIDs(platform, type, 1, devices, null);
            return Optional.of(devices[0]);
        } catch (CLException e) {
            if (e.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    cl_device_id device() {
        return device;
    }

    cl_context context() {
        return context;
    }

    cl_command_queue queue() {
        return queue;
    }

    /** Whether work items are best run one per work group, as CPU drivers do. */
    boolean cpu() {
        return cpu;
    }

    /** The device in words. */
    String description() {
        return "OpenCL on " + text(CL_DEVICE_NAME) + " (" + text(CL_DEVICE_VERSION) + ")";
    }

    private String text(int what) {
        long[] length = new long[1];
        CL.clGetDeviceInfo(device, what, 0, null, length);
        byte[] bytes = new byte[(int) length[0]];
        CL.clGetDeviceInfo(device, what, bytes.length, Pointer.to(bytes), null);
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        CL.clFinish(queue);
        CL.clReleaseCommandQueue(queue);
        CL.clReleaseContext(context);
    }
}
