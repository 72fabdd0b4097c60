package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopscope.inference.encoder.Transfer;
import org.loopscope.inference.learning.ResponseScaling;
import org.loopscope.inference.tensor.FitLoss;

/**
 * The encoding model.
 *
 * @param device where it runs
 * @param members models that predict together; one alone, or the weighted mean of several
 * @param channels of each convolution
 * @param kernelsPx of each convolution, pixels
 * @param objective what the network's fit makes small
 * @param startFrom the file of a network whose core this session's network starts from
 * @param learnt how much of a network that starts from a file is learnt
 * @param validationEvery every how manieth choosable presentation is kept to choose settings by, until newer ones of them
 *     take its place; 0 for none
 * @param responseScaling of responses before they are learnt from
 */
public record ModelConfig(
        Device device,
        List<Member> members,
        List<Integer> channels,
        List<Integer> kernelsPx,
        int batch,
        double smoothness,
        double groupSparsity,
        double readoutSparsity,
        int validationEvery,
        ResponseScaling responseScaling,
        int scaleFrom,
        boolean shuffleResponses,
        FitLoss objective,
        Optional<Path> startFrom,
        Transfer.Learnt learnt) {
    /** Where a model may run. */
    public enum Device {
        AUTO,
        OPENCL,
        JAVA
    }

    /** A model of its own. */
    public enum Member {
        /** Fixed Gabor energies and pixels, a linear readout fitted by ridge regression. */
        GABOR_RIDGE,
        /** A convolutional network with a factorised readout, trained by backpropagation. */
        NETWORK
    }

    public ModelConfig {
        members = List.copyOf(members);
        channels = List.copyOf(channels);
        kernelsPx = List.copyOf(kernelsPx);
    }
}
