package org.loopscope.controller.log.nwb;

import java.util.Locale;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;
import org.loopscope.stimulus.Presentation;
import org.loopscope.stimulus.Stimulus;
import org.loopscope.stimulus.StimulusDecision;

/**
 * One row per stimulus that was asked for: what, why, when it was wanted, when it was seen. Columns that the Allen
 * Institute's tables of stimulus presentations have too are called as there: {@code start_time}, {@code stop_time},
 * {@code stimulus_name}, {@code stimulus_block}, {@code stimulus_block_name}, {@code image_name}, {@code image_index}.
 */
final class TrialTable {
    private final NwbTable table;
    private final ExtendibleDataset startTime;
    private final ExtendibleDataset stopTime;
    private final ExtendibleDataset requestedOnset;
    private final ExtendibleDataset onsetMeasured;
    private final ExtendibleTexts stimulusName;
    private final ExtendibleDataset stimulusBlock;
    private final ExtendibleTexts stimulusBlockName;
    private final ExtendibleTexts imageName;
    private final ExtendibleDataset imageIndex;
    private final ExtendibleDataset targetNeuron;
    private final ExtendibleDataset ascentSteps;
    private final ExtendibleTexts policy;
    private final ExtendibleDataset decisionIndex;
    private final ExtendibleDataset decisionFrame;
    private final ExtendibleDataset decisionTime;
    private final ExtendibleDataset decisionLatencyMs;
    private final ExtendibleDataset missedDeadline;
    private final ExtendibleDataset modelUpdate;
    private final ExtendibleDataset modelAge;
    private final ExtendibleTexts outcome;

    TrialTable(NwbObjects objects) {
        table = new NwbTable(
                objects,
                NwbLayout.TRIALS,
                NwbType.TIME_INTERVALS,
                "One row per stimulus decision that was presented, blanks included");
        startTime = table.seconds(
                "start_time", "Onset by the photodiode; the requested onset where onset_measured is false");
        stopTime = table.seconds("stop_time", "Offset by the photodiode, or onset and duration where none was seen");
        requestedOnset = table.seconds("requested_onset", "When the stimulus was asked to appear");
        onsetMeasured = table.truth("onset_measured", "Whether the photodiode saw the onset");
        stimulusName = table.texts("stimulus_name", "blank, bank, gaudy, held_out or synthesized");
        stimulusBlock = table.int32("stimulus_block", "Number of the block in which it was chosen, a row of epochs");
        stimulusBlockName = table.texts("stimulus_block_name", "Name of that block");
        imageName = table.texts("image_name", "Name of the picture in StimulusImages, or blank");
        imageIndex = table.int32("image_index", "Number of the picture in StimulusImages, -1 for a blank");
        targetNeuron = table.int32("target_neuron", "Cell that a synthesized picture is to excite, else -1");
        ascentSteps = table.int32("ascent_steps", "Gradient steps behind a synthesized picture (0: evolved), else -1");
        policy = table.texts("policy", "Name of the policy that chose");
        decisionIndex = table.int64("decision_index", "Running number of the decision");
        decisionFrame = table.int64("decision_frame", "Number of the frame that the decision was made from");
        decisionTime = table.seconds("decision_time", "When the decision was made");
        decisionLatencyMs = table.numbers(
                "decision_latency_ms", Numeric.F64, "From the frame's arrival in memory to the decision, milliseconds");
        missedDeadline = table.truth("missed_deadline", "Whether it came too late and the safe default was taken");
        modelUpdate = table.int32("model_update", "Serial of the model update that it rests on, -1 for none");
        modelAge = table.int32("model_age", "Presentations measured since the data that this model had learnt from");
        outcome = table.texts("outcome", "on_time, late or not_seen");
        table.seal();
    }

    /** Appends a row and gives its onset in seconds. */
    double append(
            Presentation presentation,
            DecisionBlocks.Block chosenIn,
            StimulusPictures.Numbered picture,
            FrameTimes times) {
        StimulusDecision decision = presentation.decision();
        boolean measured = presentation.measuredOnsetNs() != Presentation.NOT_MEASURED;
        long onsetNs = measured ? presentation.measuredOnsetNs() : decision.requestedOnsetNs();
        boolean offsetMeasured = presentation.measuredOffsetNs() != Presentation.NOT_MEASURED;
        long offsetNs = offsetMeasured ? presentation.measuredOffsetNs() : onsetNs + decision.durationNs();
        double onset = NwbObjects.seconds(onsetNs);
        startTime.append(onset);
        stopTime.append(NwbObjects.seconds(offsetNs));
        requestedOnset.append(NwbObjects.seconds(decision.requestedOnsetNs()));
        onsetMeasured.append(measured);
        stimulusBlock.append(chosenIn.number());
        stimulusBlockName.append(chosenIn.name());
        imageName.append(picture.name());
        imageIndex.append(picture.number());
        appendStimulus(decision.stimulus());
        policy.append(decision.policy());
        decisionIndex.append(decision.index());
        decisionFrame.append(decision.frameIndex());
        decisionTime.append(NwbObjects.seconds(decision.decidedNs()));
        decisionLatencyMs.append(times.decisionLatencyMs(decision.frameIndex(), decision.decidedNs()));
        missedDeadline.append(decision.missedDeadline());
        modelUpdate.append(decision.modelUpdate());
        modelAge.append(decision.modelAge());
        outcome.append(presentation.outcome().name().toLowerCase(Locale.ROOT));
        table.rowDone();
        return onset;
    }

    private void appendStimulus(Stimulus stimulus) {
        stimulusName.append(
                switch (stimulus) {
                    case Stimulus.Blank blank -> "blank";
                    case Stimulus.BankImage image -> "bank";
                    case Stimulus.GaudyImage image -> "gaudy";
                    case Stimulus.HeldOutImage image -> "held_out";
                    case Stimulus.Synthesized made -> "synthesized";
                });
        targetNeuron.append(stimulus instanceof Stimulus.Synthesized made ? made.targetNeuron() : -1);
        ascentSteps.append(stimulus instanceof Stimulus.Synthesized made ? made.ascentSteps() : -1);
    }
}
