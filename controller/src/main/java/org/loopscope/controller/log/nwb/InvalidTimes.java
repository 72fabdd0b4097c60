package org.loopscope.controller.log.nwb;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.loopscope.controller.log.hdf5.ExtendibleDataset;
import org.loopscope.controller.log.hdf5.ExtendibleTexts;

/**
 * Times of which there are no frames, lost before they reached us or not kept, or none with light. The rows of the table
 * are in the order of their beginnings, so a span waits until none that began before it can come any more.
 */
final class InvalidTimes {
    private final OnFirstUse<Table> table;
    private final PriorityQueue<Span> waiting = new PriorityQueue<>(Comparator.comparingLong(Span::startNs));

    private record Span(long startNs, long stopNs, long from, long to, String why) {}

    InvalidTimes(NwbObjects objects) {
        table = new OnFirstUse<>(() -> new Table(objects));
    }

    void append(long from, long to, String why, FrameTimes times) {
        long startNs = Math.max(0, times.exposureStartNs(from));
        waiting.add(new Span(startNs, Math.max(startNs, times.exposureEndNs(to)), from, to, why));
    }

    /** No span that begins before this frame will come any more. */
    void settle(long frame) {
        for (Span span = waiting.peek(); span != null && span.from() < frame; span = waiting.peek()) {
            table.value().append(waiting.remove());
        }
    }

    private static final class Table {
        private final NwbTable table;
        private final ExtendibleDataset startTime;
        private final ExtendibleDataset stopTime;
        private final ExtendibleDataset firstFrame;
        private final ExtendibleDataset lastFrame;
        private final ExtendibleTexts reason;

        Table(NwbObjects objects) {
            table = new NwbTable(
                    objects,
                    NwbLayout.INVALID_TIMES,
                    NwbType.TIME_INTERVALS,
                    "Times of which raw frames are missing or dark");
            startTime = table.seconds("start_time", "End of the exposure before the first frame concerned");
            stopTime = table.seconds(
                    "stop_time", "End of exposure of the last frame concerned; of a missing one, by the frame rate");
            firstFrame = table.int64("first_frame", "Number of the first frame concerned");
            lastFrame = table.int64("last_frame", "Number of the last frame concerned");
            reason = table.texts("reason", "Why they are missing, or what is wrong with them");
            table.seal();
        }

        void append(Span span) {
            startTime.append(NwbObjects.seconds(span.startNs()));
            stopTime.append(NwbObjects.seconds(span.stopNs()));
            firstFrame.append(span.from());
            lastFrame.append(span.to());
            reason.append(span.why());
            table.rowDone();
        }
    }
}
