package org.loopscope.controller.protocol;

import java.util.function.Consumer;
import org.loopscope.inference.learning.ModelRequest;
import org.loopscope.inference.learning.ModelUpdate;

/**
 * Has the model tell simple from complex cells while it has nothing else to answer: one slice at a time, so that whatever is
 * asked of it meanwhile waits for one slice at most. A survey is wanted after each mapping block and after each synthesis
 * block; a new one takes the place of one under way.
 */
final class Survey {
    private final int mostCells;
    private final long seed;
    private int begun;
    private boolean wanted;
    private boolean underWay;

    /** @param mostCells 0 for no survey at all */
    Survey(int mostCells, long seed) {
        this.mostCells = mostCells;
        this.seed = seed;
    }

    /** The model has learnt what a block had to teach. */
    void want() {
        wanted = mostCells > 0;
    }

    void take(ModelUpdate.Surveyed surveyed) {
        underWay = surveyed.cellsLeft() > 0;
    }

    /** Asks for the next slice; to be called while the model has nothing else to answer. */
    void advance(Consumer<ModelRequest> model) {
        if (wanted) {
            wanted = false;
            underWay = true;
            model.accept(new ModelRequest.StartSurvey(mostCells, seed + begun++));
        } else if (underWay) {
            model.accept(new ModelRequest.ContinueSurvey());
        }
    }

    /** False when every survey that was wanted has come to its end. */
    boolean pending() {
        return wanted || underWay;
    }
}
