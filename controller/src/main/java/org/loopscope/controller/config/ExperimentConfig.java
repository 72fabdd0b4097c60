package org.loopscope.controller.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loopscope.inference.learning.PictureSpace;

/**
 * A whole experiment, checked. Times in nanoseconds.
 *
 * @param text the file's text and every override, enough to read the same experiment again
 * @param decisionLeadNs how long before its onset a presentation is decided
 * @param presenterDeadlineNs how long before its onset the presenter must know of it
 * @param network what is needed to be reached from other machines, where the session is
 * @param searchingBlocks names of the blocks at whose beginning new cells are searched for
 * @param armed waits for the microscope's trigger, or the operator's start
 */
public record ExperimentConfig(
        String text,
        String name,
        long seed,
        boolean armed,
        SubjectConfig subject,
        RecordingConfig recording,
        RigConfig rig,
        SourceConfig source,
        ImagingConfig imaging,
        QualityConfig quality,
        StimuliConfig stimuli,
        ModelConfig model,
        LearningConfig learning,
        SynthesisConfig synthesis,
        ComplexnessConfig complexness,
        ResponseWindow responseWindow,
        long decisionLeadNs,
        long presenterDeadlineNs,
        LogConfig log,
        Optional<NetworkConfig> network,
        MqttConfig mqtt,
        DashboardConfig dashboard,
        List<BlockConfig> blocks,
        Set<String> searchingBlocks) {
    public ExperimentConfig {
        blocks = List.copyOf(blocks);
        searchingBlocks = Set.copyOf(searchingBlocks);
    }

    /** The same experiment on what another one recorded: its frames, and the pictures that were shown. */
    public ExperimentConfig onRecordingOf(ExperimentConfig recorded) {
        return with(text, name, recorded.source, recorded.stimuli);
    }

    /** Whether both are the same experiment, however they are written and called. */
    boolean meansTheSameAs(ExperimentConfig other) {
        return with("", "", source, stimuli).equals(other.with("", "", other.source, other.stimuli));
    }

    private ExperimentConfig with(String newText, String newName, SourceConfig newSource, StimuliConfig newStimuli) {
        return new ExperimentConfig(
                newText,
                newName,
                seed,
                armed,
                subject,
                recording,
                rig,
                newSource,
                imaging,
                quality,
                newStimuli,
                model,
                learning,
                synthesis,
                complexness,
                responseWindow,
                decisionLeadNs,
                presenterDeadlineNs,
                log,
                network,
                mqtt,
                dashboard,
                blocks,
                searchingBlocks);
    }

    /** The spaces in which the blocks make their pictures. */
    public Set<PictureSpace> pictureSpaces() {
        Set<PictureSpace> spaces = EnumSet.noneOf(PictureSpace.class);
        for (BlockConfig block : blocks) {
            if (block instanceof BlockConfig.Synthesize synthesize) {
                spaces.add(synthesize.plan().space());
            } else if (block instanceof BlockConfig.Evolve evolve) {
                spaces.add(evolve.space());
            }
        }
        return spaces;
    }

    private int evolvedTargets() {
        return blocks.stream()
                .mapToInt(block -> block instanceof BlockConfig.Evolve evolve ? evolve.targets() : 0)
                .max()
                .orElse(0);
    }

    /** The longest that the planned blocks can take, nanoseconds, calibration and pauses for responses included. */
    public long plannedNs() {
        return imaging.calibrationNs()
                + blocks.stream()
                        .mapToLong(block -> 2_000_000_000L + plannedNs(block))
                        .sum();
    }

    /** How long a block takes as planned, nanoseconds, without the pause for its last responses. */
    public long plannedNs(BlockConfig block) {
        return switch (block) {
            case BlockConfig.Spontaneous rest -> rest.durationNs();
            case BlockConfig.Triggered watch -> watch.durationNs();
            case BlockConfig.Map map -> map.presentations() * map.timing().periodNs();
            case BlockConfig.Adapt adapt ->
                adapt.presentations() * adapt.timing().periodNs();
            case BlockConfig.Synthesize synthesize ->
                synthesize.presentations() * synthesize.timing().periodNs();
            case BlockConfig.Evolve evolve -> evolve.plannedNs();
            case BlockConfig.Validate validate -> validate.plannedNs(learning.targets(), evolvedTargets());
        };
    }
}
