package org.loopscope.controller.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.log.journal.JournalReader;
import org.loopscope.controller.protocol.Outputs;
import org.loopscope.firmware.Pulse;
import org.loopscope.stimulus.StimulusDecision;

/**
 * Runs a recorded session again, in the journal's order: inputs are fed back (frames, edges, presentations, times, and
 * how many model updates each step took), everything else is computed anew and compared with what was logged. Nothing
 * that is compared is copied.
 */
final class Replay {
    private final ReplayedActivity activity;
    private final ClosedLoopExperiment experiment;
    private final Comparison comparison;
    private final LongConsumer progress;
    private final boolean goesOn;
    private final Consumer<SessionEvent> events;
    private long frameIndex = -1;
    private boolean over;

    /**
     * @param experiment whose model is the journal's, and whose outputs go to the comparison
     * @param goesOn whether the session goes on behind the journal: then its end in it is none
     * @param progress told the number of frames replayed so far
     * @param events told everything that is read
     */
    Replay(
            ClosedLoopExperiment experiment,
            ReplayedActivity activity,
            Comparison comparison,
            boolean goesOn,
            LongConsumer progress,
            Consumer<SessionEvent> events) {
        this.experiment = experiment;
        this.activity = activity;
        this.comparison = comparison;
        this.goesOn = goesOn;
        this.progress = progress;
        this.events = events;
    }

    /** Goes through the journal; after the first difference there is nothing more to learn, and it stops. */
    void run(Path journal) throws IOException {
        long frames = 0;
        try (JournalReader reader = JournalReader.open(journal)) {
            SessionEvent event = reader.next();
            while (event != null && comparison.identical() && !activity.pixelsEnded() && !over) {
                if (event instanceof SessionEvent.FrameArrived) {
                    progress.accept(++frames);
                }
                events.accept(event);
                take(event);
                event = reader.next();
            }
        } catch (ReplayDiffers e) {
            comparison.differ(String.valueOf(e.getMessage()));
        }
    }

    private void take(SessionEvent event) {
        switch (event) {
            case SessionEvent.FrameArrived arrived -> activity.arrived(arrived);
            case SessionEvent.RoisFixed rois -> activity.fixed(rois);
            case SessionEvent.CellsMatched logged -> activity.matched(logged);
            case SessionEvent.ActivityInferred logged -> activity.logged(logged);
            case SessionEvent.FrameQualityMeasured logged -> activity.logged(logged);
            case SessionEvent.VolumeImaged logged -> activity.logged(logged);
            case SessionEvent.NewCellsAdopted logged -> activity.logged(logged);
            case SessionEvent.NewCellsInferred logged -> activity.logged(logged);
            case CycleInputs inputs -> step(inputs);
            case SessionEvent.BlockChanged output -> comparison.expect(output, frameIndex);
            case SessionEvent.StimulusDecided output -> comparison.expect(output, frameIndex);
            case SessionEvent.PulseDecided output -> comparison.expect(output, frameIndex);
            case SessionEvent.ResponseMeasured output -> comparison.expect(output, frameIndex);
            case SessionEvent.ResponseInvalidated output -> comparison.expect(output, frameIndex);
            case SessionEvent.TargetsChosen output -> comparison.expect(output, frameIndex);
            case SessionEvent.OperatorAnswered output -> comparison.expect(output, frameIndex);
            case SessionEvent.ImagesPredicted output -> comparison.expect(output, frameIndex);
            case SessionEvent.QualityMeasured output -> comparison.expect(output, frameIndex);
            case SessionEvent.CellJudged output -> comparison.expect(output, frameIndex);
            case SessionEvent.ModelSnapshot output -> comparison.expect(output, frameIndex);
            case SessionEvent.LogBegun read -> {}
            case SessionEvent.PixelsMissing read -> {}
            case SessionEvent.SessionStarted read -> {}
            case SessionEvent.SessionContinued read -> experiment.goOnFrom(read.earlierNs());
            case SessionEvent.SourceOpened read -> {}
            case SessionEvent.ModelGiven read -> {}
            case SessionEvent.CellsGiven read -> {}
            case SessionEvent.CellSearchBegun read -> {}
            case SessionEvent.FramesLost read -> {}
            case SessionEvent.FrameRefused read -> {}
            case SessionEvent.RawFrameShed read -> {}
            case SessionEvent.TrainingStepsTaken read -> {}
            case SessionEvent.ComputeDeviceLost read -> {}
            case SessionEvent.BaselineMeasured measured -> {}
            case SessionEvent.ClockFitted measured -> {}
            case SessionEvent.LatencyMeasured measured -> {}
            case SessionEvent.FaultRaised measured -> {}
            case SessionEvent.ArrayChecksum read -> {}
            case SessionEvent.SessionEnded read -> {}
        }
    }

    private void step(CycleInputs inputs) {
        if (inputs.frameIndex() == CycleInputs.BEFORE_FIRST_FRAME) {
            experiment.beforeFirstFrame(inputs);
            return;
        }
        if (inputs.frameIndex() == CycleInputs.SOURCE_ENDED && goesOn) {
            over = true;
            return;
        }
        if (inputs.frameIndex() == CycleInputs.SOURCE_ENDED) {
            experiment.sourceEnded(inputs);
            return;
        }
        frameIndex = inputs.frameIndex();
        experiment.step(inputs, activity.of(frameIndex));
    }

    /** Nobody is shown what a replay decides. */
    static Outputs nowhere() {
        return new Outputs() {
            @Override
            public void show(StimulusDecision decision) {}

            @Override
            public void send(Pulse pulse) {}
        };
    }
}
