package org.loopscope.controller.config;

import java.util.List;
import org.loopscope.inference.learning.ResponseScaling;

/**
 * The encoding model.
 *
 * @param device where it runs
 * @param channels of each convolution
 * @param kernelsPx of each convolution, pixels
 * @param responseScaling of responses before they are learnt from
 */
public record ModelConfig(
        Device device,
        List<Integer> channels,
        List<Integer> kernelsPx,
        int batch,
        double smoothness,
        double groupSparsity,
        double readoutSparsity,
        ResponseScaling responseScaling,
        int scaleFrom,
        boolean shuffleResponses) {
    /** Where a model may run. */
    public enum Device {
        AUTO,
        OPENCL,
        JAVA
    }

    public ModelConfig {
        channels = List.copyOf(channels);
        kernelsPx = List.copyOf(kernelsPx);
    }
}
