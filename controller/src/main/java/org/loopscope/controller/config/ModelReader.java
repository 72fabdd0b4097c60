package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loopscope.controller.config.ModelConfig.CoreKind;
import org.loopscope.controller.config.ModelConfig.Readout;
import org.loopscope.inference.encoder.Transfer;
import org.loopscope.inference.learning.ResponseScaling;
import org.loopscope.inference.tensor.FitLoss;

/** The section {@code model}, and its defaults. */
final class ModelReader {
    /** Every how manieth presentation is kept to choose settings by, where a member has some to choose. */
    private static final int VALIDATION_EVERY = 8;

    private ModelReader() {}

    static ModelConfig read(Section model) {
        CoreKind core = model.choice("core", CoreKind.class, CoreKind.KLINDT);
        List<Integer> channels = layers(model, "channels", core, usualChannels(core));
        List<Integer> kernels = layers(model, "kernels", core, usualKernelsPx(core));
        if (channels.size() != kernels.size()) {
            model.reject("kernels", "must have as many entries as channels (" + channels.size() + ")");
        }
        if (channels.stream().anyMatch(count -> count < 16 || count % 16 != 0)) {
            model.reject("channels", "must be multiples of 16, as the kernels compute them, was " + channels);
        }
        if (kernels.stream().anyMatch(px -> px < 1 || px % 2 == 0)) {
            model.reject("kernels", "must be odd numbers of pixels, so that each has a middle, was " + kernels);
        }
        if (core == CoreKind.THREE_LAYER && channels.size() != 3) {
            model.reject(
                    "channels",
                    "names " + channels.size() + " layers, and a three-layer core has three: leave channels and kernels"
                            + " out for its usual ones, or give three of each");
        }
        List<ModelConfig.Member> members = members(model);
        return new ModelConfig(
                model.choice("device", ModelConfig.Device.class, ModelConfig.Device.AUTO),
                members,
                core,
                readout(model, core),
                channels,
                kernels,
                model.integer("batch", 64, 2, 4096),
                model.number("smoothness", 0.03, 0, 1e6),
                model.number("group_sparsity", 0.05, 0, 1e6),
                model.number("readout_sparsity", 0.02, 0, 1e6),
                model.integer("validation_every", validationEvery(members), 0, 1000),
                model.choice("response_scaling", ResponseScaling.class, ResponseScaling.PER_NEURON),
                model.integer("scale_from", 64, 2, 100_000),
                model.flag("shuffle_responses", false),
                model.choice("objective", FitLoss.class, FitLoss.POISSON),
                startFrom(model, members, core),
                model.choice("transfer", Transfer.Learnt.class, Transfer.Learnt.ALL));
    }

    private static List<Integer> usualChannels(CoreKind core) {
        return switch (core) {
            case KLINDT -> List.of(32, 32);
            case THREE_LAYER -> List.of(16, 16, 16);
            case DEPTH_SEPARABLE -> List.of(64, 64, 64, 64);
            case LINEAR -> List.of();
        };
    }

    private static List<Integer> usualKernelsPx(CoreKind core) {
        return switch (core) {
            case KLINDT -> List.of(9, 3);
            case THREE_LAYER -> List.of(7, 5, 3);
            case DEPTH_SEPARABLE -> List.of(9, 7, 7, 7);
            case LINEAR -> List.of();
        };
    }

    /** A list of numbers, one for each layer. */
    private static List<Integer> layers(Section model, String key, CoreKind core, List<Integer> otherwise) {
        List<String> texts = model.texts(key);
        if (core == CoreKind.LINEAR && !texts.isEmpty()) {
            model.reject(key, "says nothing of a linear core, which has no layers; leave it out");
        }
        try {
            return texts.isEmpty()
                    ? otherwise
                    : texts.stream().map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            return model.reject(key, "must be a list of whole numbers");
        }
    }

    private static Readout readout(Section model, CoreKind core) {
        if (core == CoreKind.LINEAR && !model.text("readout", "").isEmpty()) {
            model.reject("readout", "says nothing of a linear core: each cell's filter is its readout; leave it out");
        }
        return model.choice("readout", Readout.class, Readout.FACTORIZED);
    }

    private static Optional<Path> startFrom(Section model, List<ModelConfig.Member> members, CoreKind core) {
        String file = model.text("start_from", "none");
        if (file.equals("none")) {
            return Optional.empty();
        }
        if (!members.contains(ModelConfig.Member.NETWORK)) {
            model.reject("start_from", "needs a network among the members");
        }
        if (core == CoreKind.LINEAR) {
            model.reject("start_from", "needs a core that cells share; a linear core has no weights to take over");
        }
        return Optional.of(Path.of(file));
    }

    private static List<ModelConfig.Member> members(Section model) {
        List<ModelConfig.Member> members =
                model.choices("members", ModelConfig.Member.class, List.of(ModelConfig.Member.NETWORK));
        if (members.isEmpty()) {
            model.reject("members", "is empty; name at least one of gabor-ridge and network");
        }
        return members;
    }

    /** The ridge's prior is searched for on presentations that nothing is learnt from. */
    private static int validationEvery(List<ModelConfig.Member> members) {
        return members.contains(ModelConfig.Member.GABOR_RIDGE) ? VALIDATION_EVERY : 0;
    }
}
