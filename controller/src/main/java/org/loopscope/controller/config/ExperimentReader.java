package org.loopscope.controller.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.loopscope.controller.config.RigConfig.TimingDeviceKind;
import org.loopscope.controller.config.Unit.Dimension;
import org.loopscope.inference.encoder.Transfer;
import org.loopscope.inference.learning.ResponseScaling;
import org.loopscope.inference.tensor.FitLoss;
import org.loopscope.stimulus.PictureSize;

/** From the sections of a file to an experiment. The defaults of every key stand here. */
final class ExperimentReader {
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;
    /** Every how manieth presentation is kept to choose settings by, where a member has some to choose. */
    private static final int VALIDATION_EVERY = 8;

    private final String text;

    ExperimentReader(String text) {
        this.text = text;
    }

    ExperimentConfig read(Section file) {
        if (file.integer("schema", 1, 1, Integer.MAX_VALUE) != 1) {
            file.reject("schema", "is not known to this version; write 'schema: 1'");
        }
        String name = file.text("name");
        long seed = file.integer("seed", 1, 0, Integer.MAX_VALUE);
        boolean armed = switch (file.text("start", "at-once")) {
            case "at-once" -> false;
            case "armed" -> true;
            default -> file.reject("start", "must be at-once or armed");
        };
        ImagingConfig imaging = within(file, "imaging", ImagingReader::read);
        SourceConfig source = new SourceReader().read(required(file, "source"), file.section("subject"));
        LearningConfig learning = within(file, "learning", this::learning);
        SynthesisConfig synthesis = within(file, "synthesis", this::synthesis);
        long leadNs = file.timeNs("decision_lead", 150 * MS);
        long deadlineNs = file.timeNs("presenter_deadline", 40 * MS);
        if (leadNs <= deadlineNs) {
            file.reject("decision_lead", "must be longer than presenter_deadline (" + deadlineNs / MS + " ms)");
        }
        ModelConfig model = within(file, "model", this::model);
        BlockReader blocks = new BlockReader(
                seed, imaging.newCells() > 0, model.members(), source instanceof SourceConfig.Responses);
        ExperimentConfig config = new ExperimentConfig(
                text,
                name,
                seed,
                armed,
                within(file, "subject", SourceReader::subject),
                within(file, "nwb", this::recording),
                within(file, "rig", this::rig),
                source,
                imaging,
                within(file, "quality", quality -> QualityReader.read(quality, imaging.maxShiftPx())),
                within(file, "stimuli", this::stimuli),
                model,
                new LearningConfig(
                        learning.stepsPerPresentation(),
                        learning.learningRate(),
                        learning.polishSteps(),
                        learning.evaluateEvery(),
                        learning.rescoreEvery(),
                        synthesis.ascentSteps(),
                        learning.ascentStepsPerPresentation(),
                        learning.targets()),
                synthesis,
                within(file, "complexness", this::complexness),
                within(file, "response", this::window),
                leadNs,
                deadlineNs,
                within(file, "log", this::log),
                within(file, "mqtt", this::mqtt),
                blocks.read(file),
                blocks.searching());
        file.close();
        return config;
    }

    private RecordingConfig recording(Section nwb) {
        return new RecordingConfig(
                nwb.text("session_description", "closed-loop imaging session"),
                nwb.texts("experimenter"),
                nwb.text("institution", ""),
                nwb.text("lab", ""),
                nwb.text("experiment_description", ""),
                nwb.texts("keywords"),
                nwb.text("location", "VISp"),
                nwb.text("indicator", "GCaMP6s"),
                nwb.quantity("excitation_lambda", Dimension.WAVELENGTH, 920),
                nwb.quantity("emission_lambda", Dimension.WAVELENGTH, 525));
    }

    private RigConfig rig(Section rig) {
        String name = rig.text("name", "rig");
        if (!name.matches("[a-z0-9-]{1,32}")) {
            rig.reject("name", "may hold up to 32 lower-case letters, digits and hyphens, was '" + name + "'");
        }
        return new RigConfig(
                name,
                rig.choice("timing_device", TimingDeviceKind.class, TimingDeviceKind.SIMULATED),
                rig.timeNs("max_pulse", 1_000 * MS),
                rig.quantity("clock_drift", Dimension.CLOCK_DRIFT, 20),
                rig.quantity("refresh", Dimension.FREQUENCY, 60),
                rig.timeNs("stall_timeout", 5 * S),
                rig.timeNs("start_trigger", 1_000 * MS));
    }

