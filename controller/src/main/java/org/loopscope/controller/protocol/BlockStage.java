package org.loopscope.controller.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.loopscope.stimulus.StimulusDecision;

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
        private final Deque<StimulusDecision> again = new ArrayDeque<>();
        private final Set<Long> shownAgain = new HashSet<>();
        private boolean planShown;

        Trials(BlockRun run, TrialClock clock) {
            this.run = run;
            this.clock = clock;
        }

        BlockRun run() {
            return run;
        }

        boolean shownAll() {
            return planShown && again.isEmpty();
        }

        /**
         * A presentation was invalid: it is shown once more when the plan has been shown. One that was shown again already
         * is given up, so that a fault that lasts cannot keep a block from its end.
         */
        void showAgain(StimulusDecision invalid, long nowNs) {
            if (!shownAgain.contains(invalid.index())) {
                repeat(invalid, nowNs);
            }
        }

        /** Shows once more, when the plan has been shown, what was decided and could not be measured. */
        void repeat(StimulusDecision unmeasured, long nowNs) {
            if (shownAll()) {
                // The beat went on unheard while the last responses were awaited: no trial was missed.
                while (nowNs > clock.deadlineNs()) {
                    clock.advance();
                }
            }
            again.add(unmeasured);
        }

        /** Shows nothing more; the block ends with the responses that are under way. */
        void endEarly() {
            planShown = true;
            again.clear();
        }

        void putOff(long byNs) {
            clock.putOff(byNs);
        }

        /** Decides the next trial when it is due. A trial that comes too late shows mid-grey, and is not used up. */
        void decide(Decisions decisions, long frameIndex, long nowNs) {
            while (!shownAll() && clock.due(nowNs)) {
                if (nowNs > clock.deadlineNs()) {
                    decisions.miss(clock, frameIndex, nowNs);
                } else if (planShown) {
                    shownAgain.add(decisions.showAgain(again.remove(), clock, frameIndex, nowNs));
                } else {
                    switch (run.next(decisions.knowledge())) {
                        case Next.Show show -> decisions.show(show, clock, frameIndex, nowNs);
                        case Next.Wait wait -> {}
                        case Next.Done done -> planShown = true;
                    }
                }
                clock.advance();
            }
        }
    }
}
