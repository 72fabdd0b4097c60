package org.loopscope.controller.rig;

import java.util.Optional;
import java.util.function.Supplier;
import org.loopscope.controller.config.ConfigurationException;
import org.loopscope.controller.config.ModelConfig.Device;
import org.loopscope.inference.opencl.OpenClBackend;
import org.loopscope.inference.opencl.OpenClUnavailable;
import org.loopscope.inference.tensor.JavaBackend;
import org.loopscope.inference.tensor.TensorBackend;

/**
 * What models run on, found before anything is started.
 *
 * @param backends makes a backend for one model, which closes it
 * @param canBeLost whether it may fail in mid-session, as a driver's device may and plain Java does not
 * @param name of the device, for the log
 * @param notice why it is not an OpenCL device, when one was looked for in vain
 */
public record ComputeDevice(
        Supplier<? extends TensorBackend> backends, boolean canBeLost, String name, Optional<String> notice) {

    /** @throws ConfigurationException when OpenCL is demanded and there is none */
    public static ComputeDevice find(Device wanted) {
        if (wanted == Device.JAVA) {
            return java(Optional.empty());
        }
        try (OpenClBackend probe = OpenClBackend.open()) {
            return new ComputeDevice(OpenClBackend::open, true, probe.device(), Optional.empty());
        } catch (OpenClUnavailable e) {
            if (wanted == Device.OPENCL) {
                throw new ConfigurationException("model.device: opencl, but " + e.getMessage(), e);
            }
            return java(Optional.of("the plain-Java backend runs: " + e.getMessage()));
        }
    }

    private static ComputeDevice java(Optional<String> notice) {
        try (JavaBackend backend = new JavaBackend()) {
            return new ComputeDevice(JavaBackend::new, false, backend.device(), notice);
        }
    }

    /** A backend for one model, which closes it. */
    public TensorBackend backend() {
        return backends.get();
    }
}