    private StimuliConfig stimuli(Section stimuli) {
        return new StimuliConfig(
                PictureSizeReader.read(stimuli, "size", PictureSize.square(32)),
                stimuli.integer("choosable", 1000, 1, 100_000),
                stimuli.integer("held_out", 25, 0, 10_000),
                stimuli.number("contrast_rms", 0.3, 0.01, 0.6));
    }

    private ModelConfig model(Section model) {
        List<Integer> channels = integers(model, "channels", List.of(32, 32));
        List<Integer> kernels = integers(model, "kernels", List.of(9, 3));
        if (channels.size() != kernels.size()) {
            model.reject("kernels", "must have as many entries as channels (" + channels.size() + ")");
        }
        List<ModelConfig.Member> members = members(model);
        return new ModelConfig(
                model.choice("device", ModelConfig.Device.class, ModelConfig.Device.AUTO),
                members,
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
                startFrom(model, members),
                model.choice("transfer", Transfer.Learnt.class, Transfer.Learnt.ALL));
    }

    private static Optional<Path> startFrom(Section model, List<ModelConfig.Member> members) {
        String file = model.text("start_from", "none");
        if (!file.equals("none") && !members.contains(ModelConfig.Member.NETWORK)) {
            model.reject("start_from", "needs a network among the members");
        }
        return file.equals("none") ? Optional.empty() : Optional.of(Path.of(file));
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

    private LearningConfig learning(Section learning) {
        return new LearningConfig(
                learning.integer("steps_per_presentation", 2, 0, 1000),
                (float) learning.number("rate", 2e-3, 1e-7, 1),
                learning.integer("polish_steps", 300, 0, 100_000),
                learning.integer("evaluate_every", 50, 1, 100_000),
                learning.integer("rescore_every", 25, 1, 100_000),
                0,
                learning.integer("ascent_steps_per_presentation", 5, 0, 10_000),
                learning.integer("targets", 10, 1, 10_000));
    }

    private SynthesisConfig synthesis(Section synthesis) {
        return new SynthesisConfig(
                synthesis.integer("starts", 4, 1, 64),
                synthesis.integer("ascent_steps", 100, 1, 10_000),
                synthesis.choice("gradient", SynthesisConfig.Gradient.class, SynthesisConfig.Gradient.GAUSSIAN));
    }

    private ComplexnessConfig complexness(Section complexness) {
        return new ComplexnessConfig(
                complexness.integer("cells", 40, 0, 10_000),
                complexness.integer("starts", 12, 1, 256),
                complexness.integer("ascent_steps", 40, 1, 10_000),
                complexness.integer("least_presentations", 200, 20, 1_000_000));
    }

    private ResponseWindow window(Section response) {
        long fromNs = response.timeNs("from", 100 * MS);
        long toNs = response.timeNs("to", 600 * MS);
        return toNs > fromNs
                ? new ResponseWindow(fromNs, toNs)
                : response.reject("to", "must come after from (" + fromNs / MS + " ms)");
    }

    private LogConfig log(Section log) {
        return new LogConfig(
                log.flag("raw_frames", true),
                log.choice("compression", Compression.class, Compression.NONE) == Compression.DEFLATE,
                log.timeNs("flush_every", 300 * MS));
    }

    private enum Compression {
        NONE,
        DEFLATE
    }

    private MqttConfig mqtt(Section mqtt) {
        String broker = mqtt.text("broker", "embedded");
        int port = mqtt.integer("port", 1883, 0, 65_535);
        return switch (broker) {
            case "embedded" -> new MqttConfig.Embedded(port);
            case "off" -> new MqttConfig.Off();
            default ->
                broker.matches("(tcp|ssl|ws|wss)://[^/]+.*")
                        ? new MqttConfig.External(java.net.URI.create(broker))
                        : mqtt.reject("broker", "must be embedded, off or an address such as tcp://host:1883");
        };
    }

    private static List<Integer> integers(Section section, String key, List<Integer> otherwise) {
        List<String> texts = section.texts(key);
        try {
            return texts.isEmpty()
                    ? otherwise
                    : texts.stream().map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            return section.reject(key, "must be a list of whole numbers");
        }
    }

    private static Section required(Section file, String key) {
        return file.section(key).orElseGet(() -> file.reject(key, "is missing; add it"));
    }

    /** Reads a section, or an empty one where the file has none, and complains of what is left unread in it. */
    private static <T> T within(Section file, String key, Function<Section, T> reader) {
        Section section = file.section(key).orElseGet(() -> Section.empty(file, key));
        T value = reader.apply(section);
        section.close();
        return value;
    }
}
