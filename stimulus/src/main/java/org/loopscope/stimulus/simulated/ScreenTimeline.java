package org.loopscope.stimulus.simulated;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopscope.stimulus.StimulusImage;

/** What the screen showed, shows and is set to show: a snapshot that never changes, for any thread. */
final class ScreenTimeline {
    static final ScreenTimeline EMPTY = new ScreenTimeline(List.of());

    private final List<ScreenChange> changes;

    /** @param changes in order of time; mid-grey before the first, the last one's picture for ever */
    ScreenTimeline(List<ScreenChange> changes) {
        this.changes = List.copyOf(changes);
    }

    @Nullable StimulusImage at(long sessionNs) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            if (changes.get(i).lightNs() <= sessionNs) {
                return changes.get(i).picture();
            }
        }
        return null;
    }
}
