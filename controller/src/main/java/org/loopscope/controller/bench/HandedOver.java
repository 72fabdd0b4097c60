package org.loopscope.controller.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * When the frame path handed what to the telemetry stream, nanoseconds of the bench's clock. Written by the frame path's
 * thread; others read the numbers of the newest at any time, and the rest after that thread has ended.
 */
final class HandedOver {
    /**
     * One frame.
     *
     * @param dueNs when it came: its place in the pace, whatever held the thread up
     * @param handedNs when its activity was handed over
     */
    record FrameTimes(long index, long dueNs, long handedNs) {
        long latencyNs() {
            return handedNs - dueNs;
        }
    }

    /** One decision, by its own running number. */
    record DecisionTime(long index, long handedNs) {}

    /** A span of time, the end excluded. */
    record Span(long fromNs, long toNs) {
        boolean has(long atNs) {
            return fromNs <= atNs && atNs < toNs;
        }

        double seconds() {
            return (toNs - fromNs) / 1e9;
        }
    }

    private final List<FrameTimes> frames = new ArrayList<>();
    private final List<DecisionTime> decisions = new ArrayList<>();
    private volatile long newestFrame = -1;
    private volatile long newestDecision = -1;

    void frame(FrameTimes frame) {
        frames.add(frame);
        newestFrame = frame.index();
    }

    void decision(DecisionTime decision) {
        decisions.add(decision);
        newestDecision = decision.index();
    }

    long newestFrame() {
        return newestFrame;
    }

    long newestDecision() {
        return newestDecision;
    }

    List<FrameTimes> frames(Span span) {
        return frames.stream().filter(frame -> span.has(frame.handedNs())).toList();
    }

    List<DecisionTime> decisions(Span span) {
        return decisions.stream()
                .filter(decision -> span.has(decision.handedNs()))
                .toList();
    }
}
