package org.loopscope.controller.log.nwb;

import java.util.stream.Collectors;
import org.loopscope.acquisition.quality.QualityFlag;
import org.loopscope.controller.log.SessionEvent.ResponseInvalidated;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;

/** Presentations that bad frames have spoilt; they are not among the responses. */
final class InvalidResponses {
    private final NwbTable table;
    private final ExtendibleDataset decisionIndex;
    private final ExtendibleDataset onset;
    private final ExtendibleTexts reason;
    private final ExtendibleDataset frames;
    private final ExtendibleDataset flaggedFrames;
    private final ExtendibleDataset rates;

    InvalidResponses(NwbObjects objects, int neurons) {
        table = new NwbTable(
                objects,
                NwbLayout.INVALID_RESPONSES,
                NwbType.DYNAMIC_TABLE,
                "Presentations whose response window held bad frames: nothing was learnt from them");
        decisionIndex = table.int64("decision_index", "Running number of the decision, as in the trials");
        onset = table.seconds("onset_time", "Onset that the response window was laid from, seconds");
        reason = table.texts("reason", "What was wrong with the frames");
        frames = table.int32("frames", "How many frames fell into the window");
        flaggedFrames = table.int32("flagged_frames", "How many of them were bad");
        rates = table.numbers("rates", Numeric.F32, "Mean activity of each neuron over the window", neurons);
        table.seal();
    }

    void append(ResponseInvalidated invalid) {
        decisionIndex.append(invalid.response().presentation().decision().index());
        onset.append(NwbObjects.seconds(invalid.response().presentation().measuredOnsetNs()));
        reason.append(
                QualityFlag.of(invalid.flags()).stream().map(QualityFlag::word).collect(Collectors.joining(", ")));
        frames.append(invalid.response().frames());
        flaggedFrames.append(invalid.flaggedFrames());
        rates.append(invalid.response().rates());
        table.rowDone();
    }
}
