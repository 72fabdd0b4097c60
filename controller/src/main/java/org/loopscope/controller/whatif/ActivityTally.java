package org.loopscope.controller.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loopscope.controller.log.SessionEvent.ActivityInferred;
import org.loopscope.controller.whatif.ActivityAgreement.Agreement;
import org.loopscope.controller.whatif.ActivityAgreement.FirstDifference;

/** Takes both activities frame by frame. */
public final class ActivityTally {
    private final CellPairs cells;
    private final List<RunningCorrelation> dfOverF = new ArrayList<>();
    private final List<RunningCorrelation> events = new ArrayList<>();
    private long frames;
    private Optional<FirstDifference> firstDifference = Optional.empty();

    public ActivityTally(CellPairs cells) {
        this.cells = cells;
        for (int cell = 0; cell < cells.recorded(); cell++) {
            dfOverF.add(new RunningCorrelation());
            events.add(new RunningCorrelation());
        }
    }

    /** One frame's activity as recorded and as tried. */
    public void add(ActivityInferred recorded, ActivityInferred tried) {
        frames++;
        for (int cell = 0; cell < cells.recorded(); cell++) {
            int own = cells.triedOf(cell);
            if (own != CellPairs.NONE) {
                dfOverF.get(cell).add(recorded.dfOverF()[cell], tried.dfOverF()[own]);
                events.get(cell).add(recorded.events()[cell], tried.events()[own]);
            }
        }
    }

    /** The activities differ in a bit; only the first such news counts. */
    public void differ(long frameIndex, String what) {
        if (firstDifference.isEmpty()) {
            firstDifference = Optional.of(new FirstDifference(frameIndex, what));
        }
    }

    public boolean differs() {
        return firstDifference.isPresent();
    }

    public ActivityAgreement agreement() {
        return new ActivityAgreement(frames, firstDifference, agreement(dfOverF), agreement(events));
    }

    private static Agreement agreement(List<RunningCorrelation> cells) {
        return new Agreement(
                cells.stream().mapToDouble(RunningCorrelation::value).toArray(),
                cells.stream()
                        .mapToDouble(RunningCorrelation::largestDifference)
                        .max()
                        .orElse(0));
    }
}
