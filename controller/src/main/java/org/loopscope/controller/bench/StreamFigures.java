package org.loopscope.controller.bench;

import java.util.List;
import java.util.stream.Stream;
import org.loopscope.controller.bench.Arrival.Kind;
import org.loopscope.controller.bench.HandedOver.FrameTimes;
import org.loopscope.controller.bench.HandedOver.Span;

/**
 * What came of a run.
 *
 * @param decision from the hand-over of a decision to the telemetry stream until a watcher has it; over all of them
 * @param newestFrame the same of traces and spikes, by the last frame in each message
 * @param oldestFrame by the first frame in each message, which has waited for the others
 * @param frameAlone from when a frame is due until its activity is handed over, while nobody watches
 * @param frameWatched the same with all watchers
 * @param load what came, in a second
 * @param processors how busy the machine was
 * @param clockErrorMs how far the watchers' clock may be from what it was taken for
 */
record StreamFigures(
        Percentiles decision,
        Percentiles newestFrame,
        Percentiles oldestFrame,
        Percentiles frameAlone,
        Percentiles frameWatched,
        Load load,
        Losses losses,
        Processors processors,
        double clockErrorMs) {
    /** To all watchers together, without what MQTT adds to a message. */
    record Load(double messagesPerSecond, double megabytesPerSecond) {}

    /**
     * What should have come and did not; everything in watchers times what each should have.
     *
     * @param events that each should have had, decisions and others
     * @param frames whose traces and spikes each should have had, counted for either
     * @param framesMissing of these, one of which cells are missing too
     * @param notSent messages that the publisher let go
     * @param cutOff watchers whose connection had ended
     */
    record Losses(
            long events,
            long eventsMissing,
            long eventsTwice,
            long frames,
            long framesMissing,
            long framesTwice,
            long notSent,
            int cutOff) {}

    /** Processors kept busy, 1 for one all the time: by this process without and with watchers, and by theirs. */
    record Processors(double controllerAlone, double controllerWatched, double watchers) {}

    /**
     * Counts and times.
     *
     * @param alone when nobody watched
     * @param watched when all did
     * @param arrivals all, on the watchers' clock
     * @param notSent while they did
     */
    static StreamFigures of(
            StreamSettings settings,
            HandedOver handed,
            List<Span> alone,
            Span watched,
            List<Arrival> arrivals,
            Watchers.ClockOffset clock,
            Processors processors,
            long notSent,
            int cutOff) {
        DueMessages due = new DueMessages(settings, handed, watched);
        List<Arrival> heard = arrivals.stream()
                .filter(one -> watched.has(one.atNs() - clock.aheadNs()))
                .toList();
        return new StreamFigures(
                Percentiles.of(due.decisions(arrivals)
                        .mapToLong(one -> one.atNs() - clock.aheadNs() - due.decidedNs(one.first()))),
                Percentiles.of(activity(due, arrivals)
                        .mapToLong(one -> one.atNs() - clock.aheadNs() - due.imagedNs(one.last()))),
                Percentiles.of(activity(due, arrivals)
                        .mapToLong(one -> one.atNs() - clock.aheadNs() - due.imagedNs(one.first()))),
                Percentiles.of(alone.stream()
                        .flatMap(span -> handed.frames(span).stream())
                        .mapToLong(FrameTimes::latencyNs)),
                Percentiles.of(handed.frames(watched).stream().mapToLong(FrameTimes::latencyNs)),
                new Load(
                        heard.size() / watched.seconds(),
                        heard.stream().mapToLong(Arrival::bytes).sum() / 1e6 / watched.seconds()),
                due.losses(arrivals, notSent, cutOff),
                processors,
                clock.errorNs() / 1e6);
    }

    private static Stream<Arrival> activity(DueMessages due, List<Arrival> arrivals) {
        return Stream.of(Kind.TRACES, Kind.SPIKES).flatMap(kind -> due.activity(arrivals, kind));
    }
}
