package org.loopscope.controller.log.nwb;

import java.util.Locale;
import org.loopscope.controller.log.SessionEvent.ClockFitted;
import org.loopscope.controller.log.SessionEvent.FaultRaised;
import org.loopscope.controller.log.SessionEvent.FrameRefused;
import org.loopscope.controller.log.hdf5.ElementType.Numeric;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;
import org.loopscope.firmware.TtlEdge;

/** What the rig did around the experiment: edges, clocks, faults. */
final class RigTables {
    private final OnFirstUse<Edges> edges;
    private final OnFirstUse<Clock> clock;
    private final OnFirstUse<Faults> faults;

    RigTables(NwbObjects objects) {
        edges = new OnFirstUse<>(() -> new Edges(objects));
        clock = new OnFirstUse<>(() -> new Clock(objects));
        faults = new OnFirstUse<>(() -> new Faults(objects));
    }

    void refused(FrameRefused refused) {
        String why = switch (refused.refusal()) {
            case DUPLICATE -> "came twice; the second was dropped";
            case OUT_OF_ORDER -> "came after a later one, and was dropped";
        };
        fault(new FaultRaised(refused.frameEndNs(), "frame " + refused.index() + " " + why, false));
    }

    void edge(TtlEdge edge) {
        edges.value().append(edge);
    }

    void clock(ClockFitted fitted) {
        clock.value().append(fitted);
    }

    void fault(FaultRaised fault) {
        faults.value().append(fault);
    }

    private static final class Edges {
        private final NwbTable table;
        private final ExtendibleDataset sessionTime;
        private final ExtendibleDataset deviceTime;
        private final ExtendibleTexts line;
        private final ExtendibleDataset rising;

        Edges(NwbObjects objects) {
            table = new NwbTable(
                    objects, NwbLayout.TTL_EDGES, NwbType.DYNAMIC_TABLE, "Level changes on the rig's input lines");
            sessionTime = table.seconds("session_time", "The edge on the session clock, seconds");
            deviceTime = table.seconds("device_time", "The edge on the device's own clock, seconds");
            line = table.texts("line", "Input line");
            rising = table.truth("rising", "Whether the line went high");
            table.seal();
        }

        void append(TtlEdge edge) {
            sessionTime.append(NwbObjects.seconds(edge.sessionNs()));
            deviceTime.append(NwbObjects.seconds(edge.deviceNs()));
            line.append(edge.line().name().toLowerCase(Locale.ROOT));
            rising.append(edge.rising());
            table.rowDone();
        }
    }

    private static final class Clock {
        private final NwbTable table;
        private final ExtendibleDataset time;
        private final ExtendibleDataset rate;
        private final ExtendibleDataset offset;
        private final ExtendibleDataset residual;
        private final ExtendibleDataset samples;

        Clock(NwbObjects objects) {
            table = new NwbTable(
                    objects,
                    NwbLayout.CLOCK_FIT,
                    NwbType.DYNAMIC_TABLE,
                    "The device's clock on the session clock: session = offset + rate * device");
            time = table.seconds("session_time", "When it was fitted, seconds on the session clock");
            rate = table.numbers("rate", Numeric.F64, "Session seconds per device second");
            offset = table.seconds("offset", "Session time at device time zero, seconds");
            residual = table.seconds("residual", "Root mean square of the fit's residuals, seconds");
            samples = table.int32("samples", "How many pairs of readings the fit rests on");
            table.seal();
        }

        void append(ClockFitted fitted) {
            time.append(NwbObjects.seconds(fitted.nowNs()));
            rate.append(fitted.fit().rate());
            offset.append(fitted.fit().offsetNs() / 1e9);
            residual.append(fitted.fit().residualNs() / 1e9);
            samples.append(fitted.fit().samples());
            table.rowDone();
        }
    }

    private static final class Faults {
        private final NwbTable table;
        private final ExtendibleDataset time;
        private final ExtendibleTexts what;
        private final ExtendibleDataset ended;

        Faults(NwbObjects objects) {
            table = new NwbTable(
                    objects, NwbLayout.FAULTS, NwbType.DYNAMIC_TABLE, "What went wrong or came late in the session");
            time = table.seconds("session_time", "When, seconds on the session clock");
            what = table.texts("what", "What happened");
            ended = table.truth("ended_session", "Whether the session ended by it");
            table.seal();
        }

        void append(FaultRaised fault) {
            time.append(NwbObjects.seconds(fault.nowNs()));
            what.append(fault.what());
            ended.append(fault.ended());
            table.rowDone();
        }
    }
}
