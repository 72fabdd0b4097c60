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
 * @param core of the network: what all neurons share
 * @param readout of the network: what each neuron has of its own; without a meaning for a linear core
 * @param channels of each convolution; none in a linear core
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
        CoreKind core,
        Readout readout,
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
        /** A core that all cells share and a readout for each, trained by backpropagation. */
        NETWORK
    }

    /** The network's core. */
    public enum CoreKind {
        /** As Klindt et al. 2017: a layer with large kernels, then small ones. */
        KLINDT,
        /** Small kernels in each of three layers, in the spirit of Ukita et al. 2019. */
        THREE_LAYER,
        /** As the baseline of Sensorium 2022: a full layer, then depth-separable ones. */
        DEPTH_SEPARABLE,
        /** None: a filter over the whole picture for each cell. */
        LINEAR
    }

    /** How a cell reads the core's features. */
    public enum Readout {
        /** A weight for every place and one for every channel. */
        FACTORIZED,
        /** A weight for every channel at one learned place. */
        GAUSSIAN
    }

    public ModelConfig {
        members = List.copyOf(members);
        channels = List.copyOf(channels);
        kernelsPx = List.copyOf(kernelsPx);
    }
}
