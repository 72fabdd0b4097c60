package org.loopscope.controller.protocol;

/** A block under way. Times on the session clock, nanoseconds. */
sealed interface BlockStage {
    /** Mid-grey until then. */
    record Resting(long untilNs) implements BlockStage {}

    /** Every frame is watched for a crossing, until then. */
    record Watching(TriggerRun run, long untilNs) implements BlockStage {}

    /** Trials at a regular beat. */
    final class Trials implements BlockStage {
        private final BlockRun run;
        private final TrialClock clock;
        private boolean shownAll;

        Trials(BlockRun run, TrialClock clock) {
            this.run = run;
            this.clock = clock;
        }

        BlockRun run() {
            return run;
        }

        boolean shownAll() {
            return shownAll;
        }

        void putOff(long byNs) {
            clock.putOff(byNs);
        }

        /** Decides the next trial when it is due. A trial that comes too late shows mid-grey, and is not used up. */
        void decide(Decisions decisions, long frameIndex, long nowNs) {
            while (!shownAll && clock.due(nowNs)) {
                if (nowNs > clock.deadlineNs()) {
                    decisions.miss(clock, frameIndex, nowNs);
                } else {
                    switch (run.next(decisions.knowledge())) {
                        case Next.Show show -> decisions.show(show, clock, frameIndex, nowNs);
                        case Next.Wait wait -> {}
                        case Next.Done done -> shownAll = true;
                    }
                }
                clock.advance();
            }
        }
    }
}
