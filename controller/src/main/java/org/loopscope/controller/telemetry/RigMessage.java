package org.loopscope.controller.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.controller.summary.LatencyFigures;

/** How the session and the rig stand. */
public sealed interface RigMessage extends TelemetryMessage {
    /** More would not fit into a message; a session aims at tens of neurons, not at hundreds. */
    int MOST_NEURONS = 200;

    /**
     * Which session runs.
     *
     * @param phase {@code armed}, {@code calibrating}, {@code running}, {@code paused}, or the outcome once it has ended
     * @param startTime ISO 8601, wall clock, for people only
     * @param cells how many neurons are recorded, 0 before they are found
     * @param newCells how many more were found while it ran; numbered behind those, and never aimed at
     * @param targets the neurons that the session aims at, as far as chosen
     * @param vetoed the neurons that it must not aim at
     * @param settings what {@code set} changes, each as it is now
     */
    record Session(
            String sessionId,
            String experiment,
            String subject,
            String rig,
            String phase,
            String startTime,
            String version,
            String device,
            boolean fullSpeed,
            int cells,
            int newCells,
            List<Integer> targets,
            List<Integer> vetoed,
            List<Setting> settings,
            long sessionNs)
            implements RigMessage {
        public Session {
            settings = List.copyOf(settings);
            sessionId = TelemetryMessage.clip(sessionId, 200);
            experiment = TelemetryMessage.clip(experiment, 200);
            subject = TelemetryMessage.clip(subject, 200);
            device = TelemetryMessage.clip(device, 400);
            targets = List.copyOf(targets.subList(0, Math.min(targets.size(), MOST_NEURONS)));
            vetoed = List.copyOf(vetoed.subList(0, Math.min(vetoed.size(), MOST_NEURONS)));
        }

        @Override
        public Channel channel() {
            return Channel.SESSION;
        }
    }

    /**
     * What may be changed while the session runs.
     *
     * @param name as {@code set} has it
     * @param value now; null while nothing has it, as a threshold in a block that watches for none
     * @param least that is taken
     * @param most that is taken
     */
    record Setting(String name, @Nullable Double value, double least, double most) {}

    /**
     * What the session was started with.
     *
     * @param sha256 of the experiment's text, hexadecimal
     * @param text the experiment's file with all overrides; null where it is too long for a message
     */
    record Config(
            String sha256,
            String experiment,
            long seed,
            long framePeriodNs,
            List<PlannedBlock> plan,
            @Nullable String text)
            implements RigMessage {
        public Config {
            plan = List.copyOf(plan);
        }

        Config withoutText() {
            return new Config(sha256, experiment, seed, framePeriodNs, plan, null);
        }

        @Override
        public Channel channel() {
            return Channel.CONFIG;
        }
    }

    /** A block as planned, with the time for its last responses. */
    record PlannedBlock(String block, String kind, double plannedSeconds) {}

    /** One frame of several: means over the neurons, and the shift that motion correction found. */
    record FrameSummary(
            long frameIndex,
            long frameEndNs,
            float shiftXPx,
            float shiftYPx,
            float correlation,
            int cells,
            float meanDfOverF,
            float meanEvents)
            implements RigMessage {
        @Override
        public Channel channel() {
            return Channel.FRAME;
        }
    }

    /**
     * A search for new cells has ended.
     *
     * @param search its number in the session
     * @param found how many cells it found
     * @param newCells how many were found while the session ran, these included
     * @param frameIndex the first frame with their activity
     */
    record NewCells(int search, int found, int newCells, long frameIndex, long sessionNs) implements RigMessage {
        @Override
        public Channel channel() {
            return Channel.NEW_CELLS;
        }
    }

    /**
     * A pulse asked for or given.
     *
     * @param executedOnsetNs when the line rose, null while it is only asked for
     */
    record PulseOutput(
            String line,
            long requestedOnsetNs,
            long widthNs,
            @Nullable Long executedOnsetNs) implements RigMessage {
        @Override
        public Channel channel() {
            return Channel.PULSE;
        }
    }

    /**
     * Something went wrong, or frames were lost.
     *
     * @param ended whether the session ended by it
     */
    record Fault(String what, boolean ended, long sessionNs) implements RigMessage {
        public Fault {
            what = TelemetryMessage.clip(what, 1000);
        }

        @Override
        public Channel channel() {
            return Channel.FAULT;
        }
    }

    /**
     * A line for people: what happens in the session, in words.
     *
     * @param level {@code info}, {@code warning} or {@code error}
     */
    record LogLine(String level, String what, long sessionNs) implements RigMessage {
        public LogLine {
            what = TelemetryMessage.clip(what, 1200);
        }

        @Override
        public Channel channel() {
            return Channel.LOG;
        }
    }

    /** Latencies so far, milliseconds; all 0 when nothing was measured. */
    record Quantiles(double p50, double p99, double max, double deadline, long count) {
        static Quantiles of(LatencyFigures figures) {
            LatencyFigures.Quantiles q = figures.quantiles();
            return new Quantiles(q.p50(), q.p99(), q.max(), q.deadline(), q.count());
        }
    }

    /**
     * Counts and latencies since the session's start, once a second.
     *
     * @param framesLate whose activity came later than a frame period after them
     * @param activityMs from a frame's arrival to its activity
     * @param decisionMs from a frame's arrival to its decision
     * @param outputMs from when an output was asked for to when it came
     * @param worstActivityMs longest way to an activity since the last such message, milliseconds
     * @param worstDecisionMs the same to a decision
     * @param clockDriftPpm how much the timing device's clock runs fast
     * @param clockResidualNs scatter of its fit
     * @param remainingSeconds of the plan, estimated; null where it has no end
     * @param recording whether frames are being written
     * @param diskFreeBytes where the session is written; null where that is not known
     * @param telemetryDropped messages that this stream has dropped
     */
    record Health(
            long sessionNs,
            long frames,
            long framesLost,
            long framesLate,
            long framesDuplicated,
            long framesReordered,
            long rawFramesShed,
            long decisions,
            long missedDeadlines,
            long presentations,
            long pulses,
            long faults,
            Quantiles activityMs,
            Quantiles decisionMs,
            Quantiles outputMs,
            double worstActivityMs,
            double worstDecisionMs,
            double clockDriftPpm,
            double clockResidualNs,
            @Nullable Double remainingSeconds,
            boolean recording,
            @Nullable Long diskFreeBytes,
            long telemetryDropped)
            implements RigMessage {
        @Override
        public Channel channel() {
            return Channel.HEALTH;
        }
    }
}
