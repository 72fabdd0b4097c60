package org.loopscope.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopscope.controller.bench.Arrival.Kind;
import org.loopscope.controller.bench.HandedOver.DecisionTime;
import org.loopscope.controller.bench.HandedOver.FrameTimes;
import org.loopscope.controller.bench.HandedOver.Span;
import org.loopscope.controller.bench.StreamFigures.Losses;

class DueMessagesTest {
    private static final long MS = 1_000_000L;
    private static final StreamSettings TWO_WATCH = new StreamSettings(2, 10, 64, 30, 1, Optional.empty());
    private static final Span WATCHED = new Span(1000 * MS, 2000 * MS);
    /** The watchers' clock is so far ahead. */
    private static final long AHEAD_NS = 5_000 * MS;

    private final HandedOver handed = new HandedOver();
    private final List<Arrival> arrivals = new ArrayList<>();

    /** Frames 0 to 5 every 250 ms from 750 ms on, so that 1 to 4 are due; decisions 0 to 2 with 1, 3 and 5. */
    DueMessagesTest() {
        for (long i = 0; i < 6; i++) {
            long atNs = (750 + 250 * i) * MS;
            handed.frame(new FrameTimes(i, atNs - (i + 1) * MS, atNs));
            if (i % 2 == 1) {
                handed.decision(new DecisionTime(i / 2, atNs));
            }
        }
        for (int watcher = 0; watcher < 2; watcher++) {
            for (long first = 1; first < 5; first += 2) {
                arrivals.add(activity(watcher, Kind.TRACES, first, 10));
                arrivals.add(activity(watcher, Kind.SPIKES, first, 10));
            }
            arrivals.add(event(watcher, Kind.DECISION, 7, 0, 1003));
            arrivals.add(event(watcher, Kind.OTHER_EVENT, 8, -1, 1200));
            arrivals.add(event(watcher, Kind.DECISION, 9, 1, 1510));
            arrivals.add(event(watcher, Kind.OTHER_EVENT, 2, -1, 990));
        }
    }

    /** Two frames, which come 4 ms after the second was handed over. */
    private static Arrival activity(int watcher, Kind kind, long first, int cells) {
        return new Arrival(
                watcher, kind, -1, first, first + 1, cells, 100, AHEAD_NS + (750 + 250 * (first + 1) + 4) * MS);
    }

    private static Arrival event(int watcher, Kind kind, long seq, long index, long atMs) {
        return new Arrival(watcher, kind, seq, index, index, 0, 50, AHEAD_NS + atMs * MS);
    }

    private Losses losses() {
        return new DueMessages(TWO_WATCH, handed, WATCHED).losses(arrivals, 0, 0);
    }

    @Test
    void shouldFindNothingLostWhereAllCame() {
        assertEquals(new Losses(6, 0, 0, 16, 0, 0, 0, 0), losses());
    }

    @Test
    void shouldCountWhatOneWatcherLacks() {
        arrivals.remove(event(1, Kind.OTHER_EVENT, 8, -1, 1200));
        arrivals.remove(activity(0, Kind.SPIKES, 3, 10));
        assertEquals(new Losses(6, 1, 0, 16, 2, 0, 0, 0), losses());
    }

    @Test
    void shouldCountWhatNobodyHas() {
        arrivals.removeIf(one -> one.seq() == 9);
        assertEquals(2, losses().eventsMissing());
    }

    @Test
    void shouldCountWhatCameTwiceOrOfSomeCellsOnly() {
        arrivals.add(event(0, Kind.DECISION, 9, 1, 1511));
        arrivals.add(activity(0, Kind.TRACES, 1, 10));
        arrivals.remove(activity(1, Kind.TRACES, 3, 10));
        arrivals.add(activity(1, Kind.TRACES, 3, 6));
        assertEquals(new Losses(6, 0, 1, 16, 2, 2, 0, 0), losses());
        arrivals.add(activity(1, Kind.TRACES, 3, 4));
        assertEquals(0, losses().framesMissing(), "a frame may come in two messages");
    }

    @Test
    void shouldMeasureFromTheHandOverOnOneClock(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("arrivals");
        Arrival.write(arrivals, file);
        List<Arrival> read = Arrival.read(file);
        assertEquals(arrivals, read);
        StreamFigures figures = figures(read);
        assertEquals(3, figures.decision().p50(), 0.01);
        assertEquals(10, figures.decision().max(), 0.01);
        assertEquals(4, figures.decision().count());
        assertEquals(4, figures.newestFrame().max(), 0.01);
        assertEquals(254, figures.oldestFrame().p50(), 0.3);
        assertEquals(5, figures.frameWatched().max(), 0.01);
        assertEquals(1, figures.frameAlone().max(), 0.01);
        // Of each watcher: three events in the span, and two messages of either signal.
        assertEquals(14, figures.load().messagesPerSecond(), 1e-9);
    }

    private StreamFigures figures(List<Arrival> heard) {
        return StreamFigures.of(
                TWO_WATCH,
                handed,
                List.of(new Span(0, 1000 * MS)),
                WATCHED,
                heard,
                new Watchers.ClockOffset(AHEAD_NS, 1000),
                new StreamFigures.Processors(0, 0, 0),
                0,
                0);
    }

    @Test
    void shouldMissTheBarsThatAreMissed() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        assertEquals(true, new StreamReport(TWO_WATCH, figures(arrivals)).held(nowhere));
        arrivals.add(event(0, Kind.DECISION, 9, 1, 1511));
        assertEquals(false, new StreamReport(TWO_WATCH, figures(arrivals)).held(nowhere), "one came twice");
        arrivals.removeLast();
        arrivals.remove(event(1, Kind.DECISION, 9, 1, 1510));
        arrivals.add(event(1, Kind.DECISION, 9, 1, 1700));
        assertEquals(false, new StreamReport(TWO_WATCH, figures(arrivals)).held(nowhere), "one came late");
    }
}
