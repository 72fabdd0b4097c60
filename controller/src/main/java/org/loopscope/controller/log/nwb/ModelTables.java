package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent.CellJudged;
import org.loopscope.controller.log.SessionEvent.ModelSnapshot;
import org.loopscope.controller.log.SessionEvent.QualityMeasured;
import org.loopscope.controller.log.SessionEvent.ResponseInvalidated;
import org.loopscope.controller.log.SessionEvent.ResponseMeasured;
import org.loopscope.controller.log.SessionEvent.TargetsChosen;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.stimulus.Presentation;

/** What the model learnt from and how good it became. Rows are as wide as the first one. */
final class ModelTables {
    private final NwbObjects objects;
    private final QualityTables quality;
    private @Nullable Responses responses;
    private @Nullable InvalidResponses invalid;
    private @Nullable Snapshots snapshots;
    private @Nullable Targets targets;
    private @Nullable ComplexnessTable complexness;

    ModelTables(NwbObjects objects) {
        this.objects = objects;
        quality = new QualityTables(objects);
    }

    void response(ResponseMeasured measured) {
        if (responses == null) {
            responses = new Responses(objects, measured.response().rates().length);
        }
        responses.append(measured);
    }

    void invalid(ResponseInvalidated spoilt) {
        if (invalid == null) {
            invalid = new InvalidResponses(objects, spoilt.response().rates().length);
        }
        invalid.append(spoilt);
    }

    void quality(QualityMeasured measured) {
        quality.append(measured);
    }

    /** Writes what is said once, of the last model. */
    void complete() {
        quality.complete();
    }

    void snapshot(ModelSnapshot snapshot) {
        if (snapshots == null) {
            snapshots = new Snapshots(objects, snapshot.parameters().length);
        }
        snapshots.append(snapshot);
    }

    void targets(TargetsChosen chosen) {
        if (targets == null) {
            targets = new Targets(objects);
        }
        targets.append(chosen);
    }

    void judged(CellJudged judged) {
        if (complexness == null) {
            complexness = new ComplexnessTable(
                    objects, judged.cell().examples().getFirst().size());
        }
        complexness.append(judged);
    }

    private static final class Responses {
        private final NwbTable table;
        private final ExtendibleDataset decisionIndex;
        private final ExtendibleDataset onset;
        private final ExtendibleDataset frames;
        private final ExtendibleDataset rates;

        Responses(NwbObjects objects, int neurons) {
            table = new NwbTable(
                    objects,
                    NwbLayout.RESPONSES,
                    NwbType.DYNAMIC_TABLE,
                    "The neurons' answers to presentations: what the model learns from");
            decisionIndex = table.int64("decision_index", "Running number of the decision, as in the trials");
            onset = table.seconds("onset_time", "Onset that the response window was laid from, seconds");
            frames = table.int32("frames", "How many frames fell into the window");
            rates = table.numbers("rates", Numeric.F32, "Mean activity of each neuron over the window", neurons);
            table.seal();
        }

        void append(ResponseMeasured measured) {
            Presentation presentation = measured.response().presentation();
            boolean seen = presentation.measuredOnsetNs() != Presentation.NOT_MEASURED;
            decisionIndex.append(presentation.decision().index());
            onset.append(NwbObjects.seconds(
                    seen
                            ? presentation.measuredOnsetNs()
                            : presentation.decision().requestedOnsetNs()));
            frames.append(measured.response().frames());
            rates.append(measured.response().rates());
            table.rowDone();
        }
    }

    private static final class Snapshots {
        private final NwbTable table;
        private final ExtendibleDataset presentations;
        private final ExtendibleDataset parameters;

        Snapshots(NwbObjects objects, int count) {
            table = new NwbTable(
                    objects, NwbLayout.MODEL_SNAPSHOTS, NwbType.DYNAMIC_TABLE, "The encoding model at moments");
            presentations = table.int32("presentations", "Presentations that the model had learnt from");
            parameters = table.numbers(
                    "parameters", Numeric.F32, "Every learned number, in the order fixed by the architecture", count);
            table.seal();
        }

        void append(ModelSnapshot snapshot) {
            presentations.append(snapshot.presentations());
            parameters.append(snapshot.parameters());
            table.rowDone();
        }
    }

    private static final class Targets {
        private final NwbTable table;
        private final ExtendibleDataset choice;
        private final ExtendibleDataset neuron;
        private final ExtendibleDataset reliability;
        private int choices;

        Targets(NwbObjects objects) {
            table = new NwbTable(
                    objects, NwbLayout.TARGETS, NwbType.DYNAMIC_TABLE, "The neurons that the session aims at");
            choice = table.int32("choice", "Number of the choice, should the targets be chosen anew");
            neuron = table.int32("neuron", "Cell, as a row of PlaneSegmentation or a column of the responses");
            reliability = table.numbers("reliability", Numeric.F32, "Reliability that it was picked by");
            table.seal();
        }

        void append(TargetsChosen chosen) {
            for (int i = 0; i < chosen.neurons().length; i++) {
                choice.append(choices);
                neuron.append(chosen.neurons()[i]);
                reliability.append(chosen.reliability()[i]);
                table.rowDone();
            }
            choices++;
        }
    }
}
