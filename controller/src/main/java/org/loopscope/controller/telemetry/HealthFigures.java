package org.loopscope.controller.telemetry;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.log.SessionEvent.CycleInputs;
import org.loopscope.controller.summary.LoopLatencies;
import org.loopscope.controller.telemetry.RigMessage.PlannedBlock;
import org.loopscope.controller.telemetry.RigMessage.Quantiles;
import org.loopscope.firmware.ClockFit;

/** Counts and latencies of a session so far, by the same rules as its summary's. One thread only. */
final class HealthFigures {
    private static final double NS_PER_MS = 1e6;

    private final SessionFacts facts;
    private final Supplier<OptionalLong> diskFreeBytes;
    private final LoopLatencies latencies;
    private long frames;
    private long framesLost;
    private long framesDuplicated;
    private long framesReordered;
    private long rawFramesShed;
    private long decisions;
    private long missedDeadlines;
    private long presentations;
    private long pulses;
    private long faults;
    private boolean recording;
    private ClockFit clockFit = ClockFit.IDENTITY;
    private @Nullable String block;
    private long blockBegunNs;
    private boolean planOver;

    /** @param diskFreeBytes where the session is written; asked once for each message */
    HealthFigures(SessionFacts facts, Supplier<OptionalLong> diskFreeBytes) {
        this.facts = facts;
        this.diskFreeBytes = diskFreeBytes;
        latencies = new LoopLatencies(facts.framePeriodNs(), facts.decisionDeadlineNs());
    }

    void accept(SessionEvent event) {
        latencies.accept(event);
        if (event instanceof SessionEvent.FrameArrived) {
            frames++;
            recording = true;
        } else if (event instanceof SessionEvent.FramesLost lost) {
            framesLost += lost.to() - lost.from() + 1;
        } else if (event instanceof SessionEvent.FrameRefused refused) {
            refused(refused);
        } else if (event instanceof SessionEvent.RawFrameShed) {
            rawFramesShed++;
        } else if (event instanceof SessionEvent.PixelsMissing missing) {
            rawFramesShed += missing.to() - missing.from() + 1;
        } else if (event instanceof SessionEvent.StimulusDecided decided) {
            decisions++;
            missedDeadlines += decided.decision().missedDeadline() ? 1 : 0;
        } else if (event instanceof SessionEvent.PulseDecided) {
            decisions++;
        } else if (event instanceof CycleInputs inputs) {
            presentations += inputs.presentations().size();
            pulses += inputs.pulses().size();
        } else if (event instanceof SessionEvent.ClockFitted fitted) {
            clockFit = fitted.fit();
        } else if (event instanceof SessionEvent.FaultRaised) {
            faults++;
        } else if (event instanceof SessionEvent.BlockChanged change) {
            changed(change);
        } else if (event instanceof SessionEvent.SessionEnded) {
            recording = false;
        }
    }

    private void refused(SessionEvent.FrameRefused refused) {
        switch (refused.refusal()) {
            case DUPLICATE -> framesDuplicated++;
            case OUT_OF_ORDER -> {
                framesReordered++;
                framesLost--;
            }
        }
    }

    private void changed(SessionEvent.BlockChanged change) {
        if (change.begun()) {
            block = change.block();
            blockBegunNs = change.nowNs();
        } else {
            planOver = change.block().equals(facts.plan().getLast().block());
        }
    }

    RigMessage.Health at(long nowNs, long telemetryDropped) {
        OptionalLong free = diskFreeBytes.get();
        return new RigMessage.Health(
                nowNs,
                frames,
                framesLost,
                latencies.framesLate(),
                framesDuplicated,
                framesReordered,
                rawFramesShed,
                decisions,
                missedDeadlines,
                presentations,
                pulses,
                faults,
                Quantiles.of(latencies.activity()),
                Quantiles.of(latencies.decision()),
                Quantiles.of(latencies.output()),
                latencies.takeWorstActivityNs() / NS_PER_MS,
                latencies.takeWorstDecisionNs() / NS_PER_MS,
                clockFit.driftPpm(),
                clockFit.residualNs(),
                remainingSeconds(nowNs),
                recording,
                free.isPresent() ? free.getAsLong() : null,
                telemetryDropped);
    }

    /** What is left of the block under way, and those behind it; null where one of them goes on to the end of the frames. */
    private @Nullable Double remainingSeconds(long nowNs) {
        double seconds = 0;
        boolean behind = block == null;
        for (PlannedBlock planned : facts.plan()) {
            boolean underWay = planned.block().equals(block);
            if ((underWay || behind) && !planOver) {
                if (planned.plannedSeconds() == 0) {
                    return null;
                }
                double gone = underWay ? (nowNs - blockBegunNs) / 1e9 : 0;
                seconds += Math.max(0, planned.plannedSeconds() - gone);
            }
            behind |= underWay;
        }
        return seconds;
    }
}
