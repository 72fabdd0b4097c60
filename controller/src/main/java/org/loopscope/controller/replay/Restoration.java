package org.loopscope.controller.replay;

import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.loopscope.controller.ClosedLoopExperiment;
import org.loopscope.controller.log.SessionEvent;
import org.loopscope.controller.protocol.ProtocolSettings;
import org.loopscope.controller.session.StandingExperiment;
import org.loopscope.inference.learning.Learner;

/**
 * An experiment, and its model, as the parts of a session before have left them: all that they logged is gone through again,
 * with the activity as it was logged, and each decision is held against the one that was made.
 */
public final class Restoration {
    private static final int PROGRESS_EVERY = 5000;

    private final StandingExperiment begun;
    private final Learner learner;
    private final Comparison comparison = new Comparison();
    private JournaledModel journaled;

    private Restoration(ProtocolSettings settings, Learner learner) {
        this.learner = learner;
        this.journaled = new JournaledModel(learner, new GrantedSteps());
        this.begun = StandingExperiment.atItsBeginning(settings);
    }

    /**
     * Goes through the earlier parts, if any.
     *
     * @param learner as it was at the session's start
     * @param events told everything that was logged
     * @param progress told in lines how far it has come
     * @throws ReplayDiffers when the same does not come out: then the session cannot go on
     */
    public static Restoration of(
            EarlierParts earlier,
            ProtocolSettings settings,
            Learner learner,
            Consumer<SessionEvent> events,
            Consumer<String> progress)
            throws IOException {
        Restoration restored = new Restoration(settings, learner);
        long before = 0;
        for (EarlierParts.Part part : earlier.parts()) {
            long done = before;
            restored.goThrough(part, events, frames -> {
                if ((done + frames) % PROGRESS_EVERY == 0) {
                    progress.accept("gone through " + (done + frames) + " of " + earlier.frames()
                            + " frames of the parts before");
                }
            });
            before += part.scan().frames();
        }
        return restored;
    }

    /** The experiment, where it stands now. */
    public StandingExperiment standing() {
        return new StandingExperiment(begun.experiment(), begun.links(), journaled.waiting(), journaled.done());
    }

    /** Connects it for a replay of the part that goes on. */
    ClosedLoopExperiment replayed(GrantedSteps steps, Comparison with) {
        journaled = new JournaledModel(learner, steps, journaled.done(), journaled.waiting());
        begun.links().connect(journaled, Replay.nowhere(), with::compute);
        return begun.experiment();
    }

    private void goThrough(EarlierParts.Part part, Consumer<SessionEvent> events, LongConsumer progress)
            throws IOException {
        SessionScan scan = part.scan();
        ReplayedActivity logged = new ReplayedActivity(comparison, null, null, scan.searches(), true);
        new Replay(replayed(scan.steps(), comparison), logged, comparison, true, progress, events).run(part.journal());
        String difference = comparison.firstDifference();
        if (difference != null) {
            throw new ReplayDiffers("the session cannot go on from where it stood: "
                    + part.journal().getParent() + ", " + difference);
        }
        comparison.forget();
    }
}
