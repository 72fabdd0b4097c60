package org.loopscope.controller.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.loopscope.controller.telemetry.EventPublisher;
import org.loopscope.controller.telemetry.OperatorMessage;
import org.loopscope.controller.telemetry.RigMessage;
import org.loopscope.controller.telemetry.SessionFacts;
import org.loopscope.controller.telemetry.TelemetryMessage;
import org.loopscope.controller.telemetry.TrialMessage;

/**
 * Where in a session one may want to go: where its blocks began, its marks and its faults; of each the first
 * {@value #MOST}.
 */
record ReviewOutline(List<TrialMessage.Block> blocks, List<OperatorMessage.Mark> marks, List<RigMessage.Fault> faults) {
    private static final int MOST = 1000;

    ReviewOutline {
        blocks = List.copyOf(blocks);
        marks = List.copyOf(marks);
        faults = List.copyOf(faults);
    }

    static ReviewOutline of(ReviewedSession session, SessionFacts facts) {
        List<TrialMessage.Block> blocks = new ArrayList<>();
        List<OperatorMessage.Mark> marks = new ArrayList<>();
        List<RigMessage.Fault> faults = new ArrayList<>();
        EventPublisher publisher = new EventPublisher(
                facts,
                told -> {
                    switch (told) {
                        case TrialMessage.Block block when block.begun() -> add(blocks, block);
                        case OperatorMessage.Mark mark -> add(marks, mark);
                        case RigMessage.Fault fault -> add(faults, fault);
                        case TelemetryMessage _ -> {}
                    }
                },
                () -> 0,
                OptionalLong::empty);
        for (int place = 0; place < session.count(); place++) {
            publisher.accept(session.event(place));
        }
        return new ReviewOutline(blocks, marks, faults);
    }

    private static <M> void add(List<M> list, M message) {
        if (list.size() < MOST) {
            list.add(message);
        }
    }
}
