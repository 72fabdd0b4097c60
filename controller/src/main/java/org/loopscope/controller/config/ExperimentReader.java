package org.loopscope.controller.config;

import java.util.Optional;
import java.util.function.Function;
import org.loopscope.controller.config.RigConfig.TimingDeviceKind;
import org.loopscope.controller.config.Unit.Dimension;
import org.loopscope.stimulus.PictureSize;

/** From the sections of a file to an experiment. The defaults of every key stand here. */
final class ExperimentReader {
    private static final long MS = 1_000_000L;
    private static final long S = 1_000 * MS;

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
        ModelConfig model = within(file, "model", ModelReader::read);
        Optional<NetworkConfig> network = file.section("network").map(NetworkReader::network);
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
                network,
                within(file, "mqtt", mqtt -> NetworkReader.mqtt(mqtt, network.isPresent())),
                within(file, "dashboard", page -> NetworkReader.dashboard(page, network.isPresent())),
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
        boolean rawFrames = log.flag("raw_frames", true);
        boolean corrected = log.flag("corrected", false);
        if (corrected && !rawFrames) {
            log.reject("corrected", "needs log.raw_frames: NWB keeps corrected frames beside the raw ones");
        }
        boolean powerSafe = log.flag("power_safe", false);
        boolean liveReading = log.flag("live_reading", false);
        if (powerSafe && liveReading) {
            log.reject(
                    "live_reading",
                    "cannot go with log.power_safe: one file keeps one order of writing; leave one out");
        }
        return new LogConfig(
                rawFrames,
                corrected,
                log.choice("compression", Compression.class, Compression.NONE) == Compression.DEFLATE,
                log.timeNs("flush_every", 100 * MS),
                log.timeNs("force_every", 1000 * MS),
                powerSafe,
                liveReading,
                log.timeNs("queue", 4000 * MS));
    }

    private enum Compression {
        NONE,
        DEFLATE
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
